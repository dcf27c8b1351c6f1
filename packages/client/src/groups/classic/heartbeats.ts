import type { Clock, Timer } from '@barnabus/base'

import { isKafkaError, type KafkaError } from '../../errors/kafka-error.ts'
import type { Generation } from './generation.ts'

export interface HeartbeatsOptions {
  readonly clock: Clock
  readonly intervalMs: number
  /** How soon to try again after a heartbeat did not arrive. */
  readonly retryMs: number
  /** Sends one. */
  readonly beat: (generation: Generation, signal: AbortSignal) => Promise<void>
  /** The coordinator refused one of the generation that the heartbeats are about now. */
  readonly onRefused: (error: KafkaError) => void
}

/** Tells the coordinator every `heartbeat.interval.ms` that a member lives, whatever else happens. */
export class Heartbeats {
  readonly #options: HeartbeatsOptions
  #running = new AbortController()
  #timer: Timer | undefined

  constructor(options: HeartbeatsOptions) {
    this.#options = options
  }

  /** From now on for this generation, and for no other. */
  start(generation: Generation): void {
    this.stop()
    this.#running = new AbortController()
    this.#beatAfter(this.#options.intervalMs, generation)
  }

  /** No more heartbeats; answers that are under way are not heard. */
  stop(): void {
    this.#running.abort()
    this.#timer?.cancel()
  }

  #beatAfter(delayMs: number, generation: Generation): void {
    const { signal } = this.#running
    const beat = (): void => void this.#beat(generation, signal)
    this.#timer = this.#options.clock.after(delayMs, beat, { keepAlive: true })
  }

  async #beat(generation: Generation, signal: AbortSignal): Promise<void> {
    const { intervalMs, retryMs, beat, onRefused } = this.#options
    let nextMs = intervalMs
    try {
      await beat(generation, signal)
    } catch (error) {
      if (signal.aborted) return
      if (!isKafkaError(error)) throw error
      if (error.retriable) nextMs = Math.min(retryMs, intervalMs)
      else onRefused(error)
    }
    if (!signal.aborted) this.#beatAfter(nextMs, generation)
  }
}
