/** What Kafka's DumpLogSegments prints, made into facts and complaints. Pure: text in, facts out. */
import { basename, dirname } from 'node:path'

/** A record batch, as DumpLogSegments found it in a segment. */
export interface DumpedBatch {
  readonly baseOffset: bigint
  readonly lastOffset: bigint
  readonly recordCount: number
  readonly producerId: bigint
  readonly codec: string
}

/** What one run of DumpLogSegments says. */
export interface DumpOutput {
  /** The batches of each `.log` file, by its path; an empty list for an empty file. */
  readonly batches: ReadonlyMap<string, readonly DumpedBatch[]>
  /** Everything it objects to. */
  readonly complaints: readonly string[]
}

const batchLine =
  /^baseOffset: (-?\d+) lastOffset: (-?\d+) count: (-?\d+) .*producerId: (-?\d+) .*compresscodec: (\w+) .*isvalid: (\w+)/

/** Reads standard output and standard error of DumpLogSegments. */
export function readDumpOutput(stdout: string, stderr: string): DumpOutput {
  const batches = new Map<string, DumpedBatch[]>()
  const complaints: string[] = []
  let path = ''
  for (const line of stdout.split('\n')) {
    if (line.startsWith('Dumping ')) {
      path = line.slice('Dumping '.length)
      if (path.endsWith('.log')) batches.set(path, [])
    }
    const batch = batchLine.exec(line)
    if (batch !== null) batches.get(path)?.push(batchOf(batch))
    if (batch?.[6] === 'false' || /^Found \d+ invalid bytes/.test(line)) {
      complaints.push(`${path}: ${line}`)
    }
  }
  complaints.push(...complaintsIn(stderr, (folder) => hasGaps(batches, folder)))
  return { batches, complaints }
}

function batchOf(match: RegExpExecArray): DumpedBatch {
  return {
    baseOffset: BigInt(match[1] ?? -1),
    lastOffset: BigInt(match[2] ?? -1),
    recordCount: Number(match[3]),
    producerId: BigInt(match[4] ?? -1),
    codec: match[5] ?? '',
  }
}

/** Whatever it writes to standard error is a complaint, but for what is as it should be. */
function complaintsIn(stderr: string, isCompacted: (folder: string) => boolean): string[] {
  const complaints: string[] = []
  let heading = ''
  for (const line of stderr.split('\n').filter((text) => text.trim() !== '')) {
    if (isHeading(line)) heading = line
    else if (!isFine(heading, line, isCompacted)) complaints.push(`${heading} ${line}`.trim())
  }
  return complaints
}

function isHeading(line: string): boolean {
  return /^(Non-consecutive offsets|Found timestamp mismatch) in /.test(line)
}

/**
 * It expects the offset 0 at the start of each file, but a segment may begin where its name says,
 * and compaction may have taken its first records. Of a batch that compaction has left without
 * records it does not see the timestamp, which the batch and the index have.
 */
function isFine(heading: string, line: string, isCompacted: (folder: string) => boolean): boolean {
  const compacted = isCompacted(basename(dirname(heading)))
  if (/^ {2}Index timestamp: \d+, log timestamp: -1$/.test(line)) return compacted
  const offset = Number(/^ {2}-1 is followed by (\d+)$/.exec(line)?.[1] ?? -1)
  const start = Number.parseInt(basename(heading), 10)
  return compacted ? offset >= start : offset === start
}

/** Whether some batch of a partition lacks records. */
function hasGaps(batches: ReadonlyMap<string, readonly DumpedBatch[]>, folder: string): boolean {
  const own = [...batches].filter(([path]) => basename(dirname(path)) === folder)
  return own.flatMap(([, some]) => some).some(isSparse)
}

/** Whether records are missing in a batch. */
export function isSparse({ baseOffset, lastOffset, recordCount }: DumpedBatch): boolean {
  return BigInt(recordCount) < lastOffset - baseOffset + 1n
}
