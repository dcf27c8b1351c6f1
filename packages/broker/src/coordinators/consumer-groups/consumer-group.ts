import { unreachable } from '@barnabus/base'
import type { Uuid } from '@barnabus/protocol'

import type { TopicPartitions } from './assignors/assignor.ts'
import type { GroupRecord, ResolvedRegex, TargetMetadata } from './group-record.ts'
import { leaveEpoch, newMember, type Member } from './member.ts'
import { noPartitions, type PartitionEpochs } from './partition-epochs.ts'

/** As ConsumerGroupDescribe and ListGroups name it. */
export type ConsumerGroupState = 'Empty' | 'Assigning' | 'Reconciling' | 'Stable'

// Kafka's groups begin with 1, so that no member that has joined is ever in epoch 0.
const firstEpoch = 1
const noTarget: TargetMetadata = { epoch: firstEpoch, assignedAtMs: 0 }
const nothing: TopicPartitions = new Map()

/**
 * A group of the consumer protocol (KIP-848), and the only thing that changes it: records, live
 * and on restart alike.
 */
export class ConsumerGroup {
  readonly groupId: string
  readonly #members = new Map<string, Member>()
  readonly #targets = new Map<string, TopicPartitions>()
  readonly #regexes = new Map<string, ResolvedRegex>()
  /** Member ids by instance id. */
  readonly #instances = new Map<string, string>()
  /** Member ids by partition: who has it, or must still give it up. */
  readonly #owners = new Map<Uuid, ReadonlyMap<number, string>>()
  /**
   * The topics that `metadataHash` was found to be right for. Only saves work, so it is not in the
   * log: the first heartbeat after a start looks again.
   */
  checkedTopicsVersion: number | undefined
  /** The topics that the regular expressions were matched with; not in the log for the same reason. */
  resolvedTopicsVersion: number | undefined
  #epoch = firstEpoch
  #metadataHash = 0n
  #target = noTarget
  #keepsPartitionMetadata = false

  constructor(groupId: string) {
    this.groupId = groupId
  }

