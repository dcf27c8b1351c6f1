import { ApiKey, ErrorCode, type ConsumerGroupDescribeResponseDraft } from '@barnabus/protocol'

import { groupOperations, operationsNotAsked } from '../authorized-operations.ts'
import { consumerGroupIn } from '../coordinators/consumer-groups/consumer-group-coordinator.ts'
import { describeGroup } from '../coordinators/consumer-groups/describe-group.ts'
import { defineApi, type RequestContext } from '../define-api.ts'

type DescribedGroup = ConsumerGroupDescribeResponseDraft['groups'][number]

/**
 * ConsumerGroupDescribe (69), v0-1: a group of the consumer protocol with its members, what they
 * have and what they are meant to have (KIP-848). v1 tells the protocol of each member (KIP-1099).
 */
export const consumerGroupDescribe = defineApi({
  key: ApiKey.ConsumerGroupDescribe,

  async handle(context, { groupIds, includeAuthorizedOperations }) {
    const authorizedOperations = includeAuthorizedOperations ? groupOperations : operationsNotAsked
    const groups = await Promise.all(
      groupIds.map(async (groupId): Promise<DescribedGroup> => {
        const described = await describe(context, groupId)
        return described.errorCode === ErrorCode.none
          ? { ...described, authorizedOperations }
          : described
      }),
    )
    return { groups }
  },
})

async function describe(
  { broker, node }: RequestContext,
  groupId: string,
): Promise<DescribedGroup> {
  if (groupId === '') return refusal(groupId, ErrorCode.invalidGroupId)
  const found = await broker.groups.shardFor(groupId, node.id)
  if (found.kind === 'refused') return refusal(groupId, found.errorCode)
  const { shard } = found
  await shard.durable(groupId) // Nothing shows that a power cut could undo.
  const group = consumerGroupIn(shard, groupId)
  if (group !== undefined) return describeGroup(group, broker.groups.consumers.contextOf(groupId))
  const isClassic = shard.state.groups.has(groupId)
  const why = isClassic
    ? `Group ${groupId} is not a consumer group.`
    : `Group ${groupId} not found.`
  return refusal(groupId, ErrorCode.groupIdNotFound, why)
}

function refusal(
  groupId: string,
  errorCode: ErrorCode,
  errorMessage: string | null = null,
): DescribedGroup {
  const nothing = {
    groupState: '',
    groupEpoch: 0,
    assignmentEpoch: 0,
    assignorName: '',
    members: [],
  }
  return { ...nothing, groupId, errorCode, errorMessage }
}
