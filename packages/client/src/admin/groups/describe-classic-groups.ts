import { isOperatingError } from '@barnabus/base'
import { ApiKey, ErrorCode, type DescribeGroupsResponse } from '@barnabus/protocol'

import type { Cluster } from '../../cluster/cluster.ts'
import type { Outcomes } from '../../errors/failed-items-error.ts'
import { assignmentIn, subscriptionIn } from '../../groups/classic/subscription-bytes.ts'
import type { TopicPartition } from '../../topic-partition.ts'
import { authorizedOperationsOf } from '../access/acl-operation.ts'
import { describeAtCoordinators, type DescribeGroupsCall } from './describe-at-coordinators.ts'
import type { GroupDescription, GroupMemberDescription } from './group-description.ts'

/** Describes groups of the classic protocol. */
export async function describeClassicGroups(
  cluster: Cluster,
  groupIds: readonly string[],
  { includeAuthorizedOperations, deadline }: DescribeGroupsCall,
): Promise<Outcomes<GroupDescription>> {
  return await describeAtCoordinators(
    cluster,
    groupIds,
    {
      ask: async (to, groups) => {
        const request = { groups, includeAuthorizedOperations }
        const answer = await cluster.send(to, ApiKey.DescribeGroups, () => request, deadline)
        return answer.groups
      },
      errorCodeOf,
      describe: descriptionOf,
    },
    deadline,
  )
}

type FoundGroup = DescribeGroupsResponse['groups'][number]
type FoundMember = FoundGroup['members'][number]

/** Before Kafka 4.0, a group that is not there was called dead. */
function errorCodeOf({ errorCode, groupState }: FoundGroup): number {
  const isMissing = errorCode === ErrorCode.none && groupState === 'Dead'
  return isMissing ? ErrorCode.groupIdNotFound : errorCode
}

function descriptionOf(found: FoundGroup, coordinatorId: number): GroupDescription {
  const readsTopics = found.protocolType === 'consumer'
  return {
    groupId: found.groupId,
    type: 'classic',
    state: found.groupState,
    protocolType: found.protocolType,
    assignor: found.protocolData,
    groupEpoch: undefined,
    assignmentEpoch: undefined,
    coordinatorId,
    members: found.members.map((member) => memberOf(member, readsTopics)),
    authorizedOperations: authorizedOperationsOf(found.authorizedOperations),
  }
}

function memberOf(found: FoundMember, readsTopics: boolean): GroupMemberDescription {
  const { memberId, groupInstanceId, clientId, clientHost: host } = found
  const wish = readsTopics ? understood(() => subscriptionIn(found.memberMetadata)) : undefined
  const given = readsTopics ? understood(() => assignmentIn(found.memberAssignment)) : undefined
  const assignment: readonly TopicPartition[] = given?.partitions ?? []
  return {
    ...{ memberId, groupInstanceId: groupInstanceId ?? undefined, clientId, host },
    rackId: wish?.rackId,
    subscribedTopics: wish?.topics ?? [],
    subscribedTopicRegex: undefined,
    assignment,
    targetAssignment: assignment,
    memberEpoch: undefined,
  }
}

/** Members write what they like: what cannot be read is left out, as Kafka's own tools do. */
function understood<Value>(read: () => Value): Value | undefined {
  try {
    return read()
  } catch (error) {
    if (!isOperatingError(error)) throw error
    return undefined
  }
}
