import { Buffer } from 'node:buffer'

import type { Clock } from '@barnabus/base'
import {
  activeTraceHeaders,
  HeaderTemplate,
  isTracing,
  type HeaderContent,
  type TemplateHeader,
} from '@barnabus/client'

import type { Topic } from '../topics/topic.ts'
import type { Envelope, EnvelopeMode } from './envelope.ts'
import { hopsHeader, hopsText } from './hops.ts'
import type { RandomIds } from './random-ids.ts'
import { begunTrace, continuedTrace } from './trace-context.ts'

/** A header to be written. */
export type Header = readonly [name: string, value: HeaderContent]

export interface EnvelopeWriterOptions {
  readonly mode: EnvelopeMode
  /** The application that publishes. */
  readonly source: string
  readonly ids: RandomIds
  readonly clock: Clock
}

/** What a publisher says of a message beside its headers. */
export interface Given {
  readonly id?: string | undefined
  readonly type?: string | undefined
  readonly headers: readonly Header[]
}

/** What is the same for all messages of a topic. */
interface Constants {
  readonly all: readonly Header[]
  /** Without the type. */
  readonly typeless: readonly Header[]
  /** The same as `all`, with places for an id, a time, and a `traceparent`. */
  readonly template: HeaderTemplate
  /** With one for the hops as well. */
  readonly handledTemplate: HeaderTemplate
}

const structured = 'application/cloudevents'
const traceparentSize = 55
const places: readonly TemplateHeader[] = [
  ['ce_id', { size: 36 }],
  ['ce_time', { size: 24 }],
  ['traceparent', { size: traceparentSize }],
]

/**
 * Writes headers that say what a message is and of which trace it is a part: CloudEvents 1.0 in the
 * binary mode of its Kafka binding, and W3C Trace Context. What the publisher gives wins.
 */
export class EnvelopeWriter {
  readonly #options: EnvelopeWriterOptions
  readonly #constants = new WeakMap<Topic<never, unknown>, Constants>()
  #time = ''
  #timeMs = Number.NaN

  constructor(options: EnvelopeWriterOptions) {
    this.#options = options
  }

  /** All headers of a message; `handled` is the one that it is made of. */
  headersOf(
    topic: Topic<never, unknown>,
    given: Given,
    handled: Envelope | undefined,
  ): Iterable<Header> {
    if (this.#options.mode === 'none') return given.headers
    if (given.headers.length === 0) return this.#usualHeaders(topic, given, handled)
    const own = new Map(given.headers)
    const trace = own.has('traceparent') ? [] : this.#traceHeaders(handled)
    const isEvent = String(own.get('content-type') ?? '').startsWith(structured)
    const event = isEvent
      ? []
      : this.#eventHeaders(topic, { ...given, id: given.id ?? messageIdIn(own) })
    const ours = [...event, ...trace].filter(([name]) => !own.has(name))
    return [...given.headers, ...ours, ...hopsAfter(handled)]
  }

  /** What most messages have: nothing of their own, and a trace that is told in one header. */
  #usualHeaders(
    topic: Topic<never, unknown>,
    { id, type }: Given,
    handled: Envelope | undefined,
  ): Iterable<Header> {
    const trace = this.#traceHeaders(handled)
    const [first, ...more] = trace
    const isUsual = first?.[0] === 'traceparent' && first[1].length === traceparentSize
    if (id !== undefined || type !== undefined || !isUsual || more.length > 0) {
      return [...this.#eventHeaders(topic, { id, type }), ...trace, ...hopsAfter(handled)]
    }
    const { template, handledTemplate } = this.#constantsOf(topic)
    const [uuid, time] = [this.#options.ids.uuid(), this.#timeNow()]
    if (handled === undefined) return template.fill(uuid, time, first[1])
    return handledTemplate.fill(uuid, time, first[1], hopsText(handled.hops + 1))
  }

  #eventHeaders(
    topic: Topic<never, unknown>,
    { id, type }: Pick<Given, 'id' | 'type'>,
  ): readonly Header[] {
    const { ids } = this.#options
    const constants = this.#constantsOf(topic)
    const time: Header = ['ce_time', this.#timeNow()]
    const identity: Header = ['ce_id', id ?? ids.uuid()]
    if (type === undefined) return [...constants.all, identity, time]
    return [...constants.typeless, ['ce_type', type], identity, time]
  }

  #constantsOf(topic: Topic<never, unknown>): Constants {
    const known = this.#constants.get(topic)
    if (known !== undefined) return known
    const typeless: [string, string][] = [
      ['ce_specversion', '1.0'],
      ['ce_source', this.#options.source],
    ]
    if (topic.contentType !== undefined) typeless.push(['content-type', topic.contentType])
    const all: [string, string][] = [...typeless, ['ce_type', topic.name]]
    const template = new HeaderTemplate([...all, ...places])
    const handledTemplate = new HeaderTemplate([...all, ...places, [hopsHeader, { size: 2 }]])
    const made: Constants = { typeless, all, template, handledTemplate }
    this.#constants.set(topic, made)
    return made
  }

  /** Where somebody traces, the client tells of the span of a send, unless something is told already. */
  #traceHeaders(handled: Envelope | undefined): readonly (readonly [string, string])[] {
    const { ids } = this.#options
    const known = handled && (activeTraceHeaders() ?? continuedTrace(handled, ids))
    if (known !== undefined) return known
    return isTracing() ? [] : [begunTrace(ids)]
  }

  #timeNow(): string {
    const nowMs = this.#options.clock.nowMs()
    if (nowMs === this.#timeMs) return this.#time
    this.#timeMs = nowMs
    this.#time = new Date(nowMs).toISOString()
    return this.#time
  }
}

function hopsAfter(handled: Envelope | undefined): readonly Header[] {
  return handled === undefined ? [] : [[hopsHeader, hopsText(handled.hops + 1)]]
}

/** The id of a publisher that does not speak of CloudEvents: what is sent twice has it twice. */
function messageIdIn(own: ReadonlyMap<string, HeaderContent>): string | undefined {
  const found = Buffer.from(own.get('message-id') ?? '').toString()
  return found === '' ? undefined : found
}
