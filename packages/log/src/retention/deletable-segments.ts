import type { TopicLogSettings } from '../settings.ts'

/** What retention has to know about a segment. */
export interface SegmentFacts {
  readonly sizeBytes: number
  /** The offset after its last batch. */
  readonly endOffset: bigint
  /** Undefined: none of its records has a timestamp. */
  readonly largestTimestampMs: bigint | undefined
}

/** What retention has to know about a log. */
export interface LogFacts {
  /** All segments, the oldest first; the last one is active. */
  readonly segments: readonly SegmentFacts[]
  readonly logStartOffset: bigint
  readonly highWatermark: bigint
  readonly nowMs: number
}

/**
 * How many of the oldest segments are no longer to be kept: whole segments, nothing that is not
 * acknowledged, and only from the start on. It may be all of them, if the active one has batches.
 */
export function countDeletable(
  facts: LogFacts,
  settings: Pick<TopicLogSettings, 'cleanupPolicy' | 'retentionMs' | 'retentionBytes'>,
): number {
  const byStart = countWhile(facts, isBeforeLogStart(facts))
  if (!settings.cleanupPolicy.includes('delete')) return byStart
  return Math.max(
    byStart,
    countWhile(facts, isTooOld(facts, settings.retentionMs)),
    countWhile(facts, isTooMuch(facts, settings.retentionBytes)),
  )
}

type Condition = (segment: SegmentFacts) => boolean

function countWhile(facts: LogFacts, condition: Condition): number {
  let count = 0
  for (const segment of facts.segments) {
    const isActive = count === facts.segments.length - 1
    if (isActive && segment.sizeBytes === 0) break // An empty one keeps the log's end.
    if (segment.endOffset > facts.highWatermark || !condition(segment)) break
    count += 1
  }
  return count
}

/** The active segment stays where only DeleteRecords has emptied it: it will be written to. */
function isBeforeLogStart({ logStartOffset, segments }: LogFacts): Condition {
  return (segment) => segment.endOffset <= logStartOffset && segment !== segments.at(-1)
}

function isTooOld({ nowMs }: LogFacts, retentionMs: number): Condition {
  if (retentionMs < 0) return () => false
  return ({ largestTimestampMs }) =>
    largestTimestampMs !== undefined && nowMs - Number(largestTimestampMs) > retentionMs
}

/** A segment goes if what is left without it still has the size that is to be kept. */
function isTooMuch({ segments }: LogFacts, retentionBytes: number): Condition {
  if (retentionBytes < 0) return () => false
  let excess = segments.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) - retentionBytes
  return ({ sizeBytes }) => {
    if (excess < sizeBytes) return false
    excess -= sizeBytes
    return true
  }
}
