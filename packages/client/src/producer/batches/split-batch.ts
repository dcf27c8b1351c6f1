import { noProducer, RecordBatch } from '@barnabus/protocol'

import type { PartitionLane } from './partition-lane.ts'
import type { ProducerBatch } from './producer-batch.ts'
import type { ProducerConfig } from '../producer-settings.ts'
import type { RecordAccumulator } from './record-accumulator.ts'

interface Workplace {
  readonly config: ProducerConfig
  readonly accumulator: RecordAccumulator
}

/**
 * Puts smaller batches in the place of one that the broker finds too large, each at most half its
 * size, unless a single record is larger.
 */
export function splitBatch(
  lane: PartitionLane,
  batch: ProducerBatch,
  { config, accumulator }: Workplace,
): void {
  const parts = partsOf(lane, batch, { config, accumulator })
  lane.owner.ratio.reset()
  lane.sequence.replace(batch, parts)
  accumulator.replace(lane, batch, parts)
  batch.replaceBy(parts)
}

function partsOf(
  lane: PartitionLane,
  batch: ProducerBatch,
  { config, accumulator }: Workplace,
): readonly ProducerBatch[] {
  const { plainSizeBytes, recordSizeMax, createdMs } = batch
  const whole = RecordBatch.at(batch.encode(config, noProducer))
  const sizeMax = Math.max(recordSizeMax, Math.ceil(plainSizeBytes / 2))
  const parts: ProducerBatch[] = []
  let index = 0
  for (const record of whole.records({ decompressedSizeMax: plainSizeBytes })) {
    const { owner, tag } = batch.ownerAt(index)
    const timestamp = Number(record.timestamp)
    if (parts.at(-1)?.append(record, timestamp, sizeMax, owner, tag) !== true) {
      const part = accumulator.make(lane, sizeMax, createdMs)
      part.append(record, timestamp, sizeMax, owner, tag)
      parts.push(part)
    }
    index += 1
  }
  return parts
}
