import type { ReadLimit } from '@barnabus/log'
import { ErrorCode } from '@barnabus/protocol'

import type { PartitionImage } from '../metadata/image.ts'
import type { FetchAllowance } from './fetch-allowance.ts'
import type { FetchTarget, PartitionAnswer } from './fetch-target.ts'
import { errorAnswer, type Look } from './look-at-partition.ts'

/** A target, its answer, and whom to ask instead if we are not the one. */
export interface RoundAnswer {
  readonly target: FetchTarget
  readonly answer: PartitionAnswer
  readonly leader: PartitionImage | undefined
}

/** What one round of looking and reading brought, in the order of the targets. */
export interface Round {
  readonly answers: readonly RoundAnswer[]
  readonly sizeBytes: number
  /** The consumer must hear of an error or a divergence without waiting for data. */
  readonly isFinal: boolean
}

/** Reads, in order, from the partitions that have anything, as far as the allowance goes. */
export async function readAnswers(
  targets: readonly FetchTarget[],
  looks: readonly Look[],
  upTo: ReadLimit,
  allowance: FetchAllowance,
): Promise<Round> {
  const answers: RoundAnswer[] = []
  let sizeBytes = 0
  let isFinal = false
  for (const [index, look] of looks.entries()) {
    const target = targets[index]!
    let { answer } = look
    if (look.kind === 'readable' && !allowance.isSpent) {
      const read = await readOne(target, look, upTo, allowance)
      answer = read.answer
      sizeBytes += read.sizeBytes
    }
    isFinal ||= look.kind === 'final' || answer.errorCode !== ErrorCode.none
    answers.push({ target, answer, leader: look.kind === 'final' ? look.leader : undefined })
  }
  return { answers, sizeBytes, isFinal }
}

async function readOne(
  target: FetchTarget,
  look: Extract<Look, { kind: 'readable' }>,
  upTo: ReadLimit,
  allowance: FetchAllowance,
): Promise<{ readonly answer: PartitionAnswer; readonly sizeBytes: number }> {
  const { maxBytes, minOneBatch } = allowance.forPartition(target.maxBytes)
  const { log } = look.partition
  const outcome = await log.read({ offset: target.fetchOffset, maxBytes, upTo, minOneBatch })
  if (outcome.kind === 'outOfRange') {
    return { answer: errorAnswer(target, ErrorCode.offsetOutOfRange), sizeBytes: 0 }
  }
  if (outcome.kind === 'failed') {
    return { answer: errorAnswer(target, outcome.errorCode), sizeBytes: 0 }
  }
  allowance.take(outcome.sizeBytes)
  const abortedTransactions = upTo === 'lastStable' ? outcome.abortedTransactions : null
  const answer = { ...look.answer, records: outcome.batches, abortedTransactions }
  return { answer, sizeBytes: outcome.sizeBytes }
}
