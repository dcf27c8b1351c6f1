import { readdir } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'

import { isOperatingError } from '@barnabus/base'

import { kafkaClassPath } from '../engines/kafka-class-path.ts'
import { interopDirectory } from '../engines/repository.ts'
import { runCommand } from '../engines/run-command.ts'
import { readDumpOutput, type DumpedBatch, type DumpOutput } from './dump-output.ts'

/** What Kafka's own tool found in a data directory. */
export interface Dump {
  /** The batches of each partition in order, by the name of its folder: `topic-0`. */
  readonly partitions: ReadonlyMap<string, readonly DumpedBatch[]>
  /** How many files of each kind were read, by their endings. */
  readonly fileCounts: ReadonlyMap<string, number>
  /** Everything the tool objects to; empty if all is well. */
  readonly complaints: readonly string[]
}

const endings = ['.log', '.index', '.timeindex', '.txnindex', '.snapshot']
const indexEndings = ['.index', '.timeindex']
const filesPerRunMax = 400 // So that the command line stays far below what a system takes.

/**
 * Lets Kafka's DumpLogSegments read every segment, index and producer snapshot of a data directory
 * that nobody writes: each record is decompressed, each checksum checked, each index entry compared
 * with the batch it points to, and each index put through the check that Kafka's broker makes.
 */
export async function dumpLog(dataDirectory: string): Promise<Dump> {
  const files = await partitionFiles(dataDirectory)
  const indexes = files.filter((path) => indexEndings.includes(extname(path)))
  const outputs = [
    ...(await dumpFiles(files, ['--deep-iteration', '--skip-record-metadata'])),
    ...(await dumpFiles(indexes, ['--index-sanity-check'])),
  ]
  return {
    partitions: byPartition(outputs),
    fileCounts: new Map(
      endings.map((ending) => [ending, files.filter((path) => extname(path) === ending).length]),
    ),
    complaints: outputs.flatMap(({ complaints }) => complaints),
  }
}

/** The files of all partitions; their folders are named after topic and number. */
async function partitionFiles(dataDirectory: string): Promise<readonly string[]> {
  const folders = await readdir(dataDirectory, { withFileTypes: true })
  const partitions = folders.filter((entry) => entry.isDirectory() && /-\d+$/.test(entry.name))
  const files = await Promise.all(
    partitions.map(async ({ name }) => {
      const names = await readdir(join(dataDirectory, name))
      return names.sort().map((file) => join(dataDirectory, name, file))
    }),
  )
  return files.flat().filter((path) => endings.includes(extname(path)))
}

async function dumpFiles(
  files: readonly string[],
  options: readonly string[],
): Promise<readonly DumpOutput[]> {
  const { classPath } = await kafkaClassPath()
  const logging = `-Dlog4j2.configurationFile=${join(interopDirectory, 'apache-kafka/log4j2.properties')}`
  const tool = [logging, '-cp', classPath, 'org.apache.kafka.tools.DumpLogSegments', ...options]
  const outputs: DumpOutput[] = []
  for (let start = 0; start < files.length; start += filesPerRunMax) {
    const some = files.slice(start, start + filesPerRunMax)
    outputs.push(await dumpOnce([...tool, '--files', some.join(',')]))
  }
  return outputs
}

async function dumpOnce(args: readonly string[]): Promise<DumpOutput> {
  try {
    const { stdout, stderr } = await runCommand('java', args)
    return readDumpOutput(stdout.toString(), stderr)
  } catch (error) {
    // An exception in the tool is its loudest complaint.
    if (!isOperatingError(error, 'TESTKIT_COMMAND_FAILED')) throw error
    return { batches: new Map(), complaints: [error.message] }
  }
}

function byPartition(outputs: readonly DumpOutput[]): ReadonlyMap<string, readonly DumpedBatch[]> {
  const partitions = new Map<string, DumpedBatch[]>()
  for (const [path, batches] of outputs.flatMap((output) => [...output.batches])) {
    const name = basename(dirname(path))
    partitions.set(name, [...(partitions.get(name) ?? []), ...batches])
  }
  return partitions
}
