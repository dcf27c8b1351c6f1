import { encodeBatch, type Compression } from '@barnabus/protocol'

import type { RecordBytes } from './record-bytes.ts'

/** In whose transaction records are written. */
export interface TransactionalProducer {
  readonly producerId: bigint
  readonly producerEpoch: number
}

/** How records become batches. */
export interface BatchTerms {
  /** No batch may be larger. */
  readonly sizeMax: number
  readonly compression: Compression
  /** Wall-clock milliseconds. */
  readonly nowMs: number
  /** All in one batch, or not at all: after a crash all are there, or none. */
  readonly atomic: boolean
  readonly producer: TransactionalProducer | undefined
}

/** The records in batches, in order; undefined: something is too large to be written. */
export function encodeBatches(
  records: readonly RecordBytes[],
  terms: BatchTerms,
): readonly Uint8Array[] | undefined {
  const batches = chunksOf(records, terms).map((chunk) => encodeChunk(chunk, terms))
  return batches.every(({ length }) => length <= terms.sizeMax) ? batches : undefined
}

const recordOverheadMax = 32 // Lengths, deltas and attributes, generously.
const batchOverhead = 61

function chunksOf(
  records: readonly RecordBytes[],
  { sizeMax, atomic }: BatchTerms,
): readonly (readonly RecordBytes[])[] {
  if (atomic || records.length === 1) return [records]
  const chunks: RecordBytes[][] = []
  let room = 0
  for (const record of records) {
    const size = record.key.length + (record.value?.length ?? 0) + recordOverheadMax
    if (size > room) {
      chunks.push([])
      room = sizeMax - batchOverhead
    }
    chunks.at(-1)!.push(record)
    room -= size
  }
  return chunks
}

function encodeChunk(
  records: readonly RecordBytes[],
  { compression, nowMs, producer }: BatchTerms,
): Uint8Array {
  const timestamp = BigInt(Math.floor(nowMs))
  return encodeBatch({
    records: records.map(({ key, value }) => ({ key, value, timestamp })),
    compression,
    ...(producer === undefined ? {} : { ...producer, isTransactional: true }),
  })
}
