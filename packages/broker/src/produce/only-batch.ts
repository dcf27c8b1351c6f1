import { ErrorCode, RecordBatch } from '@barnabus/protocol'

/** The one batch that a partition of a produce request holds, or what is wrong with it. */
export type OnlyBatch =
  | { readonly kind: 'batch'; readonly batch: RecordBatch }
  | { readonly kind: 'refused'; readonly errorCode: ErrorCode; readonly message: string }

const magicPosition = 16

/**
 * Finds the batch to append: exactly one, of format v2, as every Produce from v3 on.
 *
 * What is incomplete behind it is ignored, as Kafka does; what is inside is the log's to check.
 */
export function onlyBatchOf(records: Uint8Array | null): OnlyBatch {
  if (records === null) return refuse(ErrorCode.invalidRecord, 'There are no records')
  const first = RecordBatch.find(records)
  if (first.kind === 'partial') {
    return refuse(ErrorCode.invalidRecord, 'There must be one whole record batch')
  }
  if (first.kind === 'malformed') {
    const magic = records[magicPosition]
    const isOldFormat = magic === 0 || magic === 1
    const errorCode = isOldFormat ? ErrorCode.invalidRecord : ErrorCode.corruptMessage
    return refuse(errorCode, `This is no record batch of format v2: ${first.detail}`)
  }
  const second = RecordBatch.find(records, first.batch.sizeBytes)
  if (second.kind === 'batch') {
    return refuse(ErrorCode.invalidRecord, 'There must be exactly one record batch per partition')
  }
  if (second.kind === 'malformed') {
    return refuse(ErrorCode.corruptMessage, `Behind the record batch: ${second.detail}`)
  }
  return first
}

function refuse(errorCode: ErrorCode, message: string): OnlyBatch {
  return { kind: 'refused', errorCode, message }
}
