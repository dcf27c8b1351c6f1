import type { Buffer } from 'node:buffer'

import type { ConsumerRecord } from '@barnabus/client'

import { claimHeaders } from '../claims/claim-ticket.ts'
import { busPrefix } from '../messages/bus-prefix.ts'
import { hopsFrom, hopsHeader } from './hops.ts'
import type { TraceContext } from './trace-context.ts'

/** Whether messages are published with headers that say what they are. */
export type EnvelopeMode = 'cloudevents' | 'none'

/** What the headers of a message, or an envelope around its value, say of it. */
export interface Envelope extends TraceContext {
  readonly id: string | undefined
  readonly source: string | undefined
  readonly type: string | undefined
  /** How many messages came before it, each published by the handler of the one before. */
  readonly hops: number
}

type Header = readonly [name: string, value: Buffer | null]

/** What the headers of a record say, and those that its publisher gave it. */
export interface ReadHeaders {
  readonly own: readonly Header[]
  readonly envelope: Envelope
  readonly contentType: string | undefined
  /** Whether its value is said to be in the store of claims. */
  readonly isClaim: boolean
}

const nothing: ReadHeaders = {
  own: [],
  envelope: {
    id: undefined,
    source: undefined,
    type: undefined,
    traceparent: undefined,
    tracestate: undefined,
    hops: 0,
  },
  contentType: undefined,
  isClaim: false,
}

/** Reads all headers that matter once. */
export function readHeaders({ headers }: Pick<ConsumerRecord, 'headers'>): ReadHeaders {
  if (headers.size === 0) return nothing
  const own: Header[] = []
  let id: string | undefined
  let source: string | undefined
  let type: string | undefined
  let traceparent: string | undefined
  let tracestate: string | undefined
  let contentType: string | undefined
  let isClaim = false
  let hops = 0
  for (const header of headers) {
    const [name, value] = header
    if (name.startsWith(busPrefix)) {
      if (name === claimHeaders.key) isClaim = true
      else if (name === hopsHeader) hops = hopsFrom(value)
      continue
    }
    own.push(header)
    if (name === 'ce_id') id = textOf(value)
    else if (name === 'ce_source') source = textOf(value)
    else if (name === 'ce_type') type = textOf(value)
    else if (name === 'traceparent') traceparent = textOf(value)
    else if (name === 'tracestate') tracestate = textOf(value)
    else if (name === 'content-type') contentType = textOf(value)
  }
  return {
    own,
    envelope: { id, source, type, traceparent, tracestate, hops },
    contentType,
    isClaim,
  }
}

function textOf(value: Buffer | null): string | undefined {
  return value === null ? undefined : value.toString()
}
