import type {
  ConsumerGroupHeartbeatRequest,
  JoinGroupRequest,
  SyncGroupRequest,
} from '@barnabus/protocol'

import type { MetadataImage } from '../../../metadata/image.ts'
import { ClassicGroup } from '../../classic-groups/classic-group.ts'
import { ConsumerGroup } from '../../consumer-groups/consumer-group.ts'
import type { Commit } from '../../offsets/commit-offsets.ts'
import type { Group, GroupState } from '../group-state.ts'
import {
  assignedBytes,
  emptyGroupBytes,
  memberBytes,
  offsetBytes,
  pendingBytes,
  protocolsBytes,
  termsBytes,
  topicBytes,
} from './held-bytes.ts'

// How many bytes more groups would hold if a request were granted; never less than they would.

type State = Pick<GroupState, 'groups' | 'offsets' | 'pending'>

export function addedByJoin(state: State, request: JoinGroupRequest, clientId: string): number {
  const { groupId, memberId, groupInstanceId: instanceId, protocols } = request
  const group = state.groups.get(groupId)
  const told = protocolsBytes(protocols)
  const before = protocolsOf(group, memberId)
  if (before !== undefined) return told - protocolsBytes(before)
  // Its id will begin with its name, and end with a UUID.
  const idLike = `${instanceId ?? clientId}-${' '.repeat(uuidLength)}`
  return (
    groupBytes(group, groupId) +
    memberBytes(groupId, { memberId: idLike, instanceId, clientId }) +
    told
  )
}

/** Only what a leader hands out is kept. */
export function addedBySync(state: State, request: SyncGroupRequest): number {
  const group = state.groups.get(request.groupId)
  if (!(group instanceof ClassicGroup) || group.leaderId !== request.memberId) return 0
  let bytes = 0
  for (const { assignment } of request.assignments) bytes += assignment.length
  for (const { assignment } of group.members.values()) bytes -= assignment.length
  return bytes
}

export function addedByHeartbeat(
  state: State,
  request: ConsumerGroupHeartbeatRequest,
  { clientId, image }: { readonly clientId: string; readonly image: MetadataImage },
): number {
  const { groupId, memberId, memberEpoch, instanceId } = request
  if (memberEpoch < 0) return 0
  const group = state.groups.get(groupId)
  const member = group instanceof ConsumerGroup ? group.members.get(memberId) : undefined
  if (member !== undefined && saysNothing(request)) return 0
  const told = bytesToldTo(image, {
    names: request.subscribedTopicNames ?? member?.subscribedTopicNames ?? [],
    subscribedTopicRegex: request.subscribedTopicRegex ?? member?.subscribedTopicRegex ?? '',
    rackId: request.rackId ?? member?.rackId ?? null,
    serverAssignor: request.serverAssignor ?? member?.serverAssignor ?? null,
  })
  if (member !== undefined) {
    return told - bytesToldTo(image, { ...member, names: member.subscribedTopicNames })
  }
  return (
    groupBytes(group, groupId) + memberBytes(groupId, { memberId, instanceId, clientId }) + told
  )
}

export function addedByCommit({ groups, offsets }: State, { groupId, topics }: Commit): number {
  let bytes = groupBytes(groups.get(groupId), groupId)
  const committed = offsets.ofGroup(groupId)
  for (const { name, partitions } of topics) {
    const before = committed.get(name)
    if (before === undefined) bytes += topicBytes(name)
    for (const { partitionIndex, committedMetadata } of partitions) {
      const now = offsetBytes({ metadata: committedMetadata ?? '' })
      const then = before?.get(partitionIndex)
      bytes += then === undefined ? now : now - offsetBytes(then)
    }
  }
  return bytes
}

/** What a transaction is to commit is held beside what is committed. */
export function addedByTransaction(
  { groups, pending }: State,
  { groupId, topics }: Commit,
  producerId: bigint,
): number {
  let bytes = groupBytes(groups.get(groupId), groupId)
  for (const { name: topic, partitions } of topics) {
    for (const { partitionIndex, committedMetadata } of partitions) {
      const before = pending.of(producerId, groupId, topic, partitionIndex)
      bytes += pendingBytes({ groupId, topic }, committedMetadata ?? '')
      if (before !== undefined) bytes -= pendingBytes(before, before.value?.metadata ?? '')
    }
  }
  return bytes
}

const uuidLength = 36

function groupBytes(group: Group | undefined, groupId: string): number {
  return group === undefined ? emptyGroupBytes(groupId) : 0
}

/** Nearly all heartbeats of members say only that they are there. */
function saysNothing({
  subscribedTopicNames,
  subscribedTopicRegex,
  rackId,
  serverAssignor,
}: ConsumerGroupHeartbeatRequest): boolean {
  return [subscribedTopicNames, subscribedTopicRegex, rackId, serverAssignor].every(
    (told) => told === null,
  )
}

/** What a member told last, in whichever group; undefined: it is not a member. */
function protocolsOf(
  group: Group | undefined,
  memberId: string,
): readonly { readonly name: string; readonly metadata: Uint8Array }[] | undefined {
  if (group instanceof ClassicGroup) return group.members.get(memberId)?.protocols
  const member = group?.members.get(memberId)
  return member && (member.classic?.supportedProtocols ?? [])
}

/** What a member tells of itself, and the partitions that it may be given for it. */
function bytesToldTo(
  { topics, partitionCount }: MetadataImage,
  told: Parameters<typeof termsBytes>[0] & { readonly names: Iterable<string> },
): number {
  let bytes = termsBytes(told)
  let mayBeGiven = told.subscribedTopicRegex === '' ? 0 : partitionCount
  for (const name of told.names) {
    bytes += topicBytes(name)
    mayBeGiven += topics.get(name)?.partitions.length ?? 0
  }
  return bytes + assignedBytes(Math.min(mayBeGiven, partitionCount))
}
