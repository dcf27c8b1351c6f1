import type { PartitionCheckpoint } from './checkpoint-file.ts'

/** A segment file as it was found. */
export interface FoundSegment {
  readonly baseOffset: bigint
  readonly sizeBytes: number
}

/** What is known about a partition before any of its batches is read. */
export interface RecoveryFacts {
  /** In the order of their offsets; those wholly before the log's start left out. */
  readonly segments: readonly FoundSegment[]
  readonly checkpoint: PartitionCheckpoint | undefined
  /** False: the checkpoint could not be read, so its silence about a partition means nothing. */
  readonly checkpointIsKnown: boolean
  readonly logStartOffset: bigint
}

/** Where recovery begins to read: what is before that is trusted, as far as it is there. */
export type RecoveryStart =
  /** Every byte before `position` of that segment, and every segment before it, was synced. */
  | {
      readonly kind: 'inSegment'
      readonly index: number
      readonly position: number
      readonly offset: bigint
    }
  /** No file counts: the log goes on at `offset`, with what the write-ahead log has. */
  | { readonly kind: 'fromNothing'; readonly offset: bigint }
  | { readonly kind: 'damaged'; readonly detail: string }

/** How many of the first segments lie wholly before the log's start. */
export function countPassed(
  segments: readonly FoundSegment[],
  checkpoint: PartitionCheckpoint | undefined,
  logStartOffset: bigint,
): number {
  // One before the segment of the checkpoint ends there at the latest, found or not.
  const checkpointed = checkpoint?.segmentBaseOffset ?? 0n
  const passed = segments.findIndex(({ baseOffset }, index) => {
    const next = segments[index + 1]?.baseOffset
    const isPassed = next !== undefined && next <= logStartOffset
    return !isPassed && !(baseOffset < checkpointed && checkpointed <= logStartOffset)
  })
  return passed < 0 ? segments.length : passed
}

/** Decides where recovery begins; compares what was found with what the checkpoint promised. */
export function findRecoveryStart(facts: RecoveryFacts): RecoveryStart {
  const { segments, checkpoint } = facts
  const first = segments[0]
  if (first === undefined) return withoutSegments(facts)
  const offset = recoveryPointOf(facts, first)
  const hasCheckpointed =
    checkpoint === undefined || first.baseOffset <= checkpoint.segmentBaseOffset
  if (first.baseOffset > offset || !hasCheckpointed) return pastCheckpoint(facts, first, offset)
  if (first.baseOffset > facts.logStartOffset) {
    return damaged(`the segments before ${first.baseOffset} are missing`)
  }
  const start: RecoveryStart =
    checkpoint === undefined
      ? { kind: 'inSegment', index: 0, position: 0, offset: first.baseOffset }
      : atCheckpoint(segments, checkpoint)
  if (start.kind !== 'inSegment') return start
  const empty = segments.slice(0, start.index).find(({ sizeBytes }) => sizeBytes === 0)
  return empty === undefined ? start : damaged(`segment ${empty.baseOffset} has lost its content`)
}

/** The segment of the recovery point is gone: retention took it, or its name never got to disk. */
function pastCheckpoint(
  { logStartOffset }: RecoveryFacts,
  first: FoundSegment,
  recoveryPoint: bigint,
): RecoveryStart {
  const { baseOffset } = first
  if (baseOffset <= logStartOffset) {
    return { kind: 'inSegment', index: 0, position: 0, offset: baseOffset }
  }
  if (recoveryPoint <= logStartOffset) return { kind: 'fromNothing', offset: recoveryPoint }
  return damaged(`the segments before ${baseOffset} are missing, from ${logStartOffset} on`)
}

function withoutSegments({ checkpoint, logStartOffset }: RecoveryFacts): RecoveryStart {
  if (checkpoint === undefined) return { kind: 'fromNothing', offset: 0n }
  const { recoveryPoint } = checkpoint
  if (recoveryPoint <= logStartOffset) return { kind: 'fromNothing', offset: recoveryPoint }
  return damaged(`all its segments are missing, offsets ${logStartOffset} to ${recoveryPoint}`)
}

/** A partition that no checkpoint has met yet has everything in the write-ahead log, from 0 on. */
function recoveryPointOf(facts: RecoveryFacts, first: FoundSegment): bigint {
  if (facts.checkpoint !== undefined) return facts.checkpoint.recoveryPoint
  return facts.checkpointIsKnown ? 0n : first.baseOffset
}

function atCheckpoint(
  segments: readonly FoundSegment[],
  checkpoint: PartitionCheckpoint,
): RecoveryStart {
  const { segmentBaseOffset, position, recoveryPoint } = checkpoint
  const index = segments.findIndex(({ baseOffset }) => baseOffset === segmentBaseOffset)
  const segment = segments[index]
  if (segment === undefined) return damaged(`segment ${segmentBaseOffset} is missing`)
  if (segment.sizeBytes < position) {
    const sizes = `${segment.sizeBytes} bytes of ${position}`
    return damaged(`segment ${segmentBaseOffset} has lost its end: ${sizes} are left`)
  }
  return { kind: 'inSegment', index, position, offset: recoveryPoint }
}

function damaged(detail: string): RecoveryStart {
  return { kind: 'damaged', detail }
}
