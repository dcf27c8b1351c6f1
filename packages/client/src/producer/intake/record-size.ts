import { FilledHeaders, type WritableRecord } from '@barnabus/protocol'

// A batch has a header, and a record its length, attributes, deltas and number of headers.
const batchOverhead = 61
const recordOverhead = 21

/** What a batch with one record has beside its key, its value and its headers, at most. */
export const overheadMax = batchOverhead + recordOverhead

/** An upper bound, as Kafka's own, of the size of a batch with this record alone. */
export function sizeAtMost({ key, value, headers }: WritableRecord): number {
  let size = overheadMax + sizeOf(key) + sizeOf(value) + 1
  if (headers === undefined) return size
  if (headers instanceof FilledHeaders) return size + headers.bytes.length
  for (const header of headers) size += sizeOf(header.key) + sizeOf(header.value)
  return size + varintSize(headers.length) - 1
}

/** Whether a record is certainly no larger than `size`, as far as can be told without counting. */
export function isCertainlyWithin(size: number, { key, value, headers }: WritableRecord): boolean {
  const characters = (key?.length ?? 0) + (value?.length ?? 0)
  const isCounted = headers === undefined || headers instanceof FilledHeaders
  return isCounted && overheadMax + 11 + 3 * characters + (headers?.bytes.length ?? 0) <= size
}

function sizeOf(content: string | Uint8Array | null | undefined): number {
  if (content === null || content === undefined) return 1
  const size = typeof content === 'string' ? Buffer.byteLength(content) : content.length
  return varintSize(size) + size
}

function varintSize(size: number): number {
  let bytes = 1
  for (let rest = size >>> 6; rest > 0; rest >>>= 7) bytes += 1
  return bytes
}
