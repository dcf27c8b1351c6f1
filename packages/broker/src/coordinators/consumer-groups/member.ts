import { noPartitions, type PartitionEpochs } from './partition-epochs.ts'

/**
 * Where a member stands on its way to what it is meant to have (KIP-848).
 *
 * - `stable`: it has it all.
 * - `unrevoked-partitions`: it must give partitions up first, and say that it did.
 * - `unreleased-partitions`: it waits for partitions that others have not given up yet.
 * - `unknown`: somebody newer wrote a state that we do not know.
 */
export type MemberState = 'stable' | 'unrevoked-partitions' | 'unreleased-partitions' | 'unknown'

/** What a member of the classic protocol said when it joined (a group that is being migrated). */
export interface ClassicProtocols {
  readonly sessionTimeoutMs: number
  /** In the order in which it prefers them. */
  readonly supportedProtocols: readonly { readonly name: string; readonly metadata: Uint8Array }[]
}

/** What a member told of itself. */
export interface MemberSubscription {
  readonly memberId: string
  /** Set for static members (KIP-345). */
  readonly instanceId: string | null
  readonly rackId: string | null
  readonly clientId: string
  readonly clientHost: string
  readonly subscribedTopicNames: ReadonlySet<string>
  /** Empty: none. */
  readonly subscribedTopicRegex: string
  readonly rebalanceTimeoutMs: number
  /** The assignor it asks for; null: no matter which. */
  readonly serverAssignor: string | null
  /** Null for members of the consumer protocol. */
  readonly classic: ClassicProtocols | null
}

/** What a member has at the moment. */
export interface MemberAssignment {
  readonly memberEpoch: number
  readonly previousMemberEpoch: number
  readonly state: MemberState
  readonly assigned: PartitionEpochs
  /** What it must give up before it moves on. */
  readonly pendingRevocation: PartitionEpochs
}

/** A member of a consumer group. Never changed in place: a change makes a new object. */
export type Member = MemberSubscription & MemberAssignment

/** Sent by a member that leaves for good, and the epoch of one that is gone. */
export const leaveEpoch = -1
/** Sent by a static member that will be back, and its epoch until then. */
export const staticLeaveEpoch = -2

/** A member that nothing is known of yet. */
export function newMember(memberId: string): Member {
  return {
    memberId,
    instanceId: null,
    rackId: null,
    clientId: '',
    clientHost: '',
    subscribedTopicNames: new Set(),
    subscribedTopicRegex: '',
    rebalanceTimeoutMs: -1,
    serverAssignor: null,
    classic: null,
    memberEpoch: 0,
    previousMemberEpoch: -1,
    state: 'stable',
    assigned: noPartitions,
    pendingRevocation: noPartitions,
  }
}

/** Whether a member told the same of itself both times. */
export function sameSubscription(one: Member, other: Member): boolean {
  return (
    one.instanceId === other.instanceId &&
    one.rackId === other.rackId &&
    one.clientId === other.clientId &&
    one.clientHost === other.clientHost &&
    one.rebalanceTimeoutMs === other.rebalanceTimeoutMs &&
    one.serverAssignor === other.serverAssignor &&
    one.subscribedTopicRegex === other.subscribedTopicRegex &&
    sameNames(one.subscribedTopicNames, other.subscribedTopicNames) &&
    sameClassic(one.classic, other.classic)
  )
}

/** Whether both have the same names in them. */
export function sameNames(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((name) => other.has(name))
}

function sameClassic(one: ClassicProtocols | null, other: ClassicProtocols | null): boolean {
  if (one === null || other === null) return one === other
  const protocols = other.supportedProtocols
  return (
    one.sessionTimeoutMs === other.sessionTimeoutMs &&
    one.supportedProtocols.length === protocols.length &&
    one.supportedProtocols.every(({ name, metadata }, index) => {
      const same = protocols[index]
      return same?.name === name && Buffer.compare(metadata, same.metadata) === 0
    })
  )
}
