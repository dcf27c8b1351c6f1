import type { TopicLogSettings } from '../settings.ts'

/** What the choice of what to clean has to know about a segment. */
export interface CleanableSegment {
  readonly baseOffset: bigint
  readonly sizeBytes: number
  /** Of its first batch; undefined: unknown, or it has none. */
  readonly firstTimestampMs: bigint | undefined
  readonly largestTimestampMs: bigint | undefined
}

/** What it has to know about a log. */
export interface CleanableLog {
  /** All segments, the oldest first; the last one is active. */
  readonly segments: readonly CleanableSegment[]
  readonly logStartOffset: bigint
  readonly logEndOffset: bigint
  readonly lastStableOffset: bigint
  /** Up to where it has been cleaned; undefined: never. */
  readonly cleanedTo: bigint | undefined
  readonly nowMs: number
}

/** What of a log may be cleaned, and how badly it needs that. */
export interface CleanableRange {
  readonly firstDirtyOffset: bigint
  readonly firstUncleanableOffset: bigint
  /** The share of what is to be cleaned anew in all that a cleaning would go through. */
  readonly ratio: number
  /** Whether it is to be cleaned now. */
  readonly isDue: boolean
}

type Rules = Pick<
  TopicLogSettings,
  'minCleanableDirtyRatio' | 'minCompactionLagMs' | 'maxCompactionLagMs'
>

/** What of a log may be cleaned, by Kafka's rules; undefined: nothing. */
export function cleanableRange(log: CleanableLog, rules: Rules): CleanableRange | undefined {
  const firstDirtyOffset = firstDirty(log)
  const dirty = log.segments
    .slice(0, -1)
    .filter((_, index) => log.segments[index + 1]!.baseOffset > firstDirtyOffset)
  const firstUncleanableOffset = firstUncleanable(log, dirty, rules)
  const cleanableBytes = sizeOf(before(dirty, firstUncleanableOffset))
  if (cleanableBytes === 0) return undefined
  const cleanBytes = sizeOf(before(log.segments, firstDirtyOffset))
  const ratio = cleanableBytes / (cleanBytes + cleanableBytes)
  const isDue = ratio > rules.minCleanableDirtyRatio || isOverdue(dirty, log.nowMs, rules)
  return { firstDirtyOffset, firstUncleanableOffset, ratio, isDue }
}

/** Where cleaning left off, if the log still has that. */
function firstDirty({ cleanedTo, logStartOffset, logEndOffset }: CleanableLog): bigint {
  const isThere =
    cleanedTo !== undefined && cleanedTo >= logStartOffset && cleanedTo <= logEndOffset
  return isThere ? cleanedTo : logStartOffset
}

/**
 * Never the active segment, nothing that a transaction may still decide, nothing that is too new;
 * whole segments only.
 */
function firstUncleanable(
  log: CleanableLog,
  dirty: readonly CleanableSegment[],
  { minCompactionLagMs }: Rules,
): bigint {
  const isNew = ({ largestTimestampMs }: CleanableSegment): boolean =>
    largestTimestampMs !== undefined && Number(largestTimestampMs) > log.nowMs - minCompactionLagMs
  const tooNew = minCompactionLagMs > 0 ? dirty.find(isNew)?.baseOffset : undefined
  const active = log.segments.at(-1)!.baseOffset
  const upTo = tooNew !== undefined && tooNew < active ? tooNew : active
  if (log.lastStableOffset >= upTo) return upTo
  return log.segments.findLast(({ baseOffset }) => baseOffset <= log.lastStableOffset)!.baseOffset
}

/** Whether something has waited for longer than it may. */
function isOverdue(
  dirty: readonly CleanableSegment[],
  nowMs: number,
  { maxCompactionLagMs }: Rules,
): boolean {
  return dirty.some(
    ({ firstTimestampMs }) =>
      firstTimestampMs !== undefined &&
      firstTimestampMs > 0n &&
      Number(firstTimestampMs) < nowMs - maxCompactionLagMs,
  )
}

function before(
  segments: readonly CleanableSegment[],
  offset: bigint,
): readonly CleanableSegment[] {
  return segments.filter(({ baseOffset }) => baseOffset < offset)
}

function sizeOf(segments: readonly CleanableSegment[]): number {
  return segments.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
}
