import {
  ErrorCode,
  RecordBatch,
  batchHeaderSize,
  cursorOf,
  inspectRecords,
  type RecordLimits,
  type RecordsInspection,
} from '@barnabus/protocol'
import type { TopicLogSettings } from '../settings.ts'
import type { AppendContext, RecordError, Refused } from './append-outcome.ts'

/** What a batch may become that was let into the log: it was held against a limit then. */
export const recordLimits: RecordLimits = { decompressedSizeMax: 2 ** 31 - 1 }

const decompressedSizeAlways = 32 * 1024 * 1024
const decompressedRatioMax = 4

/**
 * What a batch from a client may become when decompressed. Real text shrinks to a tenth, so a batch
 * of Kafka's default size has room to spare; a bomb of that size would become a gigabyte.
 */
function appendLimits({ maxMessageBytes }: TopicLogSettings): RecordLimits {
  const decompressedSizeMax = Math.max(
    decompressedSizeAlways,
    Math.min(maxMessageBytes * decompressedRatioMax, recordLimits.decompressedSizeMax),
  )
  return { decompressedSizeMax }
}

// An answer that lists more would help nobody, and a batch can hold very many records.
const recordErrorsMax = 100

type ValidInspection = Extract<RecordsInspection, { readonly kind: 'valid' }>

/** A batch that may be appended, as far as its bytes tell. */
export interface ValidBatch {
  readonly kind: 'valid'
  readonly batch: RecordBatch
  /** The largest timestamp of its records, whatever its header claims. */
  readonly maxTimestamp: bigint
}

/**
 * Checks a batch from a client by Kafka's rules (LogValidator and what precedes it), in Kafka's
 * order, so that a batch with several faults gets Kafka's error. Changes nothing.
 */
export function validateBatch(
  bytes: Uint8Array,
  settings: TopicLogSettings,
  context: AppendContext,
): ValidBatch | Refused {
  const found = findBatch(bytes)
  if (found.kind === 'refused') return found
  const { batch } = found
  const refused = checkHeader(batch, settings, context)
  if (refused !== undefined) return refused

  const inspection = inspectRecords(batch, appendLimits(settings))
  if (inspection.kind === 'invalid') return refuseRecords(inspection)
  const recordsRefused = checkRecords(batch, inspection, settings, context)
  if (recordsRefused !== undefined) return recordsRefused
  return { kind: 'valid', batch, maxTimestamp: inspection.maxTimestamp }
}

type FoundOrRefused = { readonly kind: 'found'; readonly batch: RecordBatch } | Refused

/** Exactly one whole batch of format 2: all that Produce carries since version 3. */
function findBatch(bytes: Uint8Array): FoundOrRefused {
  const magic = bytes[16]
  if (magic === 0 || magic === 1) {
    return refuse(ErrorCode.invalidRecord, `Message format ${magic} is not served, only format 2`)
  }
  const found = RecordBatch.find(bytes)
  if (found.kind === 'malformed')
    return refuse(ErrorCode.corruptMessage, `Not a batch: ${found.detail}`)
  if (found.kind === 'partial') {
    const needed = Math.max(found.neededBytes, batchHeaderSize)
    const message = `A batch of at least ${needed} bytes was cut off after ${bytes.length}`
    return refuse(ErrorCode.invalidRecord, message)
  }
  if (found.batch.sizeBytes < bytes.length) {
    return refuse(ErrorCode.invalidRecord, 'There is more than one batch for the partition')
  }
  return { kind: 'found', batch: found.batch }
}

function checkHeader(
  batch: RecordBatch,
  settings: TopicLogSettings,
  context: AppendContext,
): Refused | undefined {
  const { invalidRecord } = ErrorCode
  if (batch.baseOffset !== 0n) {
    return refuse(invalidRecord, `The base offset is ${batch.baseOffset}, but must be 0`)
  }
  const tooLarge = checkSize(batch, settings)
  if (tooLarge !== undefined) return tooLarge
  if (!batch.checksumHolds()) {
    return refuse(ErrorCode.corruptMessage, 'The checksum of the batch does not hold')
  }
  const compressionRefused = checkCompression(batch, context)
  if (compressionRefused !== undefined) return compressionRefused
  if (batch.lastOffsetDelta < 0 || batch.recordCount <= 0) {
    return refuse(invalidRecord, `The batch claims to have ${batch.recordCount} records`)
  }
  if (batch.lastOffsetDelta + 1 !== batch.recordCount) {
    const span = batch.lastOffsetDelta + 1
    return refuse(invalidRecord, `${batch.recordCount} records claim to span ${span} offsets`)
  }
  if (batch.isControl) return refuse(invalidRecord, 'Clients may not write control records')
  if (batch.hasProducerId && batch.baseSequence < 0) {
    return refuse(invalidRecord, `Sequence number ${batch.baseSequence} of an idempotent producer`)
  }
  return undefined
}

