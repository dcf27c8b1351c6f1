export { BatchBuilder } from './batch-builder.ts'
export { noProducer, sealBatch, type BatchProducer } from './batch-header.ts'
export { batchHeaderSize, batchPrefixSize, type TimestampType } from './batch-layout.ts'
export { batchesIn, type BatchesEnd } from './batches-in.ts'
export {
  compress,
  compressionCode,
  compressionOf,
  decompress,
  type Compression,
  type DecompressLimits,
} from './compression.ts'
export {
  encodeEndTransactionMarker,
  readControlRecord,
  type ControlRecord,
  type EndTransactionMarker,
  type TransactionOutcome,
} from './control-record.ts'
export { crc32c } from './crc32c.ts'
export { encodeBatch, type BatchDraft } from './encode-batch.ts'
export {
  inspectRecords,
  type InvalidRecordsReason,
  type RecordsInspection,
} from './inspect-records.ts'
export { RecordBatch, type FoundBatch } from './record-batch.ts'
export { RecordCursor, type RecordProblem } from './record-cursor.ts'
export { FilledHeaders, HeaderTemplate, type TemplateHeader } from './header-template.ts'
export type { WritableRecord } from './record-writer.ts'
export type { RecordDraft } from './record-draft.ts'
export { cursorOf, type KafkaRecord, type RecordHeader, type RecordLimits } from './records.ts'
