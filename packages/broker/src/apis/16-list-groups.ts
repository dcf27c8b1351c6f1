import { ApiKey, ErrorCode } from '@barnabus/protocol'

import { listGroups as list } from '../coordinators/groups/list-groups.ts'
import { defineApi } from '../define-api.ts'

/**
 * ListGroups (16), v0-5: names the groups that the node coordinates.
 *
 * v4 filters by state (KIP-518), v5 by type (KIP-848). v3 is flexible.
 */
export const listGroups = defineApi({
  key: ApiKey.ListGroups,

  handle({ broker, node }, filter) {
    const groups = broker.groups
      .shardsOf(node.id)
      .flatMap(({ state }) => list(state.groups.values(), filter))
    return { errorCode: ErrorCode.none, groups }
  },
})
