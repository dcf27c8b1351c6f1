import { ErrorCode, type HeartbeatRequest, type SyncGroupRequest } from '@barnabus/protocol'

import { targetOrNothing, type ConsumerGroup } from '../consumer-group.ts'
import { memberOf } from '../fencing.ts'
import type { GroupContext } from '../group-context.ts'
import type { GroupDraft } from '../group-draft.ts'
import type { ClassicProtocols, Member } from '../member.ts'
import type { Topics } from '../topics.ts'
import { isRefusal, type Refusal } from '../refusal.ts'
import { consumerProtocolType, writeAssignment } from './embedded-protocol.ts'

/** What a member is told that has to join again; in Kafka's terms REBALANCE_IN_PROGRESS. */
export const joinAgain: unique symbol = Symbol('join again')

/** What a member of the classic protocol is told about its assignment. */
export interface ClassicSyncAnswer {
  readonly protocolType: string | null
  readonly protocolName: string | null
  readonly assignment: Uint8Array
}

/** SyncGroup of a classic member in a consumer group: what it has by now, without waiting. */
export function syncClassic(
  draft: GroupDraft,
  request: SyncGroupRequest,
  { topics }: GroupContext,
): ClassicSyncAnswer | typeof joinAgain | Refusal {
  const { memberId, protocolType, protocolName, generationId } = request
  const found = classicMember(draft.group, memberId, request.groupInstanceId, generationId)
  if (isRefusal(found)) return found
  const { member, classic } = found
  const [preferred] = classic.supportedProtocols
  if (protocolType !== null && protocolType !== consumerProtocolType) return inconsistent
  if (protocolName !== null && protocolName !== preferred?.name) return inconsistent
  if (mustRejoinBeforeSync(draft.group, member)) {
    expectJoin(draft, member)
    return joinAgain
  }
  draft.time({ kind: 'stop', name: 'sync', memberId })
  draft.time({ kind: 'start', name: 'session', memberId, delayMs: classic.sessionTimeoutMs })
  const assignment = writeAssignment(
    namedPartitions(member, topics),
    preferred?.metadata ?? new Uint8Array(2),
  )
  return { protocolType, protocolName, assignment }
}

/** Heartbeat of a classic member in a consumer group: whether it should join again. */
export function heartbeatClassic(
  draft: GroupDraft,
  request: HeartbeatRequest,
): 'go on' | typeof joinAgain | Refusal {
  const { memberId, groupInstanceId, generationId } = request
  const found = classicMember(draft.group, memberId, groupInstanceId, generationId)
  if (isRefusal(found)) return found
  const { member, classic } = found
  draft.time({ kind: 'start', name: 'session', memberId, delayMs: classic.sessionTimeoutMs })
  if (!mustRejoin(draft.group, member)) return 'go on'
  expectJoin(draft, member)
  return joinAgain
}

/** A member that is to leave; a static one may be named by its instance alone. */
export interface Named {
  readonly memberId: string
  readonly groupInstanceId: string | null
}

/** What became of each member that a LeaveGroup names, and the members that leave by it. */
export function findLeaving(
  group: ConsumerGroup,
  members: readonly Named[],
): {
  readonly leaving: readonly Member[]
  readonly answers: readonly {
    readonly memberId: string
    readonly groupInstanceId: string | null
    readonly errorCode: ErrorCode
  }[]
} {
  const leaving = new Map<string, Member>()
  const answers = members.map(({ memberId, groupInstanceId }) => {
    // An administrator removes a static member by its instance id alone.
    const byInstance = memberId === '' && groupInstanceId !== null
    const named = byInstance ? group.staticMember(groupInstanceId)?.memberId : memberId
    const member = memberOf(group, named ?? '', groupInstanceId)
    const errorCode = isRefusal(member) ? member.errorCode : ErrorCode.none
    if (!isRefusal(member)) leaving.set(member.memberId, member)
    return { memberId, groupInstanceId, errorCode }
  })
  return { leaving: [...leaving.values()], answers }
}

/** From the moment it is told to, a member has its rebalance timeout to join again. */
function expectJoin(draft: GroupDraft, { memberId, rebalanceTimeoutMs: delayMs }: Member): void {
  draft.time({ kind: 'start', name: 'join', memberId, delayMs, ifAbsent: true })
}

const inconsistent: Refusal = {
  errorCode: ErrorCode.inconsistentGroupProtocol,
  errorMessage: 'The protocol is not the one of the answer to JoinGroup.',
}

function classicMember(
  group: ConsumerGroup,
  memberId: string,
  instanceId: string | null,
  generationId: number,
): { readonly member: Member; readonly classic: ClassicProtocols } | Refusal {
  const member = memberOf(group, memberId, instanceId)
  if (isRefusal(member)) return member
  const { classic, memberEpoch } = member
  if (classic === null) {
    return {
      errorCode: ErrorCode.unknownMemberId,
      errorMessage: `Member ${memberId} does not use the classic protocol.`,
    }
  }
  if (generationId === memberEpoch) return { member, classic }
  return {
    errorCode: ErrorCode.illegalGeneration,
    errorMessage: `The request generation id ${generationId} is not equal to the member epoch ${memberEpoch} of member ${memberId}.`,
  }
}

/** A member that still has to give partitions up has joined already, and learns of it by SyncGroup. */
function mustRejoinBeforeSync(group: ConsumerGroup, { memberEpoch, state }: Member): boolean {
  return group.targetEpoch > memberEpoch && state !== 'unrevoked-partitions'
}

function mustRejoin(group: ConsumerGroup, member: Member): boolean {
  return (
    member.memberEpoch < group.targetEpoch ||
    member.state === 'unrevoked-partitions' ||
    (member.state === 'unreleased-partitions' && !waitsForOthers(group, member))
  )
}

function waitsForOthers(group: ConsumerGroup, member: Member): boolean {
  return [...targetOrNothing(group, member.memberId)].some(([topicId, partitions]) =>
    [...partitions].some(
      (partition) =>
        member.assigned.get(topicId)?.has(partition) !== true &&
        group.ownerOf(topicId, partition) !== undefined,
    ),
  )
}

function namedPartitions(
  { assigned }: Member,
  topics: Topics,
): readonly { readonly topic: string; readonly partitions: readonly number[] }[] {
  return [...assigned].flatMap(([topicId, partitions]) => {
    const topic = topics.byId(topicId)?.name
    return topic === undefined ? [] : [{ topic, partitions: [...partitions.keys()] }]
  })
}
