import { ApiKey, ErrorCode } from '@barnabus/protocol'

import { groupOperations } from '../authorized-operations.ts'
import { ClassicGroup } from '../coordinators/classic-groups/classic-group.ts'
import {
  describeClassicGroup,
  type DescribedGroup,
} from '../coordinators/classic-groups/describe.ts'
import { defineApi, type RequestContext } from '../define-api.ts'

const notFoundSince = 6

/**
 * DescribeGroups (15), v0-6: shows classic groups and their members.
 *
 * A group that does not exist is shown as dead; from v6 on as not found (KIP-1043). v3 shows what
 * one may do with them, v4 static members. v5 is flexible.
 */
export const describeGroups = defineApi({
  key: ApiKey.DescribeGroups,

  handle(context, { groups, includeAuthorizedOperations }) {
    const described = groups.map((groupId) => describe(context, groupId))
    if (!includeAuthorizedOperations) return { groups: described }
    return {
      groups: described.map((group) =>
        group.errorCode === ErrorCode.none
          ? { ...group, authorizedOperations: groupOperations }
          : group,
      ),
    }
  },
})

function describe({ broker, node, apiVersion }: RequestContext, groupId: string): DescribedGroup {
  const found = broker.groups.find(groupId, node.id)
  if (found.kind === 'refused' && broker.groups.exists) {
    return { ...nothing, groupId, errorCode: found.errorCode }
  }
  const group = found.kind === 'here' ? found.shard.state.groups.get(groupId) : undefined
  if (group instanceof ClassicGroup) return describeClassicGroup(group)
  const dead = { ...nothing, groupId, groupState: 'Dead' }
  if (apiVersion < notFoundSince) return { ...dead, errorCode: ErrorCode.none }
  const errorMessage =
    group === undefined ? `Group ${groupId} not found.` : `Group ${groupId} is not a classic group.`
  return { ...dead, errorCode: ErrorCode.groupIdNotFound, errorMessage }
}

const nothing = { groupState: '', protocolType: '', protocolData: '', members: [] }
