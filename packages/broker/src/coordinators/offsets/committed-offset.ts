import type { Uuid } from '@barnabus/protocol'

/** How far a group has come in a partition. */
export interface CommittedOffset {
  readonly offset: bigint
  /** Of the last record that was read; -1: the client did not say. */
  readonly leaderEpoch: number
  /** What the client wanted to remember with it. */
  readonly metadata: string
  /** Wall-clock milliseconds. */
  readonly committedAtMs: number
  /** Wall-clock milliseconds; undefined: as the settings say. */
  readonly expiresAtMs: number | undefined
  /** Zero where the record is older than topic ids. */
  readonly topicId: Uuid
}

/** A change of a group's offset; a null value: it is forgotten. */
export interface OffsetRecord {
  readonly kind: 'offset'
  readonly groupId: string
  readonly topic: string
  readonly partition: number
  readonly value: CommittedOffset | null
}
