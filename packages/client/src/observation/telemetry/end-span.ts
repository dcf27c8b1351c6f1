import type { Span } from '@opentelemetry/api'

import { errorType } from './attributes.ts'

const statusError = 2 // SpanStatusCode.ERROR, which is a value, and the API may not be there.

/** Ends a span whose operation failed; `endTime` in ms since 1970, left out: now. */
export function failSpan(span: Span, error: unknown, endTime?: number): void {
  const message = error instanceof Error ? error.message : String(error)
  span.setAttribute('error.type', errorType(error))
  span.setStatus({ code: statusError, message })
  span.end(endTime)
}
