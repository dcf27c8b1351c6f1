import type { Clock } from '@barnabus/base'
import type { ProducerRecord } from '@barnabus/client'

import type { Attempts } from '../handle/attempts.ts'
import type { Outcome, Work } from '../handle/work.ts'
import type { GroupTopics } from '../retry/group-topics.ts'
import { readPending, type PendingReader } from '../retry/read-pending.ts'
import { noRecords, type FurtherRecords } from '../settle/further-records.ts'
import { undoIn, undoneKey } from './decisions.ts'

type Attempting = Pick<Attempts<unknown>, 'attempt' | 'afterFailure'>

// Whoever takes a redrive back shall not make everybody else look before each message.
const freshMs = 200

/**
 * Redrives that somebody wants to be taken back. Whether one is, of a message, is for the handling to
 * say: it skips what it has never tried, and its word makes the letter open again.
 */
export class Undone implements FurtherRecords {
  readonly #topic: string
  readonly #reader: PendingReader
  readonly #clock: Clock
  readonly #redrives = new Set<string>()
  readonly #refused = new WeakSet<Work>()
  #read = 0n
  #looking: Promise<void> | undefined
  #lookedMs = -Infinity

  constructor({ decisionsTopic }: GroupTopics, reader: PendingReader, clock: Clock) {
    this.#topic = decisionsTopic
    this.#reader = reader
    this.#clock = clock
  }

  /** Whether this is not to be handled any more. */
  async includes({ redrive, attempts }: Work): Promise<boolean> {
    if (redrive === undefined || attempts > 0) return false
    if (this.#clock.monotonicMs() - this.#lookedMs >= freshMs) await this.#look()
    return this.#redrives.has(redrive.id)
  }

  recordsOf(work: Work, outcome: Outcome): readonly ProducerRecord[] {
    const isUndone = outcome.kind === 'done' && outcome.skipped === 'undone'
    if (!isUndone || work.redrive === undefined || this.#refused.has(work)) return noRecords
    return [{ topic: this.#topic, partition: 0, key: undoneKey(work.redrive), value: '' }]
  }

  refuse(work: Work): void {
    this.#refused.add(work)
  }

  /** One at a time, for all who ask. */
  async #look(): Promise<void> {
    this.#looking ??= this.#lookOnce().finally(() => (this.#looking = undefined))
    await this.#looking
  }

  async #lookOnce(): Promise<void> {
    const begunMs = this.#clock.monotonicMs()
    const { admin, signal } = this.#reader
    const place = { topic: this.#topic, partition: 0 }
    const [found] = await admin.listOffsets([{ ...place, at: 'latest' }], { signal })
    const end = found?.offset ?? 0n
    if (end > this.#read) {
      await readPending([{ ...place, offset: this.#read }], this.#reader, ({ key }) => {
        const redrive = undoIn(key?.toString() ?? '')
        if (redrive !== undefined) this.#redrives.add(redrive)
      })
      this.#read = end
    }
    this.#lookedMs = begunMs
  }
}

/** Attempts that skip what was taken back. */
export function unlessUndone(attempts: Attempting, undone: Undone): Attempting {
  const unless: Attempting['attempt'] = async (work, transaction) => {
    if (await undone.includes(work)) return { kind: 'done', outputs: [], skipped: 'undone' }
    return await attempts.attempt(work, transaction)
  }
  return {
    // Most were never redriven.
    attempt: (work, transaction) =>
      work.redrive === undefined ? attempts.attempt(work, transaction) : unless(work, transaction),
    afterFailure: (work, error) => attempts.afterFailure(work, error),
  }
}
