import type { Buffer } from 'node:buffer'

import type { ConsumerRecord } from '@barnabus/client'

/** The value of a record whose own value is in the store: not null, as it is no tombstone. */
export const claimedValue = '{}'

/** Headers of such a record, and they stay with it wherever the bus moves it. */
export const claimHeaders = {
  key: 'bus-claim',
  size: 'bus-claim-size',
  sha256: 'bus-claim-sha256',
} as const

const claimNames: ReadonlySet<string> = new Set(Object.values(claimHeaders))

/** By what a value is found in the store, and known to be the one that was put there. */
export interface ClaimTicket {
  readonly key: string
  readonly size: number
  /** In hexadecimal digits. */
  readonly sha256: string
}

/** The headers that tell; none without a ticket. */
export function headersOfTicket(
  ticket: ClaimTicket | undefined,
): readonly (readonly [string, string])[] {
  if (ticket === undefined) return []
  return [
    [claimHeaders.key, ticket.key],
    [claimHeaders.size, String(ticket.size)],
    [claimHeaders.sha256, ticket.sha256],
  ]
}

/** What the headers tell, whoever wrote them; undefined: the value is where values are. */
export function ticketIn({ headers }: Pick<ConsumerRecord, 'headers'>): ClaimTicket | undefined {
  const text = (name: string): string | undefined => headers.get(name)?.toString()
  if (!headers.has(claimHeaders.key)) return undefined
  const size = text(claimHeaders.size) ?? ''
  return {
    key: text(claimHeaders.key) ?? '',
    size: /^\d{1,15}$/.test(size) ? Number(size) : -1,
    sha256: text(claimHeaders.sha256) ?? '',
  }
}

/** The headers by which a record's value is found. */
export function claimsIn({
  headers,
}: Pick<ConsumerRecord, 'headers'>): readonly (readonly [string, Buffer | null])[] {
  return [...headers].filter(([name]) => claimNames.has(name))
}
