/** A data directory with everything in it that DumpLogSegments can read, made by a real client. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { codecs, type Codec } from '../clients/client.ts'
import { clients } from '../clients/clients.ts'
import { linesOf } from '../clients/record-lines.ts'
import { testRecords, type TestRecord } from '../clients/test-records.ts'
import { prepareToolchains } from '../clients/toolchains.ts'
import {
  eagerCleaner,
  makeCompactedTopic,
  mustHaveNewest,
  readKeyed,
  writeKeyed,
} from '../compacted-topic.ts'
import { createEngine } from '../engines/create-engine.ts'
import type { Engine, EngineName } from '../engines/engine.ts'
import { runCommand } from '../engines/run-command.ts'
import { inWords } from '../engines/server-process.ts'
import { testkitErrors } from '../errors.ts'
import { seededRandom } from '../seeded-random.ts'
import { eventually } from '../stories/eventually.ts'
import type { Dump } from './dump-log.ts'
import { isSparse } from './dump-output.ts'

const settings = {
  'num.partitions': '3',
  'log.segment.bytes': String(1024 * 1024), // The least that Kafka allows.
  'log.retention.ms': '-1',
  ...eagerCleaner,
}

const compactedTopic = 'dumped-compacted'
const keyedCount = 2_500
const incompressibleCount = 2_000
const incompressibleSize = 1_000

/**
 * Lets Java's producer, which sends batches of 16 KiB, write more than a segment with each codec;
 * then again after kill -9; then ends the broker. Returns the data directory.
 */
export async function writeDirectory(engineName: EngineName, directory: string): Promise<string> {
  const engine = await createEngine(engineName, { directory: join(directory, 'engine'), settings })
  const input = join(directory, 'records.jsonl')
  await writeFile(input, linesOf([...testRecords(), ...incompressible()]))
  try {
    await engine.start()
    await makeCompactedTopic(engine.bootstrap, compactedTopic)
    await sendAll(engine, input)
    await writeKeyed(engine.bootstrap, compactedTopic, { from: 0, count: keyedCount })
    await engine.kill() // Perhaps in the middle of a compaction.
    await engine.start()
    await sendAll(engine, input)
    await compactAll(engine)
    const ending = await engine.stop()
    if (ending.exitCode === engine.exitCodeOnStop) return engine.dataDirectory
    throw testkitErrors.SERVER_ENDED(engine.title, inWords(ending), `see ${engine.outputPath}`)
  } finally {
    await engine.kill()
  }
}

/** Writes on, and waits until most of it is compacted away; the newest of each key must be there. */
async function compactAll({ bootstrap }: Engine): Promise<void> {
  await writeKeyed(bootstrap, compactedTopic, { from: keyedCount, count: keyedCount })
  await eventually(async () => {
    const records = await readKeyed(bootstrap, compactedTopic)
    mustHaveNewest(records, 2 * keyedCount)
    if (records.length < keyedCount) return
    throw testkitErrors.STORY(`${records.length} of ${2 * keyedCount} records are left`)
  })
}

/** What a run like this must have left behind for its dump to mean anything. */
export function whatIsMissing({ partitions, fileCounts }: Dump): readonly string[] {
  const missing = codecs.filter((codec) => {
    const batches = partitions.get(`${topicOf(codec)}-0`) ?? []
    return !batches.some((batch) => batch.codec === codec)
  })
  const compacted = partitions.get(`${compactedTopic}-0`) ?? []
  const logCount = fileCounts.get('.log') ?? 0
  return [
    ...missing.map((codec) => `no batch is compressed with ${codec}`),
    ...(logCount > partitions.size ? [] : ['no segment was rolled']),
    ...(compacted.some(isSparse) ? [] : ['no batch was compacted']),
    ...(fileCounts.get('.snapshot') === 0 ? ['there is no producer snapshot'] : []),
  ]
}

async function sendAll(engine: Engine, input: string): Promise<void> {
  const client = clients.find(({ name }) => name === 'Java client')
  if (client === undefined) throw testkitErrors.USAGE('there is no Java client')
  const { command, args } = (await prepareToolchains([client]))(client)
  for (const codec of codecs) {
    const to = ['--bootstrap', engine.bootstrap, '--topic', topicOf(codec), '--codec', codec]
    await runCommand(command, [...args, 'produce', ...to, '--input', input])
  }
}

/** Enough for a segment and more in partition 0, whatever the codec. */
function incompressible(): readonly TestRecord[] {
  const random = seededRandom(2)
  return Array.from({ length: incompressibleCount }, (_, index) => ({
    partition: 0,
    key: null,
    value: random.bytes(incompressibleSize),
    headers: [],
    timestampMs: index,
  }))
}

function topicOf(codec: Codec): string {
  return `dumped-${codec}`
}
