import { assert } from '@barnabus/base'
import { ErrorCode, type JoinGroupResponseDraft } from '@barnabus/protocol'

import type { AnswerJoin, ClassicMember, MemberProtocol, MemberTerms } from './classic-member.ts'
import { subscribedTopicsOf } from './subscribed-topics.ts'

/** As DescribeGroups and ListGroups name it. */
export type ClassicGroupState = 'Empty' | 'PreparingRebalance' | 'CompletingRebalance' | 'Stable'

/** The protocol type of groups of consumers; Connect's workers and others have their own. */
const consumerProtocolType = 'consumer'

const successors: Readonly<Record<ClassicGroupState, readonly ClassicGroupState[]>> = {
  Empty: ['PreparingRebalance'],
  PreparingRebalance: ['CompletingRebalance', 'Empty'],
  CompletingRebalance: ['Stable', 'PreparingRebalance'],
  Stable: ['PreparingRebalance'],
}

/**
 * A group of the classic protocol: its members meet in JoinGroup, and one of them, the leader,
 * divides the work.
 *
 * Who waits for whom is in memory only. What a rebalance came to is in the log: after a restart
 * members go on where they were.
 */
export class ClassicGroup {
  readonly groupId: string
  readonly members = new Map<string, ClassicMember>()
  /** Ids that were given out, and not come back with yet (KIP-394). */
  readonly pendingJoins = new Set<string>()
  /** Members that have not asked for their part of this generation yet. */
  readonly pendingSyncs = new Set<string>()
  generationId = 0
  /** Null until somebody has joined: then it only keeps offsets. */
  protocolType: string | null = null
  /** The way of dividing that was chosen for this generation. */
  protocolName: string | null = null
  leaderId: string | null = null
  /** Wall-clock milliseconds; -1: the record does not say. */
  stateSinceMs: number
  /** Of consumers; undefined: not known, or no consumers. */
  subscribedTopics: ReadonlySet<string> | undefined
  /** Whether the first rebalance should wait longer: more members keep coming. */
  newMemberAdded = false
  readonly #memberIdsByInstance = new Map<string, string>()
  #state: ClassicGroupState
  #joiningCount = 0
  /** How many members know a protocol. */
  readonly #supporters = new Map<string, number>()
  #previousState: ClassicGroupState | undefined

  constructor(groupId: string, nowMs: number, state: ClassicGroupState = 'Empty') {
    this.groupId = groupId
    this.stateSinceMs = nowMs
    this.#state = state
  }

  get state(): ClassicGroupState {
    return this.#state
  }

  get previousState(): ClassicGroupState | undefined {
    return this.#previousState
  }

  get isEmpty(): boolean {
    return this.#state === 'Empty'
  }

  /** Whether a rebalance may begin. */
  get canRebalance(): boolean {
    return this.#state !== 'PreparingRebalance'
  }

  get isOfConsumers(): boolean {
    return this.protocolType === consumerProtocolType
  }

  /** How many members wait in JoinGroup. */
  get joiningCount(): number {
    return this.#joiningCount
  }

  /** How long a rebalance may take: as long as the most patient member grants. */
  get rebalanceTimeoutMs(): number {
    let longest = 0
    for (const { rebalanceTimeoutMs } of this.members.values()) {
      longest = Math.max(longest, rebalanceTimeoutMs)
    }
    return longest
  }

  get hasAllMembersJoined(): boolean {
    return this.pendingJoins.size === 0 && this.#joiningCount === this.members.size
  }

