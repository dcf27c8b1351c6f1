import type { JoinGroupResponseDraft, SyncGroupResponseDraft } from '@barnabus/protocol'

/** A way to divide the work that a member knows, and what the member tells the leader for it. */
export interface MemberProtocol {
  readonly name: string
  readonly metadata: Uint8Array
}

/** Settles a request that a member waits on. */
export type AnswerJoin = (answer: JoinGroupResponseDraft) => void
export type AnswerSync = (answer: SyncGroupResponseDraft) => void

/** A member of a classic group. */
export interface ClassicMember {
  readonly memberId: string
  /** Set for static members (KIP-345). */
  readonly instanceId: string | null
  readonly clientId: string
  /** As Kafka writes it: a slash, then the address. */
  readonly clientHost: string
  /** In order of preference. */
  protocols: readonly MemberProtocol[]
  rebalanceTimeoutMs: number
  sessionTimeoutMs: number
  /** What the leader gave it; empty before. */
  assignment: Uint8Array
  /** The JoinGroup it waits on. */
  joining: AnswerJoin | undefined
  /** The SyncGroup it waits on. */
  syncing: AnswerSync | undefined
}

/** What a member tells the leader for `protocol`. */
export function metadataFor(member: ClassicMember, protocol: string | null): Uint8Array {
  return member.protocols.find(({ name }) => name === protocol)?.metadata ?? nothing
}

const nothing = new Uint8Array()
