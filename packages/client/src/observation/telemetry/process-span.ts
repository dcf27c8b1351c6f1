import { isUtf8 } from 'node:buffer'

import { systemClock } from '@barnabus/base'
import type { Attributes, Context, Span, Tracer } from '@opentelemetry/api'

import type { ConsumerRecord } from '../../consumer/records/consumer-record.ts'
import { operationAttributes, placeAttributes } from './attributes.ts'
import { failSpan } from './end-span.ts'
import { countOperation, isMeasuring } from './instruments.ts'
import { openTelemetry } from './open-telemetry.ts'
import { contextOf, linksTo } from './record-context.ts'
import { activeTracer } from './tracer.ts'
import type { Participant } from './participant.ts'

/** How an application's work on a record appears in traces. */
export interface ProcessSpanOptions {
  /** As a part of the trace in which the record was made; left out: in one of its own, linked. */
  readonly asChild?: boolean
  /** The consumer's `group.id`, for those who look for it. */
  readonly groupId?: string
  /** The consumer's `client.id`. */
  readonly clientId?: string
}

const kindConsumer = 4 // SpanKind.CONSUMER, which is a value, and the API may not be there.

/**
 * Does `work` on a record within a span `process <topic>`, which ends when the work, or the promise
 * that it gives, does. Gives what the work gives; does only that where nobody traces.
 */
export function processSpan<Result>(
  record: ConsumerRecord,
  work: () => Result,
  options: ProcessSpanOptions = {},
): Result {
  const tracer = activeTracer()
  if (tracer === undefined && !isMeasuring()) return work()
  const { clientId = '', groupId, asChild = false } = options
  const by: Participant = { clientId, groupId }
  const startMs = systemClock.monotonicMs()
  const finished = (span: Span | undefined, error?: unknown): void => {
    if (span !== undefined && error !== undefined) failSpan(span, error)
    else span?.end()
    countOperation('process', by, { durationMs: systemClock.monotonicMs() - startMs, error })
  }
  if (tracer === undefined || openTelemetry === undefined) return until(work, finished, undefined)
  const { context, trace } = openTelemetry
  const parent = (asChild ? contextOf(record) : undefined) ?? context.active()
  const span = startSpan(tracer, record, { by, parent, isLinked: !asChild })
  return context.with(trace.setSpan(parent, span), () => until(work, finished, span))
}

function startSpan(
  tracer: Tracer,
  record: ConsumerRecord,
  how: { readonly by: Participant; readonly parent: Context; readonly isLinked: boolean },
): Span {
  const attributes = { ...operationAttributes('process', how.by), ...attributesOf(record) }
  const links = how.isLinked ? linksTo(record) : []
  const options = { kind: kindConsumer, attributes, links }
  return tracer.startSpan(`process ${record.topic}`, options, how.parent)
}

function attributesOf(record: ConsumerRecord): Attributes {
  const { topic, partition, offset, key, value } = record
  return {
    ...placeAttributes({ topic, partition, offset }),
    ...(key !== null && isUtf8(key) && { 'messaging.kafka.message.key': key.toString() }),
    ...(value === null && { 'messaging.kafka.message.tombstone': true }),
  }
}

/** `work`, with `finished` called once it is over, at once or later. */
function until<Result>(
  work: () => Result,
  finished: (span: Span | undefined, error?: unknown) => void,
  span: Span | undefined,
): Result {
  try {
    const result = work()
    if (!(result instanceof Promise)) {
      finished(span)
      return result
    }
    return result.then(
      (value: unknown) => {
        finished(span)
        return value
      },
      (error: unknown) => {
        finished(span, error)
        throw error
      },
    ) as Result
  } catch (error) {
    finished(span, error)
    throw error
  }
}
