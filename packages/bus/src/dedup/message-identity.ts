import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'

import { busErrors } from '../errors.ts'
import type { Message } from '../messages/message.ts'
import type { DedupOptions } from './dedup-options.ts'

const idCharsMax = 200
const traceNames = /trace|^b3$|^x-b3-/i
const bodyBytes = 16

/** Whether a header tells of a trace, which many messages have in common. */
export function namesTrace(header: string): boolean {
  return traceNames.test(header)
}

/** The id that tells a message from all others. Throws MESSAGE_ID_REFUSED where it has none. */
export function identityOf(
  message: Message<unknown>,
  { id }: { readonly id: DedupOptions['id'] | undefined },
): string {
  const found =
    typeof id === 'function' ? id(message) : id === undefined ? usualId(message) : text(message, id)
  if (found === undefined || found === '') {
    throw busErrors.MESSAGE_ID_REFUSED(message.topic, 'it has none')
  }
  const trace = text(message, 'traceparent')
  if (trace !== undefined && (trace === found || trace.split('-')[1] === found)) {
    throw busErrors.MESSAGE_ID_REFUSED(message.topic, 'a trace has several messages')
  }
  if (found.length <= idCharsMax) return found
  return `sha256:${createHash('sha256').update(found).digest('hex')}`
}

/** The same for the same bytes; a tombstone is not an empty value. */
export function bodyOf(value: Uint8Array | null): string {
  if (value === null) return 'none'
  const hash = createHash('sha256').update(value).digest()
  return Buffer.from(hash.subarray(0, bodyBytes)).toString('base64url')
}

function usualId(message: Message<unknown>): string | undefined {
  const { id, source } = message
  if (id !== undefined && source !== undefined) return JSON.stringify([source, id])
  return text(message, 'message-id')
}

function text({ headers }: Message<unknown>, name: string): string | undefined {
  return headers.get(name)?.toString() ?? undefined
}
