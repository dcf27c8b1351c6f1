import { ClassicGroup } from '../../classic-groups/classic-group.ts'
import type { ClassicMember, MemberProtocol } from '../../classic-groups/classic-member.ts'
import type { ConsumerGroup } from '../../consumer-groups/consumer-group.ts'
import type { Member } from '../../consumer-groups/member.ts'
import type { CommittedOffset, OffsetRecord } from '../../offsets/committed-offset.ts'
import type { Group, GroupState } from '../group-state.ts'

// What groups hold in memory, in bytes: generous estimates, measured with V8 as of Node 24.

const groupOverhead = 2000
const memberOverhead = 1500 // With its timer.
const termsOverhead = 800 // Of a member of the consumer protocol.
const protocolOverhead = 400
const topicOverhead = 150
const assignedOverhead = 150
const offsetOverhead = 400
const pendingOverhead = 600 // With the record, and half a map of its own.

type Held = Pick<GroupState, 'groups' | 'offsets' | 'pending'>

/** All groups of a partition of the offsets topic. */
export function heldBytes({ groups, offsets, pending }: Held): number {
  let bytes = sum(pending.all(), (record) => pendingBytes(record, record.value?.metadata ?? ''))
  for (const group of groups.values()) bytes += bytesOfGroup(group)
  for (const groupId of offsets.groupIds()) {
    for (const [topic, partitions] of offsets.ofGroup(groupId)) {
      bytes += topicBytes(topic)
      for (const committed of partitions.values()) bytes += offsetBytes(committed)
    }
  }
  return bytes
}

/** A group without members. */
export function emptyGroupBytes(groupId: string): number {
  return groupOverhead + textBytes(groupId)
}

/** A member apart from what it tells of itself; its timers have names with its group in them. */
export function memberBytes(
  groupId: string,
  {
    memberId,
    instanceId,
    clientId,
  }: { readonly memberId: string; readonly instanceId: string | null; readonly clientId: string },
): number {
  const texts = textBytes(groupId) + 2 * textBytes(memberId) + textBytes(clientId)
  return memberOverhead + texts + textBytes(instanceId)
}

/** What a member of the classic protocol tells of itself. */
export function protocolsBytes(protocols: readonly MemberProtocol[]): number {
  return sum(
    protocols,
    ({ name, metadata }) => protocolOverhead + textBytes(name) + metadata.length,
  )
}

/** What a member of the consumer protocol tells of itself, but for the topics' names. */
export function termsBytes({
  subscribedTopicRegex,
  rackId,
  serverAssignor,
}: Pick<Member, 'subscribedTopicRegex' | 'rackId' | 'serverAssignor'>): number {
  return (
    termsOverhead + textBytes(subscribedTopicRegex) + textBytes(rackId) + textBytes(serverAssignor)
  )
}

/** A topic that a member subscribes to, or a group has offsets of. */
export function topicBytes(name: string): number {
  return topicOverhead + textBytes(name)
}

/** So many partitions as a member has them: as it is meant to, as it does, and as an owner. */
export function assignedBytes(partitionCount: number): number {
  return partitionCount * assignedOverhead
}

export function offsetBytes({ metadata }: Pick<CommittedOffset, 'metadata'>): number {
  return offsetOverhead + textBytes(metadata)
}

/** What a transaction would commit; the names are in the record, and in the key it is found by. */
export function pendingBytes(
  { groupId, topic }: Pick<OffsetRecord, 'groupId' | 'topic'>,
  metadata: string,
): number {
  return pendingOverhead + 2 * (textBytes(groupId) + textBytes(topic)) + textBytes(metadata)
}

function bytesOfGroup(group: Group): number {
  const members = group instanceof ClassicGroup ? ofClassic(group) : ofConsumers(group)
  return emptyGroupBytes(group.groupId) + members
}

function ofClassic({ groupId, members, pendingJoins }: ClassicGroup): number {
  const nobody = { instanceId: null, clientId: '' }
  return (
    sum(members.values(), (member) => bytesOfClassicMember(groupId, member)) +
    sum(pendingJoins, (memberId) => memberBytes(groupId, { memberId, ...nobody }))
  )
}

function bytesOfClassicMember(groupId: string, member: ClassicMember): number {
  const { protocols, assignment } = member
  return memberBytes(groupId, member) + protocolsBytes(protocols) + assignment.length
}

function ofConsumers({ groupId, members, resolvedRegexes }: ConsumerGroup): number {
  return (
    sum(members.values(), (member) => bytesOfConsumer(groupId, member)) +
    sum(resolvedRegexes.values(), ({ topics }) => sum(topics, topicBytes))
  )
}

function bytesOfConsumer(groupId: string, member: Member): number {
  const { assigned, pendingRevocation, subscribedTopicNames, classic } = member
  const partitions = [...assigned.values(), ...pendingRevocation.values()]
  return (
    memberBytes(groupId, member) +
    termsBytes(member) +
    sum(subscribedTopicNames, topicBytes) +
    protocolsBytes(classic?.supportedProtocols ?? []) +
    assignedBytes(sum(partitions, ({ size }) => size))
  )
}

/** V8 takes one byte a character, or two if one of them is not of Latin-1. */
function textBytes(text: string | null): number {
  return 2 * (text?.length ?? 0)
}

function sum<T>(all: Iterable<T>, bytesOf: (one: T) => number): number {
  let bytes = 0
  for (const one of all) bytes += bytesOf(one)
  return bytes
}
