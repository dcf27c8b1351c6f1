import { ApiKey, ErrorCode, type LeaveGroupRequest } from '@barnabus/protocol'

import { classicGroupOf } from '../coordinators/classic-groups/classic-context.ts'
import { leaveGroup as leave } from '../coordinators/classic-groups/leave.ts'
import { consumerGroupIn } from '../coordinators/consumer-groups/consumer-group-coordinator.ts'
import { leaveConsumerGroup } from '../coordinators/consumer-groups/migration/classic-members.ts'
import { defineApi, type Answer } from '../define-api.ts'

const severalMembersSince = 3

/**
 * LeaveGroup (13), v0-5: takes members out of a classic group at once.
 *
 * v3 takes out several, also static ones by their instance alone (KIP-345). v4 is flexible.
 */
export const leaveGroup = defineApi({
  key: ApiKey.LeaveGroup,

  handle({ broker, node, apiVersion }, request) {
    const { groupId } = request
    if (groupId === '') return failed(ErrorCode.invalidGroupId)
    const found = broker.groups.find(groupId, node.id)
    if (found.kind === 'refused') return failed(found.errorCode)
    const leaving = membersIn(request, apiVersion)
    if (consumerGroupIn(found.shard, groupId) !== undefined) {
      return leaveConsumerGroup(broker.groups.consumers, found.shard, {
        groupId,
        leaving,
        apiVersion,
      })
    }
    const context = broker.groups.classic(found.shard)
    const group = classicGroupOf(context, groupId)
    const errors =
      group === undefined
        ? leaving.map(() => ErrorCode.unknownMemberId)
        : leave(context, group, leaving)
    if (apiVersion < severalMembersSince) return failed(errors[0] ?? ErrorCode.none)
    return {
      errorCode: ErrorCode.none,
      members: leaving.map(({ memberId, groupInstanceId }, index) => ({
        ...{ memberId, groupInstanceId },
        errorCode: errors[index] ?? ErrorCode.none,
      })),
    }
  },
})

function failed(errorCode: ErrorCode): Answer<typeof ApiKey.LeaveGroup> {
  return { errorCode, members: [] }
}

function membersIn(
  { memberId, members }: LeaveGroupRequest,
  apiVersion: number,
): readonly { readonly memberId: string; readonly groupInstanceId: string | null }[] {
  return apiVersion < severalMembersSince ? [{ memberId, groupInstanceId: null }] : members
}
