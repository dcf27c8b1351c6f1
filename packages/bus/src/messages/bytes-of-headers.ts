import { Buffer } from 'node:buffer'

import type { ProducerHeaders } from '@barnabus/client'

import { busPrefix } from './bus-prefix.ts'

/** Headers as a reader will find them, without those that only the bus may write. */
export function bytesOfHeaders(
  headers: ProducerHeaders,
): readonly (readonly [string, Buffer | null])[] {
  const pairs = Symbol.iterator in headers ? [...headers] : Object.entries(headers)
  return pairs
    .filter(([name]) => !name.startsWith(busPrefix))
    .map(([name, content]) => [name, content === null ? null : Buffer.from(content)])
}
