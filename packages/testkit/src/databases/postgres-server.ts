import { chmod, glob, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { env, getuid } from 'node:process'

import { freePorts } from '../engines/free-ports.ts'
import { runCommand } from '../engines/run-command.ts'
import { ServerProcess } from '../engines/server-process.ts'
import { testkitErrors } from '../errors.ts'
import { TemporaryServer } from './temporary-server.ts'

const readyTimeoutMs = 60_000
const account = 'postgres'
const everybodyMayEnter = 0o777

/**
 * A PostgreSQL server with a cluster of its own in a temporary directory, on a port of loopback,
 * which anybody on this machine may use as `postgres`. PostgreSQL refuses to run as root; then it
 * runs as the account that Debian's package brings. Rejects with TOOL_MISSING where this machine has no
 * PostgreSQL.
 */
export async function startPostgres(): Promise<TemporaryServer> {
  const programs = await programsDirectory()
  const directory = await mkdtemp(join(tmpdir(), 'barnabus-postgres-'))
  await chmod(directory, everybodyMayEnter) // The account that it runs as is not ours.
  const data = join(directory, 'data')
  const [port] = await freePorts(1)
  const [command, ...before] = asUsualAccount(join(programs, 'initdb'))
  await runCommand(command!, [
    ...before,
    ...['--pgdata', data, '--username', 'postgres', '--auth', 'trust'],
    ...['--encoding', 'UTF8', '--no-locale', '--no-sync'],
  ])
  const [serverCommand, ...args] = asUsualAccount(join(programs, 'postgres'))
  const settings = ['fsync=off', 'listen_addresses=127.0.0.1', `unix_socket_directories=`]
  const server = new ServerProcess({
    command: serverCommand!,
    args: [
      ...args,
      ...['-D', data, '-p', String(port)],
      ...settings.flatMap((setting) => ['-c', setting]),
    ],
    readyWhen: /ready to accept connections/,
    readyTimeoutMs,
    outputPath: join(directory, 'output.log'),
  })
  await server.untilReady()
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  return new TemporaryServer(url, server, directory)
}

/** Where the programs are: Debian keeps them out of everybody's way, and has one set per version. */
async function programsDirectory(): Promise<string> {
  const found: string[] = []
  for await (const path of glob('/usr/lib/postgresql/*/bin/postgres')) found.push(path)
  const versionOf = (path: string): number => Number.parseInt(path.split('/').at(-3) ?? '', 10)
  const newest = found.toSorted((one, other) => versionOf(other) - versionOf(one))[0]
  if (newest !== undefined) return join(newest, '..')
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    for await (const path of glob(join(folder, 'initdb'))) return join(path, '..')
  }
  const remedy = 'On Debian: apt-get install postgresql'
  throw testkitErrors.TOOL_MISSING('initdb', 'makes the PostgreSQL that these tests use', remedy)
}

function asUsualAccount(command: string): readonly string[] {
  if (getuid?.() !== 0) return [command]
  return ['setpriv', `--reuid=${account}`, `--regid=${account}`, '--clear-groups', command]
}
