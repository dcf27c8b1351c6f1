import type { KafkaError } from '../errors/kafka-error.ts'

/** Why a member can never be one again, once that has happened, and who wants to know. */
export class MemberFailure {
  readonly #listeners: ((failure: KafkaError) => void)[] = []
  #error: KafkaError | undefined

  get error(): KafkaError | undefined {
    return this.#error
  }

  /** Only the first failure counts. */
  set(error: KafkaError): void {
    if (this.#error !== undefined) return
    this.#error = error
    for (const listener of this.#listeners.splice(0)) listener(error)
  }

  listen(listener: (failure: KafkaError) => void): void {
    if (this.#error === undefined) this.#listeners.push(listener)
    else listener(this.#error)
  }
}
