import { defineErrors } from '@barnabus/base'

/** Everything that can go wrong between bytes and messages. All of it is the fault of the input. */
export const protocolErrors = defineErrors('PROTOCOL', {
  FRAME_SIZE: (sizeBytes: number, maxBytes: number) =>
    `Cannot read frame of ${sizeBytes} bytes: the limit is ${maxBytes}`,
  TRUNCATED: (neededBytes: number, remainingBytes: number) =>
    `Cannot read ${neededBytes} bytes: the message ends after ${remainingBytes}`,
  TOO_MANY_ELEMENTS: (count: number, remainingBytes: number) =>
    `Cannot read array of ${count} elements: they do not fit into the ${remainingBytes} bytes left`,
  TOO_COSTLY: (count: number, elementsMax: number) =>
    `Cannot read array of ${count} elements: the message may have only ${elementsMax} more`,
  INVALID_LENGTH: (length: number) =>
    `Cannot read field of length ${length}: it must be neither negative nor null`,
  INVALID_VARINT: (bitsMax: number) => `Cannot read varint: it is longer than ${bitsMax} bits`,
  INVALID_TAGS: (tag: number, reason: string) => `Cannot read tagged field ${tag}: ${reason}`,
  UNKNOWN_API: (apiKey: number) => `Cannot read request: no API has the key ${apiKey}`,
  UNKNOWN_RECORD: (name: string, type: number) =>
    `Cannot read key of ${name} record: it belongs to records of type ${type}`,
  UNSUPPORTED_VERSION: (message: string, version: number) =>
    `Cannot read or write ${message}: there is no version ${version} of it`,
  UNSUPPORTED_FIELD: (field: string, version: number) =>
    `Cannot write ${field}: version ${version} of the message has no place for its value`,
  NOT_NULLABLE: (field: string, version: number) =>
    `Cannot write ${field}: version ${version} of the message does not allow null`,
  STRING_TOO_LONG: (sizeBytes: number, maxBytes: number) =>
    `Cannot read or write string of ${sizeBytes} bytes: the limit is ${maxBytes}`,
  INVALID_UUID: (text: string) => `Cannot write UUID "${text}": not 22 characters of base64url`,
  BATCH_TRUNCATED: (position: number, neededBytes: number, presentBytes: number) =>
    `Cannot read record batch at byte ${position}: it needs ${neededBytes} bytes, ${presentBytes} are there`,
  BATCH_MALFORMED: (position: number, reason: string) =>
    `Cannot read record batch at byte ${position}: ${reason}`,
  RECORD_MALFORMED: (index: number, reason: string) =>
    `Cannot read record ${index} of the batch: ${reason}`,
  COMPRESSION_UNKNOWN: (code: number) =>
    `Cannot decompress records: compression code ${code} has no meaning`,
  CORRUPT_COMPRESSED: (codec: string, reason: string) =>
    `Cannot decompress ${codec} data: ${reason}`,
  DECOMPRESSED_TOO_LARGE: (codec: string, maxBytes: number) =>
    `Cannot decompress ${codec} data: it would grow past ${maxBytes} bytes`,
})
