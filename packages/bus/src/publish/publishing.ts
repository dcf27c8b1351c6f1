import type { ProducerHeaders } from '@barnabus/client'

/** A message to be published. */
export interface NewMessage<Input> {
  /** Messages of one key are handled in their order. Left out: none. */
  readonly key?: string | null | undefined
  /** Null is a tombstone. */
  readonly value: Input
  /** What tells it from all others of this application, however often it is sent. Left out: random. */
  readonly id?: string | undefined
  /** What kind of event it is. Left out: the name of the topic. */
  readonly type?: string | undefined
  /** Win over those that the bus would write; names that begin with `bus-` are left out. */
  readonly headers?: ProducerHeaders | undefined
}

/** What a publisher wants beside having published. */
export interface PublishOptions {
  /** The groups that shall say what became of the message. Left out: none. */
  readonly receipts?: readonly string[] | undefined
  /** Ends the wait; the message may be published nevertheless. */
  readonly signal?: AbortSignal | undefined
}
