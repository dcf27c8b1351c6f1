import type { ConsumerGroup } from '../consumer-group.ts'
import { targetOrNothing } from '../consumer-group.ts'
import type { GroupContext } from '../group-context.ts'
import type { GroupRecord } from '../group-record.ts'
import type { Member } from '../member.ts'
import type { Topics } from '../topics.ts'
import { consumerProtocolType, writeAssignment } from './embedded-protocol.ts'
import type { ClassicGroupFacts, ClassicMemberFacts } from './upgrade.ts'

/** Whether a group, once `leaving` have left it, should be one of the classic protocol again. */
export function shouldDowngrade(
  group: ConsumerGroup,
  leaving: readonly Member[],
  {
    settings,
    classicMaxSize,
  }: Pick<GroupContext, 'settings'> & { readonly classicMaxSize: number },
): boolean {
  const policy = settings.migrationPolicy
  if (policy !== 'bidirectional' && policy !== 'downgrade') return false
  const staying = stayingMembers(group, leaving)
  return (
    staying.length > 0 &&
    staying.length <= classicMaxSize &&
    staying.every(({ classic }) => classic !== null)
  )
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
