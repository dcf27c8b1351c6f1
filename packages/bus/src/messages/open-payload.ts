import type { Buffer } from 'node:buffer'

import type { ConsumerRecord } from '@barnabus/client'

import type { ClaimCheck } from '../claims/claim-check.ts'
import { ticketIn } from '../claims/claim-ticket.ts'
import { readHeaders, type Envelope, type ReadHeaders } from '../envelope/envelope.ts'
import { isStructured, readStructured } from '../envelope/structured-event.ts'

/** What a record has to say, without whatever it was put into. */
export interface OpenedPayload {
  readonly value: Buffer | null
  readonly envelope: Envelope
  /** The headers that its publisher gave it. */
  readonly own: readonly (readonly [name: string, value: Buffer | null])[]
}

/**
 * Takes the value of a message of `topic` out of what is around it, and out of the store where it was
 * put there. Rejects with VALUE_UNREADABLE, CLAIM_REFUSED, CLAIM_UNREADABLE, and whatever the store does.
 */
export function openPayload(
  topic: string,
  record: ConsumerRecord,
  claims: ClaimCheck,
): OpenedPayload | Promise<OpenedPayload> {
  const headers = readHeaders(record)
  if (!headers.isClaim) return opened(topic, record.value, headers)
  return claims.get(topic, ticketIn(record)!).then((value) => opened(topic, value, headers))
}

function opened(
  topic: string,
  value: Buffer | null,
  { own, envelope, contentType }: ReadHeaders,
): OpenedPayload {
  if (value === null || !isStructured(contentType)) return { value, envelope, own }
  return { ...readStructured(topic, value, envelope), own }
}
