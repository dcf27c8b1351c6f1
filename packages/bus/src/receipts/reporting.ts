import type { Clock, Logger } from '@barnabus/base'
import type { ProducerRecord } from '@barnabus/client'

import type { CheckedValue } from '../claims/claim-check.ts'
import type { Attempts } from '../handle/attempts.ts'
import type { Outcome, Work } from '../handle/work.ts'
import { isMissingTopic } from '../settle/blame.ts'
import { noRecords, type FurtherRecords } from '../settle/further-records.ts'
import type { Ask } from './ask.ts'
import type { Counts } from './confirmation-counts.ts'
import { receiptErrorOf, receiptRecord, type Receipt } from './receipt.ts'
import type { ReceiptTargets } from './receipt-targets.ts'

export interface ReportingOptions {
  readonly group: string
  /** Whether what its handler gives is a reply. */
  readonly answersRequests: boolean
  readonly targets: ReceiptTargets
  readonly counts: Counts
  readonly clock: Clock
  readonly logger: Logger
}

/** Of what has failed. */
const noReply: CheckedValue = { value: null, claim: undefined }

type Attempting = Pick<Attempts<unknown>, 'attempt' | 'afterFailure'>

/** Writes the receipts that publishers ask a group for. */
export class Reporting implements FurtherRecords {
  readonly #options: ReportingOptions
  /** Why what was to be written first could not be, and for how many. */
  readonly #refusals = new WeakMap<Work, { readonly reason: string; readonly count: number }>()

  constructor(options: ReportingOptions) {
    this.#options = options
  }

  /** Finds out whether what the message asks for can be written. */
  async prepare({ ask }: Work, signal: AbortSignal): Promise<void> {
    if (ask !== undefined && this.#concerns(ask)) await this.#options.targets.find(ask.to, signal)
  }

  /** Whether nobody waits for the reply to this any longer. */
  isExpired({ ask }: Work): boolean {
    if (ask?.deadlineMs === undefined || !this.#options.answersRequests) return false
    return ask.deadlineMs < this.#options.clock.nowMs()
  }

  /** What becomes of such a message. */
  expired(): Outcome {
    this.#options.counts.note('expiredRequests')
    return { kind: 'done', outputs: [], skipped: 'expired' }
  }

  recordsOf(work: Work, outcome: Outcome): readonly ProducerRecord[] {
    const { ask } = work
    if (ask === undefined || outcome.kind === 'retry' || !this.#concerns(ask)) return noRecords
    if (isTakenBack(outcome)) return [] // It is a dead letter, of which was told.
    const { group, targets, clock } = this.#options
    const refusal = this.#refusals.get(work)
    const hasReply = this.#wantsReply(ask) && !isAnsweredElsewhere(outcome)
    if (!targets.has(ask.to) || (refusal !== undefined && (!hasReply || refusal.count > 1)))
      return []
    const receipt = receiptOf(group, work, outcome, clock.nowMs())
    if (!hasReply) {
      return ask.groups.includes(group) ? [receiptRecord(ask.to, ask.id, receipt)] : []
    }
    if (refusal !== undefined) {
      const error = { name: 'ReplyRefused', message: refusal.reason, fingerprint: '' }
      const told = { error: { ...error, kind: 'transport' as const }, ...receipt }
      return [receiptRecord(ask.to, ask.id, told, noReply)]
    }
    const reply = outcome.kind === 'done' ? outcome.reply : undefined
    return [receiptRecord(ask.to, ask.id, receipt, reply ?? noReply)]
  }

  refuse(work: Work, error: unknown): void {
    const { targets, counts, logger, group } = this.#options
    const { to } = work.ask!
    const reason = error instanceof Error ? error.message : String(error)
    this.#refusals.set(work, { reason, count: (this.#refusals.get(work)?.count ?? 0) + 1 })
    counts.note('undeliverable')
    if (isMissingTopic(error)) targets.forget(to)
    logger.error({ group, topic: to, reason }, 'A receipt could not be written.')
  }

  #concerns(ask: Ask): boolean {
    return ask.groups.includes(this.#options.group) || this.#wantsReply(ask)
  }

  #wantsReply({ deadlineMs }: Ask): boolean {
    return this.#options.answersRequests && deadlineMs !== undefined
  }
}

/** Attempts that begin with finding out whether a receipt can be written. */
export function reported(
  attempts: Attempting,
  reporting: Reporting,
  signal: AbortSignal,
): Attempting {
  const prepared: Attempting['attempt'] = async (work, transaction) => {
    await reporting.prepare(work, signal)
    if (reporting.isExpired(work)) return reporting.expired()
    return await attempts.attempt(work, transaction)
  }
  return {
    // Of most nobody wants to know.
    attempt: (work, transaction) =>
      work.ask === undefined ? attempts.attempt(work, transaction) : prepared(work, transaction),
    afterFailure: (work, error) => attempts.afterFailure(work, error),
  }
}

/** Whether the reply is that to the first of these requests, which somebody else gives. */
function isAnsweredElsewhere(outcome: Outcome): boolean {
  return outcome.kind === 'done' && outcome.skipped === 'duplicate' && outcome.reply === undefined
}

function isTakenBack(outcome: Outcome): boolean {
  return outcome.kind === 'done' && outcome.skipped === 'undone'
}

function receiptOf(
  group: string,
  work: Work,
  outcome: Exclude<Outcome, { readonly kind: 'retry' }>,
  nowMs: number,
): Receipt {
  const at = new Date(nowMs)
  if (outcome.kind === 'done' && outcome.skipped !== undefined && outcome.skipped !== 'undone') {
    return { group, at, attempts: work.attempts, outcome: outcome.skipped }
  }
  const facts = { group, at, attempts: work.attempts + 1 }
  if (outcome.kind === 'done') return { ...facts, outcome: 'processed' }
  const error = receiptErrorOf(outcome.failure, outcome.isRejected ? 'business' : 'transport')
  return { ...facts, outcome: 'dead-letter', error }
}
