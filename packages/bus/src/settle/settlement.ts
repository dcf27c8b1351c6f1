import {
  Producer,
  ProducerFatalError,
  ProducerFencedError,
  TransactionAbortableError,
  type Consumer,
  type ProducerOptions,
  type ProducerSettings,
  type Transaction,
} from '@barnabus/client'
import type { Clock } from '@barnabus/base'

import { busErrors } from '../errors.ts'
import type { Delivery } from '../handle/handle-options.ts'
import type { Round, Step } from '../handle/round.ts'
import type { RetryPlan } from '../retry/retry-plan.ts'
import type { Steps } from '../steps.ts'
import { isHopeless, isProducersFault, Sends, type Blame } from './blame.ts'
import { Fences } from './fences.ts'
import type { FurtherRecords } from './further-records.ts'
import { onwardRecord } from './records-of.ts'

export interface SettlementOptions {
  readonly plan: RetryPlan
  readonly delivery: Delivery
  readonly consumer: Consumer
  readonly settings: ProducerSettings
  readonly producerOptions: ProducerOptions
  readonly transactionalId: string
  readonly further: FurtherRecords
  readonly steps: Steps
  readonly clock: Clock
}

const transactionTimeoutMsUsual = 60_000

/**
 * Makes what became of a round's messages lasting: what their handlers published, those that go on
 * to a retry tier or become dead letters, and the offsets behind them.
 *
 * Where messages go on, or everything shall happen exactly once, all of that is one transaction.
 */
export class Settlement {
  /** Topics to which handlers have published. */
  readonly sinks = new Set<string>()
  readonly #options: SettlementOptions
  #plain: Producer | undefined
  #transactional: Producer | undefined
  readonly #fences: Fences

  constructor(options: SettlementOptions) {
    this.#options = options
    const { 'transaction.timeout.ms': timeoutMs = transactionTimeoutMsUsual } = options.settings
    this.#fences = new Fences(options.clock, Number(timeoutMs))
  }

  /** Ends what this instance left open when it stopped, which others would have to wait for. */
  async begin(): Promise<void> {
    if (this.#options.delivery === 'at-most-once') return
    this.#fences.begun()
    try {
      await this.#writer.initTransactions()
    } catch (error) {
      if (error instanceof ProducerFatalError) await this.#startOver(error)
      throw error
    }
  }

  /**
   * Settles the round, or gives the messages whose own records could not be written; then nothing of
   * it is settled. Rejects where it is nobody's fault, and it may not be known what was settled.
   */
  async settle(round: Round): Promise<readonly Blame[]> {
    return await (this.#needsTransaction(round)
      ? this.#inTransaction(round)
      : this.#oneAfterTheOther(round))
  }

  /** Commits the offsets of a round that is about to be handled. */
  async commit(round: Round): Promise<void> {
    const { consumer, steps } = this.#options
    await steps.reached('before-commit')
    const { memberId, generationId } = consumer.groupMetadata
    if (memberId !== round.member.memberId || generationId !== round.member.generationId) {
      throw busErrors.GONE_ON(round.member.groupId)
    }
    await consumer.commit(round.offsets())
    await steps.reached('after-commit')
  }

  /** Sends what is settled already; gives what could not be written. */
  async send(round: Round): Promise<readonly Blame[]> {
    const { steps } = this.#options
    await steps.reached('before-outputs')
    const sends = this.#sendAll(round, (this.#plain ??= this.#producer({})))
    const failed = this.#forgiven(await sends.failed())
    if (failed.length === 0) await steps.reached('after-outputs')
    return failed
  }

  async close(): Promise<void> {
    await Promise.all([this.#plain?.close(), this.#transactional?.close()])
  }

  get #writer(): Producer {
    const { transactionalId } = this.#options
    return (this.#transactional ??= this.#producer({ 'transactional.id': transactionalId }))
  }

  #needsTransaction({ steps }: Round): boolean {
    const isExact = this.#options.delivery === 'exactly-once'
    return steps.some((step) => step.outcome.kind !== 'done' || (isExact && this.#hasOutputs(step)))
  }

  async #oneAfterTheOther(round: Round): Promise<readonly Blame[]> {
    const hasOutputs = round.steps.some((step) => this.#hasOutputs(step))
    const failed = hasOutputs ? await this.send(round) : []
    if (failed.length === 0) await this.commit(round)
    return failed
  }

  async #inTransaction(round: Round): Promise<readonly Blame[]> {
    const { steps } = this.#options
    this.#fences.begun()
    try {
      const transaction = await this.#writer.beginTransaction()
      await steps.reached('transaction-begun')
      const sends = this.#sendAll(round, transaction)
      try {
        await steps.reached('transaction-sent')
        await transaction.sendOffsets(round.offsets(), round.member)
        await steps.reached('transaction-offsets-sent')
        await transaction.commit()
        await steps.reached('transaction-committed')
        return []
      } catch (error) {
        if (!(error instanceof TransactionAbortableError)) throw error
        await transaction.abort()
        const failed = (await sends.failed()).filter((blame) => !isProducersFault(blame.error))
        if (failed.length === 0) throw error
        const left = this.#forgiven(failed)
        return left.length > 0 ? left : await this.#inTransaction(round)
      }
    } catch (error) {
      if (!(error instanceof TransactionAbortableError)) await this.#startOver(error)
      throw error
    }
  }

  #hasOutputs({ work, outcome }: Step): boolean {
    if (outcome.kind === 'done' && outcome.outputs.length > 0) return true
    if (outcome.kind === 'done' && outcome.mark !== undefined) return true
    return this.#options.further.recordsOf(work, outcome).length > 0
  }

  /** Nothing waits for further records that can never be written; gives what is left to blame. */
  #forgiven(blames: readonly Blame[]): readonly Blame[] {
    const hopeless = blames.filter((blame) => blame.what === 'further' && isHopeless(blame.error))
    const reasons = new Map(hopeless.map(({ step, error }) => [step.work, error]))
    for (const [work, error] of reasons) this.#options.further.refuse(work, error)
    return blames.filter((blame) => !hopeless.includes(blame))
  }

  #sendAll(round: Round, to: Pick<Transaction, 'send'>): Sends {
    const { plan, clock, further } = this.#options
    const sends = new Sends()
    const nowMs = clock.nowMs()
    for (const step of round.steps) {
      const { work, outcome } = step
      if (outcome.kind === 'done') {
        for (const output of outcome.outputs) {
          this.sinks.add(output.topic)
          sends.add(step, 'output', to.send(output))
        }
        const { mark } = outcome
        if (mark !== undefined) sends.add(step, 'message', to.send(mark.record))
      }
      const onward = onwardRecord(plan, work, outcome, nowMs)
      if (onward !== undefined) sends.add(step, 'message', to.send(onward))
      for (const record of further.recordsOf(work, outcome)) {
        sends.add(step, 'further', to.send(record))
      }
    }
    sends.end()
    return sends
  }

  /**
   * A producer that can do nothing any more gives way to the next, which ends what it left open. One
   * that is fenced again and again has a rival of the same name: they would fence each other for ever.
   */
  async #startOver(error: unknown): Promise<void> {
    const producer = this.#transactional
    this.#transactional = undefined
    await producer?.close({ timeoutMs: 0 })
    if (!(error instanceof ProducerFencedError) || !this.#fences.isRivalry()) return
    throw busErrors.INSTANCE_TAKEN(this.#options.transactionalId)
  }

  #producer(settings: ProducerSettings): Producer {
    return new Producer(
      { ...this.#options.settings, ...settings, acks: 'all', 'enable.idempotence': true },
      this.#options.producerOptions,
    )
  }
}
