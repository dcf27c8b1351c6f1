import type { Context, Link, Span } from '@opentelemetry/api'

import type { ConsumerRecord } from '../../consumer/records/consumer-record.ts'
import type { RecordHeaders } from '../../consumer/records/record-headers.ts'
import type { HeaderContent, ProducerRecord } from '../../producer/producer-record.ts'
import { openTelemetry } from './open-telemetry.ts'

type OpenTelemetry = NonNullable<typeof openTelemetry>

/** The same record with the context of `span` in its headers; what is there already wins. */
export function withContext(record: ProducerRecord, span: Span): ProducerRecord {
  if (openTelemetry === undefined) return record
  const { trace, context } = openTelemetry
  const carrier = carrierOf(openTelemetry, trace.setSpan(context.active(), span))
  if (carrier.size === 0) return record
  const { topic, partition, key, value, timestamp } = record
  return { topic, partition, key, value, timestamp, headers: withCarrier(record.headers, carrier) }
}

/** The context in which a record was made; nothing of it where its headers tell none. */
export function contextOf({ headers }: ConsumerRecord): Context | undefined {
  if (openTelemetry === undefined || headers.size === 0) return undefined
  return openTelemetry.propagation.extract(openTelemetry.ROOT_CONTEXT, headers, {
    get: (from: RecordHeaders, name) => from.get(name)?.toString(),
    keys: (from) => Array.from(from, ([name]) => name),
  })
}

/** A link to where a record was made; none where its headers do not tell. */
export function linksTo(record: ConsumerRecord): Link[] {
  const context = contextOf(record)
  const made = context && openTelemetry?.trace.getSpanContext(context)
  return made === undefined ? [] : [{ context: made }]
}

/** What tells of a context in headers. */
export function carrierOf({ propagation }: OpenTelemetry, context: Context): Map<string, string> {
  const carrier = new Map<string, string>()
  propagation.inject(context, carrier, {
    set: (headers, name, value) => void headers.set(name, value),
  })
  return carrier
}

function withCarrier(
  given: ProducerRecord['headers'],
  carrier: Map<string, string>,
): Iterable<readonly [string, HeaderContent]> {
  try {
    const headers = pairsOf(given)
    for (const [name] of headers) carrier.delete(name)
    return [...headers, ...carrier]
  } catch (error) {
    // They may be listed only once, so whoever lists them next has to be told.
    const failAgain = (): never => {
      throw error
    }
    return { [Symbol.iterator]: failAgain }
  }
}

function pairsOf(
  headers: ProducerRecord['headers'],
): readonly (readonly [string, HeaderContent])[] {
  if (headers === undefined) return []
  const pairs = Symbol.iterator in headers ? headers : Object.entries(headers)
  return Array.from(pairs as Iterable<readonly [string, HeaderContent]>)
}
