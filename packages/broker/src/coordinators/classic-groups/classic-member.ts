import type { JoinGroupResponseDraft, SyncGroupResponseDraft } from '@barnabus/protocol'

/** A way to divide the work that a member knows, and what the member tells the leader for it. */
export interface MemberProtocol {
  readonly name: string
  readonly metadata: Uint8Array
}

/** Settles a request that a member waits on. */
export type AnswerJoin = (answer: JoinGroupResponseDraft) => void
export type AnswerSync = (answer: SyncGroupResponseDraft) => void

/** What a member says of itself each time it joins. */
export interface MemberTerms {
  /** In order of preference. */
  protocols: readonly MemberProtocol[]
  rebalanceTimeoutMs: number
  sessionTimeoutMs: number
}

/** A member of a classic group. */
export interface ClassicMember extends MemberTerms {
  readonly memberId: string
  /** Set for static members (KIP-345). */
  readonly instanceId: string | null
  readonly clientId: string
  /** As Kafka writes it: a slash, then the address. */
  readonly clientHost: string
  /** What the leader gave it; empty before. */
  assignment: Uint8Array
  /** Whether its first JoinGroup is still open: it cannot send heartbeats yet. */
  isNew: boolean
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

/** Whether the member offers just these protocols, in this order. */
export function offers(member: ClassicMember, protocols: readonly MemberProtocol[]): boolean {
  return (
    member.protocols.length === protocols.length &&
    member.protocols.every(({ name, metadata }, index) => {
      const other = protocols[index]
      return other?.name === name && sameBytes(metadata, other.metadata)
    })
  )
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index])
}