/** Of the batch as it is, compressed or not: on arrival, and again after recompression. */
export function checkSize(batch: RecordBatch, settings: TopicLogSettings): Refused | undefined {
  const { sizeBytes } = batch
  if (sizeBytes > settings.maxMessageBytes) {
    const message = `The batch has ${sizeBytes} bytes, max.message.bytes is ${settings.maxMessageBytes}`
    return refuse(ErrorCode.messageTooLarge, message)
  }
  if (sizeBytes > settings.segmentBytes) {
    const message = `The batch has ${sizeBytes} bytes, segment.bytes is ${settings.segmentBytes}`
    return refuse(ErrorCode.recordListTooLarge, message)
  }
  return undefined
}

function checkCompression(batch: RecordBatch, context: AppendContext): Refused | undefined {
  const { compressionCode } = batch
  if (compressionCode > 4) {
    const message = `Compression code ${compressionCode} has no meaning`
    return refuse(ErrorCode.unsupportedCompressionType, message)
  }
  if (compressionCode === 4 && context.zstdAllowed === false) {
    const message = 'zstd needs Produce version 7 or later'
    return refuse(ErrorCode.unsupportedCompressionType, message)
  }
  return undefined
}

function refuseRecords(inspection: Exclude<RecordsInspection, ValidInspection>): Refused {
  const { reason, recordIndex } = inspection
  // Its producer then splits the batch and tries again, as it would for a batch too large itself.
  const tooLarge = reason === 'the records are too large when decompressed'
  const errorCode = tooLarge ? ErrorCode.messageTooLarge : ErrorCode.invalidRecord
  const message = `The batch does not hold what its header says: ${reason}`
  const recordErrors = recordIndex < 0 ? [] : [{ batchIndex: recordIndex, message: reason }]
  return { ...refuse(errorCode, message), recordErrors }
}

function checkRecords(
  batch: RecordBatch,
  inspection: ValidInspection,
  settings: TopicLogSettings,
  context: AppendContext,
): Refused | undefined {
  const keyless = settings.cleanupPolicy.includes('compact') && inspection.nullKeyIndex >= 0
  const times = timesAllowed(settings, context.requestedAtMs)
  const stamped = batch.timestampType === 'logAppendTime'
  const early = inspection.minTimestamp < times.from && times.matter
  const late = inspection.maxTimestamp > times.to && times.matter
  if (!keyless && !stamped && !early && !late) return undefined
  return refuseEach(batch, {
    compacted: settings.cleanupPolicy.includes('compact'),
    times,
    stamped,
  })
}

/** From when to when records may be, in ms. Under LogAppendTime it does not matter. */
interface TimesAllowed {
  readonly from: bigint
  readonly to: bigint
  readonly matter: boolean
}

function timesAllowed(settings: TopicLogSettings, nowMs: number): TimesAllowed {
  return {
    from: BigInt(Math.ceil(nowMs - settings.messageTimestampBeforeMaxMs)),
    to: BigInt(Math.floor(nowMs + settings.messageTimestampAfterMaxMs)),
    matter: settings.messageTimestampType === 'CreateTime',
  }
}

interface RecordRules {
  readonly compacted: boolean
  readonly times: TimesAllowed
  readonly stamped: boolean
}

/** Says of each record what is wrong with it (KIP-467). Undefined: nothing is, after all. */
function refuseEach(batch: RecordBatch, rules: RecordRules): Refused | undefined {
  const recordErrors: RecordError[] = []
  let badTime = false
  const cursor = cursorOf(batch, recordLimits)
  while (cursor.next() && recordErrors.length < recordErrorsMax) {
    const timestamp = batch.baseTimestamp + cursor.exactTimestampDelta
    const keyProblem = rules.compacted && cursor.keySize < 0 ? noKey : undefined
    const problem = keyProblem ?? timeProblem(timestamp, rules)
    if (problem === undefined) continue
    recordErrors.push({ batchIndex: cursor.index, message: problem })
    badTime ||= keyProblem === undefined
  }
  if (recordErrors.length === 0) return undefined
  const errorCode = badTime ? ErrorCode.invalidTimestamp : ErrorCode.invalidRecord
  const message = badTime
    ? 'One or more records have been rejected due to invalid timestamp'
    : `One or more records have been rejected due to ${recordErrors.length} record errors in total`
  return { kind: 'refused', errorCode, message, recordErrors }
}

const noKey = 'A compacted topic does not take a record without a key'
const noTimestamp = -1n

function timeProblem(timestamp: bigint, { times, stamped }: RecordRules): string | undefined {
  if (times.matter && timestamp !== noTimestamp) {
    if (timestamp >= times.from && timestamp <= times.to) {
      return stamped ? stampedByProducer : undefined
    }
    return `Timestamp ${timestamp} is out of range: it should be within ${times.from} and ${times.to}`
  }
  return stamped ? stampedByProducer : undefined
}

const stampedByProducer = 'A producer must not set the timestamp type to LogAppendTime'

function refuse(errorCode: ErrorCode, message: string): Refused {
  return { kind: 'refused', errorCode, message, recordErrors: [] }
}
