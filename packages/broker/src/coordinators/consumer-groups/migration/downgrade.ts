import type { ClassicGroupFacts, ClassicMemberFacts } from '../classic-group-facts.ts'
import type { ConsumerGroup } from '../consumer-group.ts'
import { targetOrNothing } from '../consumer-group.ts'
import type { GroupContext } from '../group-context.ts'
import type { GroupDraft } from '../group-draft.ts'
import type { GroupRecord } from '../group-record.ts'
import { removeMembers } from '../leave.ts'
import type { Member } from '../member.ts'
import type { Topics } from '../topics.ts'
import { consumerProtocolType, writeAssignment } from './embedded-protocol.ts'

/** Whether a group, once `leaving` have left it, should be one of the classic protocol again. */
export function shouldDowngrade(
  group: ConsumerGroup,
  leaving: readonly Member[],
  { settings }: Pick<GroupContext, 'settings'>,
): boolean {
  const policy = settings.migrationPolicy
  if (policy !== 'bidirectional' && policy !== 'downgrade') return false
  const staying = stayingMembers(group, leaving)
  return (
    staying.length > 0 &&
    staying.length <= settings.classicMaxSize &&
    staying.every(({ classic }) => classic !== null)
  )
}

/**
 * Removes members for good. If everybody else speaks the classic protocol, and only then, the group
 * is one of that protocol from now on.
 */
export function removeOrDowngrade(
  draft: GroupDraft,
  leaving: readonly Member[],
  context: GroupContext,
): void {
  if (leaving.length > 0 && shouldDowngrade(draft.group, leaving, context)) {
    downgrade(draft, { leaving, rebalance: true }, context)
  } else removeMembers(draft, leaving, context)
}

/** Makes the group one of the classic protocol. */
export function downgrade(
  draft: GroupDraft,
  given: { readonly leaving: readonly Member[]; readonly rebalance: boolean },
  { topics }: GroupContext,
): void {
  const { group } = draft
  const facts = downgradedGroup(group, given.leaving, topics)
  for (const memberId of group.members.keys()) draft.time({ kind: 'stop-all', memberId })
  draft.write(...groupTombstones(group))
  draft.becomes = { facts, rebalance: given.rebalance }
}

/** The group of the classic protocol that `group` becomes, with its target as their assignment. */
export function downgradedGroup(
  group: ConsumerGroup,
  leaving: readonly Member[],
  topics: Topics,
): ClassicGroupFacts {
  const members = stayingMembers(group, leaving).map((member) => toClassic(group, member, topics))
  return {
    groupId: group.groupId,
    protocolType: consumerProtocolType,
    protocolName: commonProtocol(members),
    generationId: group.epoch,
    members,
  }
}

/** What removes a group of the consumer protocol, whoever is in it. */
export function groupTombstones(group: ConsumerGroup): readonly GroupRecord[] {
  const { groupId } = group
  const memberIds = [...group.members.keys()]
  return [
    ...memberIds.map(
      (memberId) => ({ kind: 'assignment', groupId, memberId, value: null }) as const,
    ),
    ...memberIds.map((memberId) => ({ kind: 'target', groupId, memberId, value: null }) as const),
    { kind: 'target-epoch', groupId, value: null },
    ...memberIds.map(
      (memberId) => ({ kind: 'subscription', groupId, memberId, value: null }) as const,
    ),
    ...[...group.resolvedRegexes.keys()].map(
      (regex) => ({ kind: 'regex', groupId, regex, value: null }) as const,
    ),
    { kind: 'partition-metadata', groupId, value: null },
    { kind: 'group-epoch', groupId, value: null },
  ]
}

function stayingMembers(group: ConsumerGroup, leaving: readonly Member[]): readonly Member[] {
  const gone = new Set(leaving.map(({ memberId }) => memberId))
  return [...group.members.values()].filter(({ memberId }) => !gone.has(memberId))
}

function toClassic(group: ConsumerGroup, member: Member, topics: Topics): ClassicMemberFacts {
  const { memberId, instanceId, clientId, clientHost, rebalanceTimeoutMs, classic } = member
  const protocols = classic?.supportedProtocols ?? []
  const assigned = [...targetOrNothing(group, memberId)].flatMap(([topicId, partitions]) => {
    const topic = topics.byId(topicId)?.name
    return topic === undefined ? [] : [{ topic, partitions: [...partitions] }]
  })
  return {
    ...{ memberId, instanceId, clientId, clientHost, rebalanceTimeoutMs, protocols },
    sessionTimeoutMs: classic?.sessionTimeoutMs ?? 0,
    assignment: writeAssignment(assigned, protocols[0]?.metadata ?? new Uint8Array(2)),
  }
}

/** What most members prefer among what all of them have. */
function commonProtocol(members: readonly ClassicMemberFacts[]): string | null {
  const [first, ...others] = members
  const common = (first?.protocols ?? [])
    .map(({ name }) => name)
    .filter((name) =>
      others.every(({ protocols }) => protocols.some((protocol) => protocol.name === name)),
    )
  const votes = new Map<string, number>()
  for (const { protocols } of members) {
    const vote = protocols.find(({ name }) => common.includes(name))?.name
    if (vote !== undefined) votes.set(vote, (votes.get(vote) ?? 0) + 1)
  }
  const [winner] = common.toSorted((one, other) => (votes.get(other) ?? 0) - (votes.get(one) ?? 0))
  return winner ?? null
}
