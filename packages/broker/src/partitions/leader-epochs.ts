import type { EpochEnd, PartitionLog } from '@barnabus/log'

import type { PartitionImage } from '../metadata/image.ts'

/**
 * Where `epoch` ended, as its leader knows it: that of the largest epoch up to it that wrote
 * anything. Undefined: such an epoch has not been.
 *
 * The log knows only epochs that have written; the one in progress exists from its beginning.
 */
export function endOfEpoch(
  log: PartitionLog,
  { leaderEpoch }: PartitionImage,
  epoch: number,
): EpochEnd | undefined {
  if (epoch < 0 || epoch > leaderEpoch) return undefined
  const endOffset = log.highWatermark
  if (epoch === leaderEpoch) return { leaderEpoch: epoch, endOffset }
  return log.endOffsetFor(epoch) ?? { leaderEpoch: lastThatWrote(log, epoch) ?? epoch, endOffset }
}

/** The epoch of the oldest record, or of the next one if there is none. */
export function epochAtStart(log: PartitionLog, { leaderEpoch }: PartitionImage): number {
  for (let epoch = 0; epoch < leaderEpoch; epoch += 1) {
    const end = log.endOffsetFor(epoch)
    if (end?.leaderEpoch === epoch && end.endOffset > log.logStartOffset) return epoch
  }
  return leaderEpoch
}

function lastThatWrote(log: PartitionLog, before: number): number | undefined {
  for (let epoch = before - 1; epoch >= 0; epoch -= 1) {
    if (log.endOffsetFor(epoch) !== undefined) return epoch
  }
  return undefined
}
