import { batchHeaderSize, RecordBatch } from '@barnabus/protocol'

/** Batches as structures, for people and for a comparison field by field. */
export function recordsAsFields(bytes: Uint8Array): readonly object[] {
  const batches: object[] = []
  let position = 0
  while (position < bytes.length) {
    const found = RecordBatch.find(bytes, position)
    if (found.kind === 'partial') break // The limit of bytes cut it off; clients drop it.
    if (found.kind !== 'batch') {
      batches.push({ kind: found.kind, presentBytes: bytes.length - position })
      break
    }
    batches.push(fieldsOf(found.batch))
    position += found.batch.sizeBytes
  }
  return batches
}

function fieldsOf(batch: RecordBatch): object {
  const appendTime = batch.timestampType === 'logAppendTime'
  return {
    baseOffset: batch.baseOffset,
    sizeBytes: batch.sizeBytes,
    partitionLeaderEpoch: batch.partitionLeaderEpoch,
    checksumHolds: batch.checksumHolds(),
    attributes: batch.attributes,
    lastOffsetDelta: batch.lastOffsetDelta,
    ...(batch.isControl ? {} : { baseTimestamp: batch.baseTimestamp }), // The broker's time.
    ...(appendTime || batch.isControl
      ? { logAppendTimeMs: batch.maxTimestamp }
      : { maxTimestamp: batch.maxTimestamp }),
    producerId: batch.producerId,
    producerEpoch: batch.producerEpoch,
    baseSequence: batch.baseSequence,
    recordCount: batch.recordCount,
    recordBytes: batch.bytes.subarray(batchHeaderSize),
  }
}
