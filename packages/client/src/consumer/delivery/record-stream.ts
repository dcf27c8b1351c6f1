import type { ConsumerRecord } from '../records/consumer-record.ts'
import type { Delivery } from './delivery.ts'

/**
 * Records one by one, without a promise for each: while there are records, `next` gives the same
 * resolved promise of the same object again and again, with another record in it.
 *
 * So it must be pulled as `for await` does: the next time only after the last one was awaited.
 */
export class RecordStream implements AsyncIterableIterator<ConsumerRecord> {
  readonly #delivery: Delivery
  readonly #signal: AbortSignal | undefined
  readonly #result: IteratorYieldResult<ConsumerRecord>
  readonly #resolved: Promise<IteratorYieldResult<ConsumerRecord>>
  #isDone = false

  constructor(delivery: Delivery, signal: AbortSignal | undefined) {
    this.#delivery = delivery
    this.#signal = signal
    this.#result = { done: false, value: undefined as never }
    this.#resolved = Promise.resolve(this.#result)
  }

  next(): Promise<IteratorResult<ConsumerRecord, undefined>> {
    if (this.#isDone) return Promise.resolve({ done: true, value: undefined })
    try {
      const record = this.#delivery.recordNow()
      if (record === undefined) return this.#nextSoon()
      this.#result.value = record
      return this.#resolved
    } catch (error) {
      return Promise.reject(error as Error)
    }
  }

  /** The loop was left: the last record counts as not finished. */
  return(): Promise<IteratorResult<ConsumerRecord, undefined>> {
    if (!this.#isDone) this.#delivery.goAway()
    this.#isDone = true
    return Promise.resolve({ done: true, value: undefined })
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return()
  }

  async #nextSoon(): Promise<IteratorResult<ConsumerRecord, undefined>> {
    const record = await this.#delivery.record({ signal: this.#signal })
    if (record !== undefined) return { done: false, value: record }
    this.#isDone = true
    return { done: true, value: undefined }
  }
}
