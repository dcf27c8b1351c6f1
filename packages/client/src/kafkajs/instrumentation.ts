import type { Clock } from '@barnabus/base'

import { KafkaJSNonRetriableError } from './kafkajs-error.ts'
import type { Logger } from './logger.ts'

/** Something happened. */
export interface InstrumentationEvent<Payload> {
  readonly id: string
  readonly type: string
  readonly timestamp: number
  readonly payload: Payload
}

/** Takes a listener away again. */
export type RemoveInstrumentationEventListener = () => void

/** The events of a client, whose payloads are `Payloads` by name. */
export class Instrumentation<Payloads extends object> {
  readonly #clock: Clock
  readonly #logger: Logger
  readonly #names: ReadonlySet<string>
  readonly #listeners = new Map<string, Set<(event: InstrumentationEvent<never>) => unknown>>()
  #count = 0

  constructor(clock: Clock, logger: Logger, names: Iterable<string>) {
    this.#clock = clock
    this.#logger = logger
    this.#names = new Set(names)
  }

  /** Throws a KafkaJSNonRetriableError for a name that there is not. */
  on<Name extends keyof Payloads & string>(
    name: Name,
    listener: (event: InstrumentationEvent<Payloads[Name]>) => unknown,
  ): RemoveInstrumentationEventListener {
    if (!this.#names.has(name)) {
      const known = [...this.#names].join(', ')
      throw new KafkaJSNonRetriableError(`Event name should be one of ${known}`)
    }
    const listeners = this.#listeners.get(name) ?? new Set()
    this.#listeners.set(name, listeners)
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }

  /** Whether anybody listens. */
  hears(name: keyof Payloads & string): boolean {
    return (this.#listeners.get(name)?.size ?? 0) > 0
  }

  emit<Name extends keyof Payloads & string>(name: Name, payload: Payloads[Name]): void {
    const listeners = this.#listeners.get(name)
    if (listeners === undefined || listeners.size === 0) return
    const event = { id: String(this.#count++), type: name, timestamp: this.#clock.nowMs(), payload }
    for (const listener of [...listeners]) {
      void this.#call(listener as (event: InstrumentationEvent<Payloads[Name]>) => unknown, event)
    }
  }

  /** A listener that fails is none of the client's business. */
  async #call<Payload>(
    listener: (event: InstrumentationEvent<Payload>) => unknown,
    event: InstrumentationEvent<Payload>,
  ): Promise<void> {
    try {
      await listener(event)
    } catch (error) {
      const { message, stack } = error as Error
      this.#logger.error(`Failed to execute listener: ${message}`, { eventName: event.type, stack })
    }
  }
}
