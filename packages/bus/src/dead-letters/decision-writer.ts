import { pause } from '@barnabus/base'
import {
  Producer,
  TransactionAbortableError,
  type ProducerRecord,
  isKafkaError,
} from '@barnabus/client'

import { busErrors } from '../errors.ts'
import { readPending } from '../retry/read-pending.ts'
import type { DeadLetter } from './dead-letter.ts'
import { Decisions, type Decision } from './decisions.ts'
import type { Desk } from './desk.ts'

const patienceMs = 2000
const pauseMs = 10

/**
 * Decides about the dead letters of a group: there is one at a time, whoever comes next takes over.
 *
 * All of them have the same transactional id. Whoever begins has fenced off the one before, and what
 * that one had begun to write has become a decision or has not: so what is read then is all there is.
 */
export class DecisionWriter implements AsyncDisposable {
  readonly #desk: Desk
  readonly #producer: Producer
  readonly #decisions = new Decisions()
  #hasWritten = false

  private constructor(desk: Desk) {
    const { source, group, settings, reader } = desk
    this.#desk = desk
    this.#producer = new Producer(
      {
        ...{ ...settings, acks: 'all', 'enable.idempotence': true },
        'transactional.id': `bus.${group}.${source}.dead-letters`,
      },
      reader.options,
    )
  }

  /** Takes over. */
  static async open(desk: Desk): Promise<DecisionWriter> {
    const writer = new DecisionWriter(desk)
    try {
      await writer.#takeOver()
    } catch (error) {
      await writer[Symbol.asyncDispose]()
      if (!isTakenOver(error)) throw error
      throw busErrors.DECIDED_ELSEWHERE(desk.source, desk.group).because(error)
    }
    return writer
  }

  /** All that was decided before this one took over, and what it decided since. */
  get decisions(): Decisions {
    return this.#decisions
  }

  /**
   * Writes decisions about letters, and what follows from them: all of it, or nothing. Rejects with
   * DECIDED_ELSEWHERE if somebody has taken over.
   */
  async write(
    decided: readonly (readonly [Pick<DeadLetter, 'id'>, Decision])[],
    consequences: readonly ProducerRecord[] = [],
  ): Promise<void> {
    const { topics } = this.#desk
    const records = decided.map(([{ id }, decision]) => {
      return {
        topic: topics.decisionsTopic,
        partition: 0,
        key: id,
        value: JSON.stringify(decision),
      }
    })
    await this.writeRecords([...consequences, ...records])
    for (const { key, value } of records) {
      this.#decisions.apply({ key: Buffer.from(key), value: Buffer.from(value) })
    }
  }

  /** See `write`; these are not told of in `decisions`. */
  async writeRecords(records: readonly ProducerRecord[]): Promise<void> {
    const { steps, reader, source, group } = this.#desk
    reader.signal.throwIfAborted()
    try {
      const transaction = await this.#producer.beginTransaction()
      await steps.reached('decision-begun')
      try {
        for (const record of records) {
          transaction.send(record).catch(() => undefined) // The commit tells.
        }
        await steps.reached('decision-sent')
        await transaction.commit()
      } catch (error) {
        // Who has taken over is told of only when the transaction shall end.
        if (error instanceof TransactionAbortableError) await transaction.abort()
        throw error
      }
    } catch (error) {
      if (!isTakenOver(error)) throw error
      throw busErrors.DECIDED_ELSEWHERE(source, group).because(error)
    }
    this.#hasWritten = true
    await steps.reached('decision-committed')
  }

  /** Resolves when whoever reads decisions finds those of this one, which may be a moment later. */
  async [Symbol.asyncDispose](): Promise<void> {
    // Who is stopped, or cannot ask, has decided all the same.
    if (this.#hasWritten) await this.#untilVisible().catch(() => undefined)
    await this.#producer.close({ timeoutMs: 0 })
  }

  async #untilVisible(): Promise<void> {
    const { reader, topics, clock } = this.#desk
    const { admin, signal } = reader
    const asked = [{ topic: topics.decisionsTopic, partition: 0, at: 'latest' as const }]
    const [end] = await admin.listOffsets(asked, { signal })
    const untilMs = clock.monotonicMs() + patienceMs
    while (clock.monotonicMs() < untilMs) {
      const [seen] = await admin.listOffsets(asked, { signal, isolationLevel: 'read_committed' })
      if ((seen?.offset ?? 0n) >= (end?.offset ?? 0n)) return
      await pause(clock, pauseMs, { keepAlive: true })
    }
  }

  async #takeOver(): Promise<void> {
    const { reader, topics, steps } = this.#desk
    await this.#producer.initTransactions({ signal: reader.signal })
    await steps.reached('decisions-fenced')
    const [begin] = await reader.admin.listOffsets(
      [{ topic: topics.decisionsTopic, partition: 0, at: 'earliest' }],
      { signal: reader.signal },
    )
    const from = { topic: topics.decisionsTopic, partition: 0, offset: begin?.offset ?? 0n }
    await readPending([from], reader, (record) => this.#decisions.apply(record))
    await steps.reached('decisions-read')
  }
}

/** What brokers say to a producer whose transactional id is another's, depending on where it was. */
const takenOver: ReadonlySet<string> = new Set([
  'INVALID_PRODUCER_EPOCH',
  'INVALID_TXN_STATE',
  'PRODUCER_FENCED',
  'TRANSACTION_ABORTABLE',
])

function isTakenOver(error: unknown): boolean {
  if (!isKafkaError(error)) return false
  return takenOver.has(error.errorName) || isTakenOver(error.cause)
}
