import type { Cluster, Target } from '../../cluster/cluster.ts'
import type { Deadline } from '../../deadline.ts'
import type { Outcomes } from '../../errors/failed-items-error.ts'
import { byCoordinator } from '../asking/by-coordinator.ts'
import { outcomeOf, outcomesOf } from '../asking/per-item.ts'
import type { GroupDescription } from './group-description.ts'

/** What a description of groups needs to know. */
export interface DescribeGroupsCall {
  readonly includeAuthorizedOperations: boolean
  readonly deadline: Deadline
}

/** What a coordinator says of a group, in either protocol. */
interface Found {
  readonly groupId: string
  readonly errorCode: number
  readonly errorMessage: string | null
}

/** How one of the protocols describes groups. */
interface GroupDescribing<Group extends Found> {
  readonly ask: (to: Target, groupIds: readonly string[]) => Promise<readonly Group[]>
  readonly errorCodeOf: (found: Group) => number
  /** `coordinatorId`: the node that answered. */
  readonly describe: (found: Group, coordinatorId: number) => GroupDescription
}

/** Asks each group's coordinator for it, all of them at the same time. */
export async function describeAtCoordinators<Group extends Found>(
  cluster: Cluster,
  groupIds: readonly string[],
  { ask, errorCodeOf, describe }: GroupDescribing<Group>,
  deadline: Deadline,
): Promise<Outcomes<GroupDescription>> {
  const work = {
    ...byCoordinator<string>(cluster, 'group', (id) => id),
    action: 'describe groups',
    items: groupIds,
    nameOf: (id: string) => id,
    ask: async (to: Target, items: readonly string[]) => {
      const outcomes = (await ask(to, items)).map((found) => {
        const { groupId, errorMessage } = found
        const description = (): GroupDescription => describe(found, nodeIdOf(to))
        const action = `describe group ${groupId}`
        return [groupId, outcomeOf(errorCodeOf(found), action, errorMessage, description)] as const
      })
      return new Map(outcomes)
    },
  }
  return await outcomesOf(cluster, work, deadline)
}

function nodeIdOf(target: Target): number {
  return typeof target === 'object' && 'node' in target ? target.node : -1
}
