import {
  ErrorCode,
  type ConsumerGroupDescribeResponseGroupDraft as DescribedGroup,
  type Uuid,
} from '@barnabus/protocol'

import type { TopicPartitions } from './assignors/assignor.ts'
import { targetOrNothing, type ConsumerGroup } from './consumer-group.ts'
import type { GroupContext } from './group-context.ts'
import type { Member } from './member.ts'
import { inOrder, union } from './partition-epochs.ts'
import { preferredAssignor } from './target-assignment.ts'
import type { Topics } from './topics.ts'

type DescribedMember = DescribedGroup['members'][number]
type DescribedAssignment = DescribedMember['assignment']

const classicMember = 0
const consumerMember = 1

/** A group as ConsumerGroupDescribe shows it. */
export function describeGroup(
  group: ConsumerGroup,
  { settings, topics }: Pick<GroupContext, 'settings' | 'topics'>,
): DescribedGroup {
  return {
    errorCode: ErrorCode.none,
    groupId: group.groupId,
    groupState: group.state,
    groupEpoch: group.epoch,
    assignmentEpoch: group.targetEpoch,
    assignorName: preferredAssignor(group, settings.assignors).name,
    members: [...group.members.values()].map((member) => describeMember(group, member, topics)),
  }
}

function describeMember(group: ConsumerGroup, member: Member, topics: Topics): DescribedMember {
  // What it must give up is still its own to process.
  const { assigned, pendingRevocation } = member
  return {
    memberId: member.memberId,
    instanceId: member.instanceId,
    rackId: member.rackId,
    memberEpoch: member.memberEpoch,
    clientId: member.clientId,
    clientHost: member.clientHost,
    subscribedTopicNames: [...member.subscribedTopicNames],
    subscribedTopicRegex: member.subscribedTopicRegex,
    assignment: named(partitionsOf(union(assigned, pendingRevocation)), topics),
    targetAssignment: named(targetOrNothing(group, member.memberId), topics),
    memberType: member.classic === null ? consumerMember : classicMember,
  }
}

function partitionsOf(
  epochs: ReadonlyMap<Uuid, ReadonlyMap<number, number>>,
): ReadonlyMap<Uuid, Iterable<number>> {
  return new Map([...epochs].map(([topicId, partitions]) => [topicId, partitions.keys()]))
}

/** Topics that are gone have no name, and are left out. */
function named(
  partitions: TopicPartitions | ReadonlyMap<Uuid, Iterable<number>>,
  topics: Topics,
): DescribedAssignment {
  return {
    topicPartitions: [...partitions].flatMap(([topicId, numbers]) => {
      const topicName = topics.byId(topicId)?.name
      return topicName === undefined ? [] : [{ topicId, topicName, partitions: inOrder(numbers) }]
    }),
  }
}
