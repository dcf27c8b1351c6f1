import { defineErrors } from '@barnabus/base'

/** Everything that can go wrong while reading record batches. */
export const recordsErrors = defineErrors('PROTOCOL', {
  BATCH_TRUNCATED: (position: number, neededBytes: number, presentBytes: number) =>
    `Cannot read the record batch at byte ${position}: it needs ${neededBytes} bytes, ${presentBytes} are there`,
  BATCH_MALFORMED: (position: number, detail: string) =>
    `Cannot read the record batch at byte ${position}: ${detail}`,
  RECORD_MALFORMED: (index: number, reason: string) =>
    `Cannot read record ${index} of the batch: ${reason}`,
  COMPRESSION_UNKNOWN: (code: number) =>
    `Cannot decompress the records: compression code ${code} has no meaning`,
  CORRUPT_COMPRESSED: (codec: string, detail: string) =>
    `Cannot decompress the ${codec} data: ${detail}`,
  DECOMPRESSED_TOO_LARGE: (codec: string, sizeMax: number) =>
    `Cannot decompress the ${codec} data: it would become larger than ${sizeMax} bytes`,
})
