import { ApiKey, type ConsumerGroupDescribeResponse } from '@barnabus/protocol'

import type { Cluster } from '../../cluster/cluster.ts'
import type { Outcomes } from '../../errors/failed-items-error.ts'
import type { TopicPartition } from '../../topic-partition.ts'
import { authorizedOperationsOf } from '../access/acl-operation.ts'
import { describeAtCoordinators, type DescribeGroupsCall } from './describe-at-coordinators.ts'
import type { GroupDescription, GroupMemberDescription } from './group-description.ts'

/** Describes groups of the consumer protocol (KIP-848). */
export async function describeConsumerGroups(
  cluster: Cluster,
  groupIds: readonly string[],
  { includeAuthorizedOperations, deadline }: DescribeGroupsCall,
): Promise<Outcomes<GroupDescription>> {
  return await describeAtCoordinators(
    cluster,
    groupIds,
    {
      ask: async (to, ids) => {
        const request = { groupIds: ids, includeAuthorizedOperations }
        const answer = await cluster.send(to, ApiKey.ConsumerGroupDescribe, () => request, deadline)
        return answer.groups
      },
      errorCodeOf: ({ errorCode }) => errorCode,
      describe: descriptionOf,
    },
    deadline,
  )
}

type FoundGroup = ConsumerGroupDescribeResponse['groups'][number]
type FoundMember = FoundGroup['members'][number]

function descriptionOf(found: FoundGroup, coordinatorId: number): GroupDescription {
  return {
    groupId: found.groupId,
    type: 'consumer',
    state: found.groupState,
    protocolType: 'consumer',
    assignor: found.assignorName,
    groupEpoch: found.groupEpoch,
    assignmentEpoch: found.assignmentEpoch,
    coordinatorId,
    members: found.members.map(memberOf),
    authorizedOperations: authorizedOperationsOf(found.authorizedOperations),
  }
}

function memberOf(found: FoundMember): GroupMemberDescription {
  return {
    memberId: found.memberId,
    groupInstanceId: found.instanceId ?? undefined,
    clientId: found.clientId,
    host: found.clientHost,
    rackId: found.rackId ?? undefined,
    subscribedTopics: found.subscribedTopicNames,
    subscribedTopicRegex: found.subscribedTopicRegex ?? undefined,
    assignment: partitionsIn(found.assignment),
    targetAssignment: partitionsIn(found.targetAssignment),
    memberEpoch: found.memberEpoch,
  }
}

function partitionsIn({ topicPartitions }: FoundMember['assignment']): readonly TopicPartition[] {
  return topicPartitions.flatMap(({ topicName: topic, partitions }) =>
    partitions.map((partition) => ({ topic, partition })),
  )
}
