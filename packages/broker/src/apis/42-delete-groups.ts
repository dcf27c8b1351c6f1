import { ApiKey } from '@barnabus/protocol'
import type { ErrorCode } from '@barnabus/protocol'

import { deleteGroup } from '../coordinators/groups/delete-group.ts'
import { defineApi, type RequestContext } from '../define-api.ts'

/**
 * DeleteGroups (42), v0-2: deletes groups that nobody is in, and what they committed.
 *
 * v2 is flexible.
 */
export const deleteGroups = defineApi({
  key: ApiKey.DeleteGroups,

  async handle(context, { groupsNames }) {
    const distinct = [...new Set(groupsNames)]
    const results = distinct.map(async (groupId) => ({
      groupId,
      errorCode: await remove(context, groupId),
    }))
    return { results: await Promise.all(results) }
  },
})

async function remove({ broker, node }: RequestContext, groupId: string): Promise<ErrorCode> {
  const found = await broker.groups.shardFor(groupId, node.id)
  if (found.kind === 'refused') return found.errorCode
  return await found.shard.decide(groupId, (state) => deleteGroup(state, groupId), {
    refused: (errorCode) => errorCode,
  })
}
