import type { Buffer } from 'node:buffer'

import type { Message } from '../messages/message.ts'
import type { StoreTransaction } from '../stores/store.ts'
import type { DedupCounts } from './dedup-options.ts'
import type { HandledMark } from './handled-mark.ts'

/** What a message is while it is handled: the only one of its kind, or one that was handled before. */
export type Claim =
  | { readonly kind: 'duplicate' }
  | {
      readonly kind: 'first'
      /** It was handled; undefined: the mark is a part of the database's transaction. */
      readonly done: () => HandledMark | undefined
      /** It was handled, or not: whoever waits for that may go on. */
      readonly release: () => void
    }

/** Where a message is, and the bytes of its value. */
export interface Payload {
  readonly partition: number
  readonly value: Buffer | null
}

/** Knows messages that were handled before. */
export interface Deduplication {
  readonly counts: DedupCounts
  /**
   * Looks whether it was handled before; waits for one like it that is being handled. Rejects with
   * MESSAGE_CONFLICT and MESSAGE_ID_REFUSED.
   */
  claim(
    message: Message<unknown>,
    payload: Payload,
    transaction: StoreTransaction | undefined,
  ): Promise<Claim>
}
