import type { Files } from '@barnabus/base'
import { readWhole, writeDurably } from '../files/durable-file.ts'
import type { PartitionCheckpoint } from './checkpoint-file.ts'

const recoveryPointsName = 'recovery-point-offset-checkpoint'
const logStartsName = 'log-start-offset-checkpoint'
const cleanedName = 'cleaner-offset-checkpoint'

/** Kafka's checkpoint files of a data directory: for its tools, and if our own one is damaged. */
export async function writeKafkaCheckpoints(
  files: Files,
  directory: string,
  partitions: readonly PartitionCheckpoint[],
): Promise<void> {
  const recoveryPoints = text(partitions, ({ recoveryPoint }) => recoveryPoint)
  await writeDurably(files, `${directory}/${recoveryPointsName}`, recoveryPoints)
  const moved = partitions.filter(({ logStartOffset }) => logStartOffset > 0n)
  const logStarts = text(moved, ({ logStartOffset }) => logStartOffset)
  await writeDurably(files, `${directory}/${logStartsName}`, logStarts)
  const compacted = partitions.filter(({ compaction }) => compaction !== undefined)
  const path = `${directory}/${cleanedName}`
  if (compacted.length === 0 && !(await files.exists(path))) return
  await writeDurably(
    files,
    path,
    text(compacted, ({ compaction }) => compaction!.cleanedTo),
  )
}

/** Where logs begin, by partition name, as far as Kafka's file tells. */
export function readLogStarts(
  files: Files,
  directory: string,
): Promise<ReadonlyMap<string, bigint>> {
  return readOffsets(files, `${directory}/${logStartsName}`)
}

/** Up to where logs are compacted, by partition name, as far as Kafka's file tells. */
export function readCleaned(files: Files, directory: string): Promise<ReadonlyMap<string, bigint>> {
  return readOffsets(files, `${directory}/${cleanedName}`)
}

async function readOffsets(files: Files, path: string): Promise<ReadonlyMap<string, bigint>> {
  const bytes = await readWhole(files, path)
  const starts = new Map<string, bigint>()
  for (const line of new TextDecoder().decode(bytes).split('\n')) {
    const match = /^(\S+) (\d+) (\d{1,19})$/.exec(line)
    if (match !== null) starts.set(`${match[1]}-${match[2]}`, BigInt(match[3]!))
  }
  return starts
}

/** A version, a count, and a line `topic partition offset` for each. */
function text(
  partitions: readonly PartitionCheckpoint[],
  offsetOf: (partition: PartitionCheckpoint) => bigint,
): Uint8Array {
  const lines = partitions.map((entry) => `${entry.topic} ${entry.partition} ${offsetOf(entry)}\n`)
  return new TextEncoder().encode(`0\n${partitions.length}\n${lines.join('')}`)
}
