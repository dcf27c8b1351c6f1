import type { RandomIds } from './random-ids.ts'

/** Where in a trace a message was made, in the headers of W3C Trace Context. */
export interface TraceContext {
  readonly traceparent: string | undefined
  readonly tracestate: string | undefined
}

type Header = readonly [name: string, value: string]

const traceDigits = 32
const spanDigits = 16
const form = /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-([\da-f]{2})(?:$|-)/

/** The trace that a `traceparent` names; undefined: none, or nothing that makes sense. */
export function traceIdOf(traceparent: string | undefined): string | undefined {
  return traceparent === undefined ? undefined : form.exec(traceparent)?.[1]
}

/** Headers of a message that is made within this trace; undefined: there is none. */
export function continuedTrace(
  { traceparent = '', tracestate }: TraceContext,
  ids: RandomIds,
): readonly Header[] | undefined {
  const [, traceId, flags] = form.exec(traceparent) ?? []
  if (traceId === undefined) return undefined
  const parent: Header = ['traceparent', `00-${traceId}-${ids.hex(spanDigits)}-${flags}`]
  return tracestate === undefined ? [parent] : [parent, ['tracestate', tracestate]]
}

/** The header of a message with which a trace begins, of which nothing is recorded here. */
export function begunTrace(ids: RandomIds): Header {
  return ['traceparent', `00-${ids.hex(traceDigits)}-${ids.hex(spanDigits)}-00`]
}
