import {
  RecordBatch,
  batchHeaderSize,
  batchPrefixSize,
  compress,
  compressionCode,
  crc32c,
  decompress,
  type Compression,
} from '@barnabus/protocol'
import { recordLimits } from './validate-batch.ts'

const compressionMask = 0b111

/** The batch with its records compressed in another way: the same records, a batch of its own. */
export function recompress(batch: RecordBatch, to: Compression, level?: number): RecordBatch {
  const plain = decompress(batch.compression, batch.recordBytes, {
    sizeMax: recordLimits.decompressedSizeMax,
  })
  const records = compress(to, plain, level)
  const bytes = new Uint8Array(batchHeaderSize + records.length)
  bytes.set(batch.bytes.subarray(0, batchHeaderSize))
  bytes.set(records, batchHeaderSize)
  const view = new DataView(bytes.buffer)
  view.setInt32(8, bytes.length - batchPrefixSize)
  view.setInt16(21, (batch.attributes & ~compressionMask) | compressionCode(to))
  view.setUint32(17, crc32c(bytes.subarray(21)))
  return RecordBatch.at(bytes)
}
