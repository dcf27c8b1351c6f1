/** What Kafka's DumpLogSegments prints, made into facts and complaints. Pure: text in, facts out. */
import { basename } from 'node:path'

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
  const complaints = complaintsIn(stderr)
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

/**
 * Whatever it writes to standard error is a complaint, but for one that it makes about every segment
 * after the first: it expects the offset 0 at the start of each file.
 */
function complaintsIn(stderr: string): string[] {
  const complaints: string[] = []
  let heading = ''
  for (const line of stderr.split('\n').filter((text) => text.trim() !== '')) {
    if (line.startsWith('Non-consecutive offsets in ')) heading = line
    else if (!isStartOfSegment(heading, line)) complaints.push(`${heading} ${line}`.trim())
  }
  return complaints
}

function isStartOfSegment(heading: string, line: string): boolean {
  const followed = /^ {2}-1 is followed by (\d+)$/.exec(line)
  return followed !== null && Number.parseInt(basename(heading), 10) === Number(followed[1])
}
