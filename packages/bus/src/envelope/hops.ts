import type { Buffer } from 'node:buffer'

import { busPrefix } from '../messages/bus-prefix.ts'

/** How many messages came before this one, each published by the handler of the one before it. */
export const hopsHeader = `${busPrefix}hops`

/** A message that has come so far publishes nothing any more: it goes round. */
export const hopsMax = 99

const digits = 2

/** What the header says, whoever wrote it; 0: nobody published it while handling another. */
export function hopsFrom(value: Buffer | null): number {
  const text = value?.toString() ?? ''
  return /^\d{1,2}$/.test(text) ? Number(text) : 0
}

/** What it says in a message that a handler publishes; always of the same size. */
export function hopsText(hops: number): string {
  return String(hops).padStart(digits, '0')
}
