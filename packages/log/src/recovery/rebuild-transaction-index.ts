import { ProducerStates } from '../producers/producer-states.ts'
import type { Segment } from '../segment/segment.ts'
import type { AbortedTransactionEntry } from '../segment/transaction-index.ts'
import { walkTrusted } from './trusted-walk.ts'

/** Finds the aborted transactions of a segment again: they may have begun in any one before it. */
export async function rebuildTransactionIndex(
  segments: readonly Segment[],
  segment: Segment,
  options: {
    /** Where the segment ends, and at which position of its file. Default: all of it. */
    readonly end: bigint
    readonly position?: number
    readonly gapsBelow: bigint
  },
): Promise<void> {
  const { end, position = segment.writtenBytes, gapsBelow } = options
  const upTo = segments.slice(0, segments.indexOf(segment) + 1)
  const states = new ProducerStates()
  const found: AbortedTransactionEntry[] = []
  const range = { segments: upTo, from: upTo[0]!.baseOffset, to: end, position, gapsBelow }
  await walkTrusted(range, (batch) => {
    const aborted = states.apply(batch, 0)
    if (aborted !== undefined && aborted.lastOffset >= segment.baseOffset) found.push(aborted)
  })
  await segment.transactionIndex.reset()
  for (const entry of found) segment.transactionIndex.append(entry)
}
