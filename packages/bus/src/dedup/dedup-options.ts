import type { Message } from '../messages/message.ts'
import type { Duration } from '../retry/duration.ts'

/** How messages are known that were published more than once. */
export interface DedupOptions<Value = unknown> {
  /**
   * What a message has to itself, whoever sends it again: the name of a header, or a function. Left
   * out: the CloudEvents `ce_id` of its `ce_source`, or else the header `message-id`.
   */
  readonly id?: string | ((message: Message<Value>) => string | undefined)
  /** How long a message is remembered; longer than anything takes that may bring it once more. */
  readonly window: Duration
  /** Names a replay: what was handled under another name, or none, is handled once more. */
  readonly replay?: string
  /** Without a store, how many messages of a partition are remembered at most. Left out: a million. */
  readonly idsMax?: number
}

/** What came of looking for messages that were published more than once. */
export interface DedupCounts {
  /** Handled before, and skipped. */
  readonly duplicates: number
  /** Of the same id as another, and different: dead letters. */
  readonly conflicts: number
  /** Forgotten before their time, as there were more than `idsMax`: sent again, they are handled. */
  readonly forgotten: number
}
