/**
 * `npm run test:clients`: unmodified foreign clients send and read through a broker.
 *
 *   --engine barnabus|apache-kafka   the broker to run it with (barnabus)
 *   --client NAME, --codec NAME      only these; may be repeated
 *   --set NAME=VALUE                 a setting for the broker; may be repeated
 *   --write                          write docs/reference/clients.md, if all went well
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { isOperatingError } from '@barnabus/base'

import { dumpLog } from '../dump-log/dump-log.ts'
import { createEngine } from '../engines/create-engine.ts'
import { repositoryDirectory } from '../engines/repository.ts'
import { runCommand } from '../engines/run-command.ts'
import { stopwatch } from '../stopwatch.ts'
import { readChoice, type Choice } from './choice.ts'
import type { Client } from './client.ts'
import { clientPage } from './client-page.ts'
import { clientTable } from './client-table.ts'
import { firstSteps } from './first-steps.ts'
import { inParallel } from '../in-parallel.ts'
import { runMatrix, type MatrixResult } from './matrix.ts'
import { storedDifferently } from './stored-batches.ts'
import { partitionCount, testRecords } from './test-records.ts'
import { prepareToolchains, type CommandOf } from './toolchains.ts'

const pagePath = join(repositoryDirectory, 'docs/reference/clients.md')

const prettier = join(repositoryDirectory, 'node_modules/.bin/prettier')

const matrixSettings = {
  'num.partitions': String(partitionCount),
  // The records are years old; retention by time would be right to delete them.
  'log.retention.ms': '-1',
}

async function main(): Promise<number> {
  const choice = readChoice(process.argv.slice(2))
  const say = stopwatch()
  const commandOf = await prepareToolchains(choice.clients)
  const versionOf = await versionsOf(choice.clients, commandOf)
  say('the clients are ready')

  const directory = await mkdtemp(join(tmpdir(), 'barnabus-clients-'))
  const stepsFailure = await firstSteps(choice.engine, join(directory, 'first-steps'), say)
  const { result, failures: matrixFailures } = await matrixIn(directory, choice, commandOf, say)
  console.log(`\n${clientTable(choice.clients, result)}`)
  const failures = [...(stepsFailure === undefined ? [] : [stepsFailure]), ...matrixFailures]
  say(failures.length === 0 ? 'everything arrived unchanged' : `${failures.length} failures`)
  if (failures.length > 0) {
    console.log(`what the brokers wrote and said is kept in ${directory}`)
    return 1
  }
  await rm(directory, { recursive: true })
  if (choice.write) await writePage(choice.clients, versionOf, result)
  return 0
}

async function writePage(
  clients: readonly Client[],
  versionOf: ReadonlyMap<Client, string>,
  result: MatrixResult,
): Promise<void> {
  await writeFile(pagePath, clientPage({ clients, versionOf, records: testRecords(), result }))
  await runCommand(prettier, ['--write', pagePath])
}

async function versionsOf(
  clients: readonly Client[],
  commandOf: CommandOf,
): Promise<ReadonlyMap<Client, string>> {
  const versions = await inParallel(clients, 2, async (client) => {
    const { command, args } = commandOf(client)
    const { stdout } = await runCommand(command, [...args, 'version'])
    console.log(`  ${client.name} ${stdout.toString().trim()}`)
    return [client, stdout.toString().trim()] as const
  })
  return new Map(versions)
}

interface MatrixFindings {
  readonly result: MatrixResult
  readonly failures: readonly string[]
}

async function matrixIn(
  directory: string,
  choice: Choice,
  commandOf: CommandOf,
  say: (sentence: string) => void,
): Promise<MatrixFindings> {
  const settings = { ...matrixSettings, ...choice.settings }
  const place = { directory: join(directory, 'matrix'), settings }
  const engine = await createEngine(choice.engine, place)
  const failures: string[] = []
  const onFailure = (sentence: string): void => {
    failures.push(sentence)
    say(`✗ ${sentence}`)
  }
  await engine.start()
  say(`${engine.title} serves the matrix on ${engine.bootstrap}`)
  try {
    const { clients, codecs } = choice
    const records = testRecords()
    const all = { engine, clients, codecs, records, commandOf, directory, onFailure }
    const result = await runMatrix(all)
    await engine.stop()
    say('everything was sent and read; Kafka’s own tool looks at the files')
    const dump = await dumpLog(engine.dataDirectory)
    for (const sentence of storedDifferently(result.sendings, dump)) onFailure(sentence)
    return { result, failures }
  } finally {
    await engine.kill()
  }
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!isOperatingError(error)) throw error
  console.error(error.message)
  process.exitCode = 1
}
