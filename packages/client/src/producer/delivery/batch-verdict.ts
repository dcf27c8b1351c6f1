import { ErrorCode, errorInfo } from '@barnabus/protocol'

import type { DeliveryState } from './delivery-state.ts'
import type { PartitionLane } from '../batches/partition-lane.ts'
import type { PartitionAnswer } from './produce-request.ts'
import type { ProducerBatch } from '../batches/producer-batch.ts'

/** What is to be done about a batch, after what its broker said of it. */
export type Verdict = 'written' | 'split' | 'again' | 'given up'

/** What a broker said, or would have said if it had said anything. */
export type Said = Pick<PartitionAnswer, 'errorCode'> & Partial<PartitionAnswer>

interface Situation {
  readonly lane: PartitionLane
  readonly batch: ProducerBatch
  readonly state: DeliveryState
  /** Whether time and `retries` allow another try. */
  readonly mayTryAgain: boolean
}

/**
 * Judges an answer as Kafka's own producer does. Where sequences have a gap, they are made to begin
 * again (KIP-360).
 */
export function judge(said: Said, situation: Situation): Verdict {
  const { batch, mayTryAgain } = situation
  const errorCode = said.errorCode as ErrorCode
  if (errorCode === ErrorCode.none) return 'written'
  if (errorCode === ErrorCode.messageTooLarge && batch.recordCount > 1) return 'split'
  if (mayTryAgain && helps(said, situation)) return 'again'
  // The broker has gone on since, and forgot where it put it: written, but nobody knows where.
  return errorCode === ErrorCode.duplicateSequenceNumber ? 'written' : 'given up'
}

/** Whether the same batch may be written another time. */
function helps(said: Said, situation: Situation): boolean {
  const { state } = situation
  if (state.isIdempotent && said.errorCode === ErrorCode.unknownProducerId) {
    return forgottenHelps(said, situation)
  }
  if (state.isIdempotent && said.errorCode === ErrorCode.outOfOrderSequenceNumber) {
    return gapHelps(situation)
  }
  return errorInfo(said.errorCode)?.retriable ?? false
}

/** The broker has no memory of this producer, as the records that it remembered it by are gone. */
function forgottenHelps(
  { logStartOffset = -1n }: Said,
  { lane, batch, state }: Situation,
): boolean {
  // Without the start of the log nobody can tell; another broker may know it.
  if (logStartOffset === -1n || batch.wasResequenced) return true
  if (state.transactionalId === undefined) {
    state.startAgain(lane)
    return true
  }
  if (!lane.sequence.isAllBefore(logStartOffset)) return false
  lane.sequence.restart(state.identity)
  return true
}

/** A batch before this one is missing: either it is still to come, or it never will. */
function gapHelps({ lane, batch, state }: Situation): boolean {
  const { sequence } = lane
  const mayStillCome = batch.wasResequenced || !sequence.isNext(batch)
  if (!sequence.isUnresolved && mayStillCome) return true
  if (state.transactionalId !== undefined) return false
  if (!sequence.isUnresolved || sequence.isNextAfterUnresolved(batch)) state.startAgain(lane)
  return true
}