  moveTo(state: ClassicGroupState, nowMs: number): void {
    assert(successors[this.#state].includes(state), `${this.#state} is not followed by ${state}`)
    this.#previousState = this.#state
    this.#state = state
    this.stateSinceMs = nowMs
  }

  add(member: ClassicMember, protocolType: string): void {
    const { memberId, instanceId } = member
    assert(!this.members.has(memberId), 'add: a member is added once')
    if (instanceId !== null) this.#memberIdsByInstance.set(instanceId, memberId)
    if (this.members.size === 0) this.protocolType = protocolType
    this.leaderId ??= memberId
    this.members.set(memberId, member)
    this.#countSupport(member, 1)
    this.pendingJoins.delete(memberId)
  }

  /** From now on the member waits in JoinGroup. */
  waitForJoin(member: ClassicMember, answer: AnswerJoin): void {
    if (member.joining === undefined) this.#joiningCount += 1
    member.joining = answer
  }

  /** Answers the JoinGroup that the member waits in, if it does. */
  answerJoin(member: ClassicMember, answer: JoinGroupResponseDraft): void {
    const { joining } = member
    if (joining === undefined) return
    this.#joiningCount -= 1
    member.joining = undefined
    joining(answer)
  }

  /** Takes out a member, or one that has only been given an id; it waits for nothing any more. */
  remove(memberId: string): void {
    const member = this.members.get(memberId)
    assert(member?.joining === undefined, 'remove: whoever waits is answered first')
    if (member !== undefined) this.#countSupport(member, -1)
    const instanceId = member?.instanceId ?? null
    if (instanceId !== null) this.#memberIdsByInstance.delete(instanceId)
    this.members.delete(memberId)
    this.pendingJoins.delete(memberId)
    this.pendingSyncs.delete(memberId)
    if (this.leaderId === memberId) this.leaderId = this.members.keys().next().value ?? null
  }

  /** A static member came back under a new id, with the terms of the one before it. */
  replace(old: ClassicMember, member: ClassicMember): void {
    assert(
      old.instanceId !== null && old.instanceId === member.instanceId,
      'replace: same instance',
    )
    this.members.delete(old.memberId)
    this.members.set(member.memberId, member)
    this.#memberIdsByInstance.set(old.instanceId, member.memberId)
    if (this.leaderId === old.memberId) this.leaderId = member.memberId
  }

  /** The member id of a static member. */
  staticMemberId(instanceId: string): string | undefined {
    return this.#memberIdsByInstance.get(instanceId)
  }

  /** Why it is not the member that it says it is; none: it is. */
  memberFault(memberId: string, instanceId: string | null): ErrorCode {
    if (instanceId !== null) {
      const existing = this.staticMemberId(instanceId)
      if (existing === undefined) return ErrorCode.unknownMemberId
      if (existing !== memberId) return ErrorCode.fencedInstanceId
    }
    return this.members.has(memberId) ? ErrorCode.none : ErrorCode.unknownMemberId
  }

  /** Whether offsets of `topic` are in use, or may be. */
  isSubscribedTo(topic: string): boolean {
    return this.subscribedTopics?.has(topic) ?? this.isOfConsumers
  }

  /** Whether somebody with these protocols could join: all members know one of them. */
  supports(protocolType: string, protocols: readonly MemberProtocol[]): boolean {
    if (this.isEmpty) return protocolType !== '' && protocols.length > 0
    if (this.protocolType !== protocolType) return false
    return protocols.some(({ name }) => this.#supportCount(name) === this.members.size)
  }

  /** A member has news of itself. */
  setTerms(
    member: ClassicMember,
    { protocols, rebalanceTimeoutMs, sessionTimeoutMs }: MemberTerms,
  ): void {
    this.#countSupport(member, -1)
    Object.assign(member, { protocols, rebalanceTimeoutMs, sessionTimeoutMs })
    this.#countSupport(member, 1)
  }

  /** Looks anew at what the members subscribe to. */
  readSubscriptions(): void {
    this.subscribedTopics = this.isOfConsumers ? subscribedTopicsOf(this) : undefined
  }

  #supportCount(protocol: string): number {
    return this.#supporters.get(protocol) ?? 0
  }

  #countSupport({ protocols }: MemberTerms, change: 1 | -1): void {
    for (const name of new Set(protocols.map((protocol) => protocol.name))) {
      const count = this.#supportCount(name) + change
      if (count === 0) this.#supporters.delete(name)
      else this.#supporters.set(name, count)
    }
  }
}
