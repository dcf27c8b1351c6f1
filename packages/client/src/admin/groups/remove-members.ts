import { ApiKey } from '@barnabus/protocol'

import type { Cluster, Patience } from '../../cluster/cluster.ts'
import { throwIfError } from '../../errors/kafka-error.ts'
import { byCoordinator } from '../asking/by-coordinator.ts'
import { describeGroups } from './describe-groups.ts'
import { outcomeOf, perItem, type Outcome } from '../asking/per-item.ts'

/** A member by its `group.instance.id`, or by the id that the coordinator gave it. */
export type MemberToRemove = { readonly groupInstanceId: string } | { readonly memberId: string }

export interface RemoveMembersOptions extends Patience {
  /** Left out: all of them. */
  readonly members?: readonly MemberToRemove[]
  /** For the logs of the broker (Kafka 3.1). */
  readonly reason?: string
}

const manySince = 3

/** See `Admin.removeMembersFromGroup`. */
export async function removeMembersFromGroup(
  cluster: Cluster,
  groupId: string,
  { members, reason, ...patience }: RemoveMembersOptions = {},
): Promise<void> {
  const deadline = cluster.deadline(patience)
  const action = `remove members from group ${groupId}`
  const request = (items: readonly MemberToRemove[]) => ({
    groupId,
    members: items.map((member) => ({
      memberId: 'memberId' in member ? member.memberId : '',
      groupInstanceId: 'groupInstanceId' in member ? member.groupInstanceId : null,
      reason: reason ?? 'removed by an administrator',
    })),
  })
  await perItem(
    cluster,
    {
      ...byCoordinator<MemberToRemove>(cluster, 'group', () => groupId),
      action,
      items: members ?? (await allMembers(cluster, groupId, deadline.remainingMs, patience)),
      nameOf: nameOfMember,
      ask: async (to, items) => {
        const answer = await cluster.send(
          to,
          ApiKey.LeaveGroup,
          (version) => {
            const [only] = items
            const isAlone = items.length === 1 && only !== undefined && 'memberId' in only
            return version < manySince && isAlone
              ? { groupId, memberId: only.memberId }
              : request(items)
          },
          deadline,
        )
        throwIfError(answer.errorCode, action)
        if (answer.members.length === 0) return new Map(items.map(removed))
        return new Map(
          answer.members.map(({ memberId, groupInstanceId, errorCode }) => {
            const member = groupInstanceId === null ? { memberId } : { groupInstanceId }
            const name = nameOfMember(member)
            return [
              name,
              outcomeOf(errorCode, `remove ${name} from group ${groupId}`, null, () => name),
            ]
          }),
        )
      },
    },
    deadline,
  )
}

async function allMembers(
  cluster: Cluster,
  groupId: string,
  timeoutMs: number,
  patience: Patience,
): Promise<readonly MemberToRemove[]> {
  const [group] = await describeGroups(cluster, [groupId], { ...patience, timeoutMs })
  return (group?.members ?? []).map(({ memberId, groupInstanceId }) =>
    groupInstanceId === undefined ? { memberId } : { groupInstanceId },
  )
}

function nameOfMember(member: MemberToRemove): string {
  return 'memberId' in member ? member.memberId : member.groupInstanceId
}

/** From a broker that says nothing of single members: the only one is gone. */
function removed(member: MemberToRemove): readonly [string, Outcome<string>] {
  const result = nameOfMember(member)
  return [result, { kind: 'done', result }]
}
