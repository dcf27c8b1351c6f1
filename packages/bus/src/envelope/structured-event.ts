import { Buffer } from 'node:buffer'

import { busErrors } from '../errors.ts'
import type { Envelope } from './envelope.ts'

/** A CloudEvent that is a value as a whole, and what it is around. */
export interface StructuredEvent {
  /** Null: it has no data. */
  readonly value: Buffer | null
  readonly envelope: Envelope
}

const structuredForm = /^application\/cloudevents\+json\s*(?:;|$)/i
const jsonForm = /^[^;]*[/+]json\s*(?:;|$)/i

/** Whether a value is an event as a whole (CloudEvents' structured mode, in JSON). */
export function isStructured(contentType: string | undefined): boolean {
  return contentType !== undefined && structuredForm.test(contentType)
}

/** The event in these bytes; what the headers say counts before what it says. Throws VALUE_UNREADABLE. */
export function readStructured(topic: string, bytes: Buffer, headers: Envelope): StructuredEvent {
  const event = eventIn(topic, bytes)
  const text = (name: string): string | undefined => {
    const found = event[name]
    return typeof found === 'string' ? found : undefined
  }
  return {
    value: dataOf(event),
    envelope: {
      id: headers.id ?? text('id'),
      source: headers.source ?? text('source'),
      type: headers.type ?? text('type'),
      traceparent: headers.traceparent ?? text('traceparent'),
      tracestate: headers.tracestate ?? text('tracestate'),
      hops: headers.hops,
    },
  }
}

type Event = Readonly<Record<string, unknown>>

function eventIn(topic: string, bytes: Buffer): Event {
  let event: unknown
  try {
    event = JSON.parse(bytes.toString())
  } catch (error) {
    throw busErrors.VALUE_UNREADABLE(topic, `it is no CloudEvent: ${String(error)}`).because(error)
  }
  if (typeof event === 'object' && event !== null && !Array.isArray(event)) return event as Event
  throw busErrors.VALUE_UNREADABLE(topic, 'it is no CloudEvent')
}

/** The bytes that the data would be in binary mode. */
function dataOf(event: Event): Buffer | null {
  const { data, data_base64: base64, datacontenttype: type = 'application/json' } = event
  if (typeof base64 === 'string') return Buffer.from(base64, 'base64')
  if (data === undefined) return null
  if (typeof data === 'string' && !jsonForm.test(String(type))) return Buffer.from(data)
  return Buffer.from(JSON.stringify(data))
}
