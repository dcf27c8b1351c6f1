import { crc32c, parseUuid } from '@barnabus/protocol'
import type { CompactionProgress } from '../compaction/compaction-progress.ts'
import type { PartitionId } from '../partition-id.ts'

/** Our own checkpoint, for all partitions of a data directory. */
export const checkpointName = 'barnabus-checkpoint'

/** Up to where a partition's files are known to be on disk. */
export interface PartitionCheckpoint extends PartitionId {
  /** Everything before it is in synced segments. */
  readonly recoveryPoint: bigint
  readonly logStartOffset: bigint
  /** The segment in which the recovery point is, and where in its file. */
  readonly segmentBaseOffset: bigint
  readonly position: number
  /** The snapshot with the producers as of the recovery point; undefined: there were none. */
  readonly producersAt: bigint | undefined
  /** How far it is compacted; undefined: it never was. */
  readonly compaction: CompactionProgress | undefined
}

/** What a checkpoint says. */
export interface Checkpoint {
  /** The write-ahead log is needed from here on. */
  readonly walLsn: number
  /** Older files of it that are kept for partitions that are offline. */
  readonly keptWalFiles: readonly { readonly startLsn: number; readonly endLsn: number }[]
  readonly partitions: readonly PartitionCheckpoint[]
}

const header = 'barnabus-checkpoint 1'

/**
 * The checkpoint as text, a line for each thing, with a checksum at its end.
 *
 * Kafka's own checkpoint files have no checksum and name partitions by topic, so a flipped digit,
 * or a topic of the same name as one that was deleted, would pass unnoticed. We write those too,
 * for tools, and rely on this one.
 */
export function encodeCheckpoint(checkpoint: Checkpoint): Uint8Array {
  const lines = [
    header,
    `wal ${checkpoint.walLsn}`,
    ...checkpoint.keptWalFiles.map(({ startLsn, endLsn }) => `kept ${startLsn} ${endLsn}`),
    ...checkpoint.partitions.map(partitionLine),
    ...checkpoint.partitions.flatMap(compactionLine),
  ]
  const text = new TextEncoder().encode(`${lines.join('\n')}\n`)
  const sum = new TextEncoder().encode(`crc32c ${crc32c(text)}\n`)
  const bytes = new Uint8Array(text.length + sum.length)
  bytes.set(text)
  bytes.set(sum, text.length)
  return bytes
}

/** What is in a checkpoint; undefined: it is damaged. */
export function decodeCheckpoint(bytes: Uint8Array): Checkpoint | undefined {
  const text = new TextDecoder().decode(bytes)
  const sumAt = text.lastIndexOf('crc32c ')
  if (sumAt < 0 || text.slice(sumAt) !== `crc32c ${crc32c(bytes.subarray(0, sumAt))}\n`) {
    return undefined
  }
  const [first, wal, ...lines] = text.slice(0, sumAt).trimEnd().split('\n')
  if (first !== header || wal === undefined) return undefined
  const compactions = new Map(
    lines.filter((line) => line.startsWith('compacted ')).map(parseCompaction),
  )
  return {
    walLsn: Number(wal.split(' ')[1]),
    keptWalFiles: lines.filter((line) => line.startsWith('kept ')).map(parseKept),
    partitions: lines
      .filter((line) => line.startsWith('partition '))
      .map((line) => parsePartition(line, compactions)),
  }
}

function partitionLine(entry: PartitionCheckpoint): string {
  const { topicId, partition, recoveryPoint, logStartOffset, segmentBaseOffset, position } = entry
  const offsets = `${recoveryPoint} ${logStartOffset} ${segmentBaseOffset} ${position}`
  const producersAt = entry.producersAt ?? '-'
  return `partition ${topicId} ${partition} ${offsets} ${producersAt} ${entry.topic}`
}

/** A line of its own, so that most partitions need none. */
function compactionLine({
  topicId,
  partition,
  compaction,
}: PartitionCheckpoint): readonly string[] {
  if (compaction === undefined) return []
  return [`compacted ${topicId} ${partition} ${compaction.gapsBelow} ${compaction.cleanedTo}`]
}

function parseCompaction(line: string): readonly [string, CompactionProgress] {
  const [, topicId, partition, below, cleanedTo] = line.split(' ') as [
    string,
    string,
    string,
    string,
    string,
  ]
  const progress = { gapsBelow: BigInt(below), cleanedTo: BigInt(cleanedTo) }
  return [`${topicId} ${partition}`, progress]
}

function parseKept(line: string): { readonly startLsn: number; readonly endLsn: number } {
  const [, startLsn, endLsn] = line.split(' ')
  return { startLsn: Number(startLsn), endLsn: Number(endLsn) }
}

function parsePartition(
  line: string,
  compactions: ReadonlyMap<string, CompactionProgress>,
): PartitionCheckpoint {
  const [, topicId, partition, recoveryPoint, logStart, segmentBase, position, producersAt, topic] =
    line.split(' ') as [string, string, string, string, string, string, string, string, string]
  return {
    topic,
    topicId: parseUuid(topicId),
    partition: Number(partition),
    recoveryPoint: BigInt(recoveryPoint),
    logStartOffset: BigInt(logStart),
    segmentBaseOffset: BigInt(segmentBase),
    position: Number(position),
    producersAt: producersAt === '-' ? undefined : BigInt(producersAt),
    compaction: compactions.get(`${topicId} ${partition}`),
  }
}
