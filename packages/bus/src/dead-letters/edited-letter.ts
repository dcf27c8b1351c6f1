import { Buffer } from 'node:buffer'

import { RecordHeaders, type ProducerHeaders } from '@barnabus/client'

import { bytesOfHeaders } from '../messages/bytes-of-headers.ts'
import type { DeadLetter } from './dead-letter.ts'

/** What is changed of a message; what is left out stays. */
export interface Edit<Input> {
  readonly value?: Input
  /** Instead of all that it has. Left out: those, but with ids of their own. */
  readonly headers?: ProducerHeaders
}

/** Headers by which a message is known when it comes once more. */
const idHeaders: ReadonlySet<string> = new Set(['ce_id', 'message-id'])

/**
 * A letter with another value or other headers. It is a message of its own: whoever skips what came
 * before must not take it for the one that died.
 */
export function editedLetter(
  letter: DeadLetter,
  payload: Pick<DeadLetter, 'value' | 'claim'> | undefined,
  headers: ProducerHeaders | undefined,
  redrive: string,
): DeadLetter {
  const kept = [...letter.headers].map(([name, content]) => {
    return [name, idHeaders.has(name) ? Buffer.from(redrive) : content] as const
  })
  return {
    ...letter,
    ...payload,
    isEdited: true,
    headers: new RecordHeaders(headers === undefined ? kept : bytesOfHeaders(headers)),
  }
}
