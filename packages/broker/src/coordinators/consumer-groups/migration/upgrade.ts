import { ErrorCode } from '@barnabus/protocol'

import type { TopicPartitions } from '../assignors/assignor.ts'
import type { ClassicGroupFacts, ClassicMemberFacts } from '../classic-group-facts.ts'
import type { GroupContext } from '../group-context.ts'
import type { GroupDraft } from '../group-draft.ts'
import { assignmentRecord, subscriptionRecord } from '../group-record.ts'
import { newMember, type Member } from '../member.ts'
import { withEpoch } from '../partition-epochs.ts'
import { isRefusal, type Refusal } from '../refusal.ts'
import { metadataHash } from '../subscribed-topics.ts'
import type { Topics } from '../topics.ts'
import { consumerProtocolType, readAssignment, readSubscription } from './embedded-protocol.ts'

/**
 * Makes a group of the classic protocol one of the consumer protocol, without anybody noticing: its
 * members keep what they have, in an epoch that is their generation.
 *
 * Refused where that is switched off, or where it is no group of consumers that we can read.
 */
export function upgradeGroup(
  draft: GroupDraft,
  classic: ClassicGroupFacts,
  context: GroupContext,
): Refusal | undefined {
  const reason = faultOf(classic, context)
  if (reason !== undefined) return refuse(classic, reason)
  const { groupId, generationId: epoch } = classic
  const upgraded: { readonly member: Member; readonly target: TopicPartitions }[] = []
  for (const facts of classic.members) {
    const one = upgradeMember(facts, classic, context.topics)
    if (isRefusal(one)) return one
    upgraded.push(one)
  }
  for (const { member } of upgraded) draft.write(subscriptionRecord(groupId, member))
  const hash = metadataHash(draft.group, context.topics)
  draft.write({ kind: 'group-epoch', groupId, value: { epoch, metadataHash: hash } })
  for (const { member, target } of upgraded) {
    draft.write({ kind: 'target', groupId, memberId: member.memberId, value: target })
  }
  draft.write({ kind: 'target-epoch', groupId, value: { epoch, assignedAtMs: 0 } })
  for (const { member } of upgraded) draft.write(assignmentRecord(groupId, member))
  for (const { memberId, sessionTimeoutMs: delayMs } of classic.members) {
    draft.time({ kind: 'start', name: 'session', memberId, delayMs })
  }
  return undefined
}

function faultOf(
  { protocolType, members }: ClassicGroupFacts,
  { settings }: GroupContext,
): string | undefined {
  const policy = settings.migrationPolicy
  if (policy !== 'bidirectional' && policy !== 'upgrade') return 'online upgrade is disabled'
  if (protocolType !== consumerProtocolType) {
    return 'the group does not use the consumer embedded protocol'
  }
  if (members.length > settings.maxSize) {
    return 'the group size exceeds the consumer group maximum size'
  }
  return undefined
}

function upgradeMember(
  facts: ClassicMemberFacts,
  group: ClassicGroupFacts,
  topics: Topics,
): { readonly member: Member; readonly target: TopicPartitions } | Refusal {
  const { memberId, instanceId, clientId, clientHost, rebalanceTimeoutMs } = facts
  const chosen = facts.protocols.find(({ name }) => name === group.protocolName)
  const subscription = chosen && readSubscription(chosen.metadata)
  const target = targetOf(facts, topics)
  if (subscription === undefined || target === undefined) {
    return refuse(group, 'the embedded consumer protocol is malformed')
  }
  if (target === 'custom') return refuse(group, 'an unsupported custom assignor is in use')
  const member: Member = {
    ...newMember(memberId),
    ...{ instanceId, clientId, clientHost, rebalanceTimeoutMs },
    memberEpoch: group.generationId,
    previousMemberEpoch: group.generationId,
    rackId: subscription.rackId,
    subscribedTopicNames: new Set(subscription.topics),
    assigned: withEpoch(target, group.generationId),
    classic: { sessionTimeoutMs: facts.sessionTimeoutMs, supportedProtocols: facts.protocols },
  }
  return { member, target }
}

/** What the member was assigned; `custom` if its assignor left more in it than we could keep. */
function targetOf(
  { assignment: bytes }: ClassicMemberFacts,
  topics: Topics,
): TopicPartitions | 'custom' | undefined {
  if (bytes.length === 0) return new Map()
  const assignment = readAssignment(bytes)
  if (assignment === undefined) return undefined
  if (assignment.userData !== null && assignment.userData.length > 0) return 'custom'
  return new Map(
    assignment.assignedPartitions.flatMap(({ topic, partitions }) => {
      const id = topics.byName(topic)?.id
      return id === undefined || partitions.length === 0 ? [] : [[id, new Set(partitions)] as const]
    }),
  )
}

function refuse({ groupId }: ClassicGroupFacts, reason: string): Refusal {
  return {
    errorCode: ErrorCode.groupIdNotFound,
    errorMessage: `Cannot upgrade classic group ${groupId} to consumer group because ${reason}.`,
  }
}
