import { partitionCount, type Header, type TestRecord } from './test-records.ts'
import type { ReadRecord } from './record-lines.ts'

/** The moments between which records were sent, for clients that cannot set timestamps. */
export interface SentBetween {
  readonly fromMs: number
  readonly toMs: number
}

/**
 * Compares what was read with what was sent, byte for byte and in order, partition by partition.
 * Returns the first difference in words, or undefined.
 */
export function firstDifference(
  sent: readonly TestRecord[],
  read: readonly ReadRecord[],
  sentBetween?: SentBetween,
): string | undefined {
  if (sent.length !== read.length) return `${sent.length} records were sent, ${read.length} read`
  for (let partition = 0; partition < partitionCount; partition += 1) {
    const sentHere = sent.filter((record) => record.partition === partition)
    const readHere = read.filter((record) => record.partition === partition)
    const difference = inPartition(sentHere, readHere, sentBetween)
    if (difference !== undefined) return `partition ${partition}: ${difference}`
  }
  return undefined
}

function inPartition(
  sent: readonly TestRecord[],
  read: readonly ReadRecord[],
  sentBetween: SentBetween | undefined,
): string | undefined {
  if (sent.length !== read.length) return `${sent.length} records were sent, ${read.length} read`
  for (const [offset, record] of sent.entries()) {
    const found = read[offset]
    if (found?.offset !== offset) return `offset ${found?.offset} where ${offset} should be`
    const difference =
      bytesDiffer('key', record.key, found.key) ??
      bytesDiffer('value', record.value, found.value) ??
      headersDiffer(record.headers, found.headers) ??
      timesDiffer(record, found, sentBetween)
    if (difference !== undefined) return `offset ${offset}: ${difference}`
  }
  return undefined
}

function bytesDiffer(
  what: string,
  sent: Uint8Array | null,
  read: Uint8Array | null,
): string | undefined {
  const same =
    sent === null || read === null ? sent === read : Buffer.from(sent).equals(Buffer.from(read))
  return same ? undefined : `${what} ${shownBytes(sent)} was read as ${shownBytes(read)}`
}

function headersDiffer(sent: readonly Header[], read: readonly Header[]): string | undefined {
  const names = (headers: readonly Header[]): string =>
    JSON.stringify(headers.map(([name]) => name))
  if (names(sent) !== names(read)) return `headers ${names(sent)} were read as ${names(read)}`
  for (const [index, [name, value]] of sent.entries()) {
    const difference = bytesDiffer(`header "${name}"`, value, read[index]?.[1] ?? null)
    if (difference !== undefined) return difference
  }
  return undefined
}

function timesDiffer(
  sent: TestRecord,
  read: ReadRecord,
  between: SentBetween | undefined,
): string | undefined {
  const fits =
    between === undefined
      ? read.timestampMs === sent.timestampMs
      : read.timestampMs >= between.fromMs && read.timestampMs <= between.toMs
  const expected = between === undefined ? sent.timestampMs : `${between.fromMs}-${between.toMs}`
  return fits ? undefined : `timestamp ${expected} was read as ${read.timestampMs}`
}

const shownBytesMax = 40

function shownBytes(bytes: Uint8Array | null): string {
  if (bytes === null) return 'null'
  const start = Buffer.from(bytes.subarray(0, shownBytesMax)).toString('latin1')
  return `${JSON.stringify(start)} (${bytes.length} bytes)`
}
