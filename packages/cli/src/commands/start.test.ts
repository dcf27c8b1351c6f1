import { spawn, type ChildProcess } from 'node:child_process'
import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'

import { ApiKey, ErrorCode } from '@barnabus/protocol'
import { RawConnection } from '@barnabus/testkit'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))

/** `barnabus`, in a process of its own, as everybody runs it. */
class Command {
  readonly #child: ChildProcess
  readonly #closed: Promise<unknown[]>
  readonly #ready = Promise.withResolvers<void>()
  stdout = ''
  stderr = ''

  constructor(t: TestContext, args: readonly string[]) {
    this.#child = spawn(process.execPath, ['--conditions=@barnabus/source', main, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#closed = once(this.#child, 'close')
    this.#child.stdout?.on('data', (chunk: Buffer) => {
      this.stdout += chunk.toString()
      if (/^ready /m.test(this.stdout)) this.#ready.resolve()
    })
    this.#child.stderr?.on('data', (chunk: Buffer) => (this.stderr += chunk.toString()))
    t.after(() => this.#child.kill('SIGKILL'))
  }

  /** The addresses it is ready on; throws with what it said if it ended instead. */
  async ready(): Promise<readonly string[]> {
    const first = await Promise.race([this.#ready.promise, this.#closed])
    if (first !== undefined) throw new Error(`it ended before it was ready: ${this.stderr}`)
    return /^ready (?<addresses>.*)$/m.exec(this.stdout)?.groups?.['addresses']?.split(' ') ?? []
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal)
  }

  /** Its exit code, once everything it said is here. */
  async ended(): Promise<unknown> {
    const [exitCode] = await this.#closed
    return exitCode
  }
}

async function directoryFor(t: TestContext): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'barnabus-start-'))
  t.after(() => rm(directory, { recursive: true, force: true }))
  return directory
}

test('it says where it is ready, answers there, and SIGTERM ends it cleanly', async (t) => {
  const data = join(await directoryFor(t), 'data')
  const command = new Command(t, ['start', '--port=0', '--data-dir', data])
  const [address = ''] = await command.ready()

  const connection = await RawConnection.open(address)
  const answer = await connection.send(ApiKey.ApiVersions, 0, {})
  connection.close()
  command.signal('SIGTERM')

  equal(answer.errorCode, ErrorCode.none)
  equal(await command.ended(), 0)
  ok(command.stdout.includes(data), 'it says where the data is')
  match(command.stdout, new RegExp(`kcat -b ${address} `))
  ok(existsSync(data))
})

test('SIGINT ends it cleanly too, while a client is connected', async (t) => {
  const command = new Command(t, ['start', '--port=0', '--data-dir', await directoryFor(t)])
  const [address = ''] = await command.ready()
  const connection = await RawConnection.open(address)

  command.signal('SIGINT')

  equal(await command.ended(), 0)
  connection.close()
})

test('events are lines of JSON on stderr, and stdout is for people', async (t) => {
  const data = await directoryFor(t)
  const args = ['start', '--port=0', '--data-dir', data, '--log-level=debug']
  const command = new Command(t, args)
  await command.ready()
  command.signal('SIGTERM')
  await command.ended()

  for (const line of command.stderr.split('\n').filter((text) => text !== '')) {
    const event = JSON.parse(line) as Readonly<Record<string, unknown>>
    ok('level' in event && 'time' in event && 'message' in event, line)
  }
  ok(!command.stdout.includes('{'))
})

test('three nodes listen on three ports', async (t) => {
  const args = ['start', '--port=0', '--nodes=3', '--data-dir', await directoryFor(t)]
  const command = new Command(t, args)
  const addresses = await command.ready()

  equal(new Set(addresses).size, 3)
  command.signal('SIGTERM')
  equal(await command.ended(), 0)
})

test('a data directory has one owner: the second is told so and leaves it alone', async (t) => {
  const data = await directoryFor(t)
  const first = new Command(t, ['start', '--port=0', '--data-dir', data])
  await first.ready()
  const second = new Command(t, ['start', '--port=0', '--data-dir', data])

  equal(await second.ended(), 1)

  deepEqual(second.stderr.trim().split('\n'), [
    `Cannot open data directory "${data}": another process is using it`,
  ])
  first.signal('SIGTERM')
  equal(await first.ended(), 0)
})

test('a port that is taken is named', async (t) => {
  const server = createServer().listen(0, '127.0.0.1')
  t.after(() => server.close())
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? String(address?.port) : ''
  const command = new Command(t, ['start', '--port', port, '--data-dir', await directoryFor(t)])

  equal(await command.ended(), 1)

  match(command.stderr, new RegExp(`Cannot listen on 127\\.0\\.0\\.1:${port}.*--port`))
  equal(command.stderr.trim().split('\n').length, 1)
})

test('a data directory that cannot be made is named, in one line', async (t) => {
  const path = join(await directoryFor(t), 'file')
  await writeFile(path, 'not a directory')
  const command = new Command(t, ['start', '--port=0', '--data-dir', path])

  equal(await command.ended(), 1)

  ok(command.stderr.includes(path))
  equal(command.stderr.trim().split('\n').length, 1)
})

test('a wrong setting is refused by name before anything is touched', async (t) => {
  const data = join(await directoryFor(t), 'data')
  const args = ['start', '--data-dir', data, '--set', 'log.retention.hour=1']
  const command = new Command(t, args)

  equal(await command.ended(), 2)

  equal(
    command.stderr,
    'Cannot set "log.retention.hour": no such property. ' +
      'Did you mean "log.retention.hours"? (--set)\n',
  )
  ok(!existsSync(data))
})

test('an address that others can reach is refused unless that is meant', async (t) => {
  const command = new Command(t, ['start', '--host', '0.0.0.0', '--port=0'])

  equal(await command.ended(), 2)

  match(command.stderr, /--allow-remote/)
})

test('settings from a server.properties and from YAML are in effect', async (t) => {
  const directory = await directoryFor(t)
  const properties = join(directory, 'server.properties')
  const yaml = join(directory, 'broker.yaml')
  await writeFile(properties, `listeners=PLAINTEXT://:0\nlog.dirs=${join(directory, 'a')}\n`)
  await writeFile(yaml, `listeners: PLAINTEXT://:0\nlog:\n  dirs: ${join(directory, 'b')}\n`)

  for (const [config, data] of [
    [properties, 'a'],
    [yaml, 'b'],
  ] as const) {
    const command = new Command(t, ['start', '--config', config])
    await command.ready()
    ok(command.stdout.includes(join(directory, data)))
    command.signal('SIGTERM')
    equal(await command.ended(), 0)
  }
})

test('it tells its version, its help, and what a wrong command may have meant', async (t) => {
  const version = new Command(t, ['--version'])
  const help = new Command(t, ['start', '--help'])
  const wrong = new Command(t, ['strat'])

  deepEqual(await Promise.all([version.ended(), help.ended(), wrong.ended()]), [0, 0, 2])
  match(version.stdout, /^\d+\.\d+\.\d+\n$/)
  match(help.stdout, /--data-dir/)
  match(wrong.stderr, /start/)
})