  /** A copy that may be changed without changing this one. */
  fork(): ConsumerGroup {
    const fork = new ConsumerGroup(this.groupId)
    copy(this.#members, fork.#members)
    copy(this.#targets, fork.#targets)
    copy(this.#regexes, fork.#regexes)
    copy(this.#instances, fork.#instances)
    copy(this.#owners, fork.#owners)
    fork.checkedTopicsVersion = this.checkedTopicsVersion
    fork.resolvedTopicsVersion = this.resolvedTopicsVersion
    fork.#epoch = this.#epoch
    fork.#metadataHash = this.#metadataHash
    fork.#target = this.#target
    fork.#keepsPartitionMetadata = this.#keepsPartitionMetadata
    return fork
  }

  /** Grows whenever what the members are meant to have may have to change. */
  get epoch(): number {
    return this.#epoch
  }

  /** What the subscribed topics were like when the epoch was decided. */
  get metadataHash(): bigint {
    return this.#metadataHash
  }

  get targetEpoch(): number {
    return this.#target.epoch
  }

  /** When the target was worked out, in wall-clock milliseconds; 0: not known. */
  get assignedAtMs(): number {
    return this.#target.assignedAtMs
  }

  get members(): ReadonlyMap<string, Member> {
    return this.#members
  }

  get resolvedRegexes(): ReadonlyMap<string, ResolvedRegex> {
    return this.#regexes
  }

  /** Whether there is a record that Kafka 4.0 left and nobody needs. */
  get keepsPartitionMetadata(): boolean {
    return this.#keepsPartitionMetadata
  }

  get isEmpty(): boolean {
    return this.#members.size === 0
  }

  get state(): ConsumerGroupState {
    if (this.isEmpty) return 'Empty'
    if (this.#epoch > this.#target.epoch) return 'Assigning'
    const arrived = [...this.#members.values()].every(
      ({ state, memberEpoch }) => state === 'stable' && memberEpoch === this.#target.epoch,
    )
    return arrived ? 'Stable' : 'Reconciling'
  }

  /** The member that holds an instance id, gone for a while or not. */
  staticMember(instanceId: string): Member | undefined {
    const memberId = this.#instances.get(instanceId)
    return memberId === undefined ? undefined : this.#members.get(memberId)
  }

  /** What a member is meant to have; undefined if that was never decided. */
  targetOf(memberId: string): TopicPartitions | undefined {
    return this.#targets.get(memberId)
  }

  /** Who has a partition, or must still give it up. */
  ownerOf(topicId: Uuid, partition: number): string | undefined {
    return this.#owners.get(topicId)?.get(partition)
  }

  /** Never decides, never fails: whatever is in the log was decided before it was written. */
  apply(record: GroupRecord): void {
    switch (record.kind) {
      case 'group-epoch':
        this.#epoch = record.value?.epoch ?? firstEpoch
        this.#metadataHash = record.value?.metadataHash ?? 0n
        return
      case 'subscription':
        if (record.value === null) return this.#remove(record.memberId)
        return this.#put({ ...this.#memberOrNew(record.memberId), ...record.value })
      case 'target-epoch':
        this.#target = record.value ?? noTarget
        return
      case 'target':
        if (record.value === null) this.#targets.delete(record.memberId)
        else this.#targets.set(record.memberId, record.value)
        return
      case 'assignment':
        return this.#assign(record)
      case 'regex':
        if (record.value === null) this.#regexes.delete(record.regex)
        else this.#regexes.set(record.regex, record.value)
        return
      case 'partition-metadata':
        this.#keepsPartitionMetadata = record.value !== null
        return
      default:
        return unreachable(record)
    }
  }

  #assign({ memberId, value }: GroupRecord & { kind: 'assignment' }): void {
    if (value !== null) return this.#put({ ...this.#memberOrNew(memberId), ...value })
    const member = this.#members.get(memberId)
    if (member === undefined) return
    this.#put({
      ...member,
      memberEpoch: leaveEpoch,
      previousMemberEpoch: leaveEpoch,
      assigned: noPartitions,
      pendingRevocation: noPartitions,
    })
  }

  #put(member: Member): void {
    const { memberId, instanceId } = member
    const before = this.#members.get(memberId)
    this.#members.set(memberId, member)
    if (instanceId !== null) this.#instances.set(instanceId, memberId)
    if (before?.assigned === member.assigned && sameRevocation(before, member)) return
    if (before !== undefined) this.#disown(before)
    this.#own(memberId, member.assigned)
    this.#own(memberId, member.pendingRevocation)
  }

  #remove(memberId: string): void {
    const member = this.#members.get(memberId)
    if (member === undefined) return
    this.#members.delete(memberId)
    this.#disown(member)
    const { instanceId } = member
    if (instanceId !== null && this.#instances.get(instanceId) === memberId) {
      this.#instances.delete(instanceId)
    }
  }

  #own(memberId: string, partitions: PartitionEpochs): void {
    for (const [topicId, epochs] of partitions) {
      const owners = new Map(this.#owners.get(topicId))
      for (const partition of epochs.keys()) owners.set(partition, memberId)
      this.#owners.set(topicId, owners)
    }
  }

  #disown({ memberId, assigned, pendingRevocation }: Member): void {
    for (const partitions of [assigned, pendingRevocation]) {
      for (const [topicId, epochs] of partitions) {
        const owners = new Map(this.#owners.get(topicId))
        for (const partition of epochs.keys()) {
          if (owners.get(partition) === memberId) owners.delete(partition)
        }
        if (owners.size === 0) this.#owners.delete(topicId)
        else this.#owners.set(topicId, owners)
      }
    }
  }

  #memberOrNew(memberId: string): Member {
    return this.#members.get(memberId) ?? newMember(memberId)
  }
}

/** What a member is meant to have that nothing was decided for. */
export function targetOrNothing(group: ConsumerGroup, memberId: string): TopicPartitions {
  return group.targetOf(memberId) ?? nothing
}

function sameRevocation(one: Member, other: Member): boolean {
  return one.pendingRevocation === other.pendingRevocation
}

function copy<Key, Value>(from: ReadonlyMap<Key, Value>, to: Map<Key, Value>): void {
  for (const [key, value] of from) to.set(key, value)
}
