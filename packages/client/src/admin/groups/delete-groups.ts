import { ApiKey } from '@barnabus/protocol'

import type { Cluster, Patience } from '../../cluster/cluster.ts'
import { byCoordinator } from '../asking/by-coordinator.ts'
import { outcomeOf, perItem } from '../asking/per-item.ts'

/** See `Admin.deleteGroups`. */
export async function deleteGroups(
  cluster: Cluster,
  groupIds: readonly string[],
  patience: Patience = {},
): Promise<void> {
  await perItem(
    cluster,
    {
      ...byCoordinator<string>(cluster, 'group', (id) => id),
      action: 'delete groups',
      items: groupIds,
      nameOf: (id) => id,
      ask: async (to, items, deadline) => {
        const request = { groupsNames: items }
        const { results } = await cluster.send(to, ApiKey.DeleteGroups, () => request, deadline)
        return new Map(
          results.map(({ groupId, errorCode }) => [
            groupId,
            outcomeOf(errorCode, `delete group ${groupId}`, null, () => groupId),
          ]),
        )
      },
    },
    patience,
  )
}
