import type { ConsumerRecord, ProducerRecord } from '@barnabus/client'

import type { CheckedValue } from '../claims/claim-check.ts'
import type { HandledMark } from '../dedup/handled-mark.ts'
import type { Failure, Origin, Redrive } from '../messages/bus-headers.ts'
import type { Ask } from '../receipts/ask.ts'

/** What became of a message. */
export type Outcome =
  | {
      readonly kind: 'done'
      readonly outputs: readonly ProducerRecord[]
      /** The reply, for whoever has asked for one. */
      readonly reply?: CheckedValue
      /** By which it will be known that it was handled. */
      readonly mark?: HandledMark | undefined
      /** Why it was not given to a handler, and never will be. */
      readonly skipped?: 'duplicate' | 'expired' | 'undone'
    }
  /** It waits in a tier: because it failed, or behind another message of its key. */
  | { readonly kind: 'retry'; readonly tier: number; readonly failure: Failure | undefined }
  | {
      readonly kind: 'dead'
      readonly failure: Failure
      /** No further attempt could have helped. */
      readonly isFinal: boolean
      /** The handler has said so. */
      readonly isRejected: boolean
    }

/** A record on its way through a round. */
export interface Work {
  readonly record: ConsumerRecord
  /** 0: it comes from the topic itself. */
  readonly tier: number
  readonly origin: Origin
  /** How often a handler has been given it before. */
  readonly attempts: number
  /** The last failure before this round. */
  readonly failure: Failure | undefined
  /** How it came back from being a dead letter; undefined: it never was one. */
  readonly redrive: Redrive | undefined
  /** What its publisher wants to be told. */
  readonly ask: Ask | undefined
  /** Undefined: it has no key, and no order. */
  readonly key: string | undefined
}
