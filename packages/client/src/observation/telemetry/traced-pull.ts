import type { Clock } from '@barnabus/base'
import type { Span, Tracer } from '@opentelemetry/api'

import type { ConsumerRecord } from '../../consumer/records/consumer-record.ts'
import type { PullTrace } from '../../consumer/delivery/pull-trace.ts'
import { operationAttributes } from './attributes.ts'
import { failSpan } from './end-span.ts'
import { linksTo } from './record-context.ts'
import { activeTracer } from './tracer.ts'
import type { Participant } from './participant.ts'

const kindClient = 2 // SpanKind.CLIENT, which is a value, and the API may not be there.

/** undefined: nobody traces. */
export function tracePull(by: Participant, clock: Clock): PullTrace | undefined {
  const tracer = activeTracer()
  return tracer === undefined ? undefined : new TracedPull(tracer, by, clock)
}

/**
 * A pull of the application: a span from when it asked until it was handed something, with a link
 * to where each record was made that it gets until it asks again. One that brings nothing has none.
 */
class TracedPull implements PullTrace {
  readonly #tracer: Tracer
  readonly #by: Participant
  readonly #clock: Clock
  readonly #startMs: number
  readonly #monotonicMs: number
  #span: Span | undefined
  #endMs = 0
  #count = 0

  constructor(tracer: Tracer, by: Participant, clock: Clock) {
    this.#tracer = tracer
    this.#by = by
    this.#clock = clock
    this.#startMs = clock.nowMs()
    this.#monotonicMs = clock.monotonicMs()
  }

  handed(): void {
    this.#begin()
  }

  add(record: ConsumerRecord): void {
    this.#count += 1
    for (const link of linksTo(record)) this.#span?.addLink?.(link)
  }

  failed(error: unknown): void {
    const span = this.#begin()
    this.#span = undefined
    failSpan(span, error, this.#endMs)
  }

  end(): void {
    this.#span?.setAttribute('messaging.batch.message_count', this.#count)
    this.#span?.end(this.#endMs)
    this.#span = undefined
  }

  #begin(): Span {
    this.#endMs = this.#startMs + this.#clock.monotonicMs() - this.#monotonicMs
    const attributes = operationAttributes('poll', this.#by)
    this.#span = this.#tracer.startSpan('poll', {
      ...{ kind: kindClient, attributes, startTime: this.#startMs },
    })
    return this.#span
  }
}
