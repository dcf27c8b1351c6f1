import type { Clock } from '@barnabus/base'
import { isKafkaError, type Admin } from '@barnabus/client'

/** How long what was found is believed, in ms. */
const believedMs = { there: 30_000, missing: 5000 } as const
const namesMax = 1000
const meansMissing = new Set([
  'UNKNOWN_TOPIC_OR_PARTITION',
  'TOPIC_AUTHORIZATION_FAILED',
  'INVALID_TOPIC_EXCEPTION',
])

interface Finding {
  readonly what: keyof typeof believedMs
  readonly atMs: number
}

/**
 * Which receipt topics are there: a publisher makes its own before it asks for anything, so whoever
 * asks for a receipt in a topic that is not there did not mean it, and nobody waits for that topic.
 */
export class ReceiptTargets {
  readonly #admin: Admin
  readonly #clock: Clock
  readonly #findings = new Map<string, Finding>()
  readonly #asked = new Map<string, Promise<void>>()

  constructor(admin: Admin, clock: Clock) {
    this.#admin = admin
    this.#clock = clock
  }

  /** Whether the topic was there when it was last looked for. */
  has(topic: string): boolean {
    return this.#findings.get(topic)?.what === 'there'
  }

  /** Looks for the topic, unless somebody did a moment ago. */
  async find(topic: string, signal: AbortSignal): Promise<void> {
    const known = this.#findings.get(topic)
    if (known !== undefined) {
      const ageMs = this.#clock.monotonicMs() - known.atMs
      if (ageMs < believedMs[known.what]) return
    }
    const asked = this.#asked.get(topic) ?? this.#ask(topic, signal)
    this.#asked.set(topic, asked)
    try {
      await asked
    } finally {
      this.#asked.delete(topic)
    }
  }

  /** It is not there any more. */
  forget(topic: string): void {
    this.#findings.delete(topic)
  }

  async #ask(topic: string, signal: AbortSignal): Promise<void> {
    try {
      await this.#admin.describeTopics([topic], { signal })
      this.#note(topic, 'there')
    } catch (error) {
      if (!isKafkaError(error) || !meansMissing.has(error.errorName)) throw error
      this.#note(topic, 'missing')
    }
  }

  #note(topic: string, what: Finding['what']): void {
    this.#findings.delete(topic)
    this.#findings.set(topic, { what, atMs: this.#clock.monotonicMs() })
    const [oldest] = this.#findings.keys()
    if (this.#findings.size > namesMax) this.#findings.delete(oldest!)
  }
}
