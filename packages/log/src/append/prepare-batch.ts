import { RecordBatch } from '@barnabus/protocol'
import type { TopicLogSettings } from '../settings.ts'
import type { AppendContext, Refused } from './append-outcome.ts'
import { recompress } from './recompress.ts'
import { checkSize, validateBatch } from './validate-batch.ts'

/** A batch as it goes into the log, but for its offsets. */
export interface PreparedBatch {
  readonly kind: 'prepared'
  readonly batch: RecordBatch
  /** -1: the records keep their own timestamps. */
  readonly logAppendTimeMs: bigint
}

/** Validates a batch and brings it into the form that the topic's settings ask for. */
export function prepareBatch(
  bytes: Uint8Array,
  settings: TopicLogSettings,
  context: AppendContext,
): PreparedBatch | Refused {
  if (context.origin === 'coordinator') {
    // We wrote it ourselves a moment ago, in its final form.
    return { kind: 'prepared', batch: RecordBatch.at(bytes), logAppendTimeMs: -1n }
  }
  const validated = validateBatch(bytes, settings, context)
  if (validated.kind === 'refused') return validated

  const batch = compressed(validated.batch, settings)
  if (batch !== validated.batch) {
    const tooLarge = checkSize(batch, settings)
    if (tooLarge !== undefined) return tooLarge
  }
  const logAppendTimeMs = stamp(batch, validated.maxTimestamp, settings, context)
  return { kind: 'prepared', batch, logAppendTimeMs }
}

function compressed(batch: RecordBatch, settings: TopicLogSettings): RecordBatch {
  const { compressionType, compressionLevel } = settings
  if (compressionType === 'producer' || compressionType === batch.compression) return batch
  return recompress(batch, compressionType, compressionLevel)
}

function stamp(
  batch: RecordBatch,
  maxTimestamp: bigint,
  settings: TopicLogSettings,
  context: AppendContext,
): bigint {
  if (settings.messageTimestampType === 'LogAppendTime') {
    const logAppendTimeMs = BigInt(Math.floor(context.requestedAtMs))
    batch.stampAppendTime(logAppendTimeMs)
    return logAppendTimeMs
  }
  // Old producers got it wrong, and time index and retention go by it.
  if (batch.maxTimestamp !== maxTimestamp) batch.correctMaxTimestamp(maxTimestamp)
  return -1n
}
