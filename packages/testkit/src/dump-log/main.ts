/**
 * `npm run test:dump-log`: Kafka's DumpLogSegments reads every file that our broker wrote.
 *
 *   npm run test:dump-log                                a run of our own: all codecs, rolled
 *                                                        segments, kill -9 and a clean end
 *   npm run test:dump-log -- --engine apache-kafka       the same with Kafka's own files
 *   npm run test:dump-log -- DIRECTORY                   any data directory that nobody writes
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { isOperatingError } from '@barnabus/base'

import { engineNames } from '../engines/engine.ts'
import { testkitErrors } from '../errors.ts'
import { dumpLog, type Dump } from './dump-log.ts'
import { writeDirectory, whatIsMissing } from './written-directory.ts'

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { engine: { type: 'string', default: 'barnabus' } },
  })
  const [given] = positionals
  if (given !== undefined) return report(await dumpLog(given), [])

  const engine = engineNames.find((name) => name === values.engine)
  if (engine === undefined) throw testkitErrors.USAGE(`no engine "${values.engine}"`)
  const directory = await mkdtemp(join(tmpdir(), 'barnabus-dump-log-'))
  const dataDirectory = await writeDirectory(engine, directory)
  const dump = await dumpLog(dataDirectory)
  const exitCode = report(dump, whatIsMissing(dump))
  if (exitCode === 0) await rm(directory, { recursive: true })
  else console.log(`The files are kept in ${directory}`)
  return exitCode
}

function report(dump: Dump, missing: readonly string[]): number {
  for (const [ending, count] of dump.fileCounts) console.log(`${count} ${ending} files`)
  const batchCount = [...dump.partitions.values()].flat().length
  console.log(`${batchCount} batches in ${dump.partitions.size} partitions`)
  const problems = [...dump.complaints, ...missing]
  for (const problem of problems) console.error(`✗ ${problem}`)
  return problems.length === 0 ? 0 : 1
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!isOperatingError(error)) throw error
  console.error(error.message)
  process.exitCode = 1
}
