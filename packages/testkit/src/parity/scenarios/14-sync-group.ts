import { ApiKey } from '@barnabus/protocol'

import { joinRequest, ofClassicGroup, syncRequest } from '../classic-members.ts'
import { scenariosOf } from '../scenario.ts'
import type { Stage } from '../stage.ts'

const protocolsSince = 5

/** What newer versions have to say besides. */
function protocolOf({ version }: Stage<typeof ApiKey.SyncGroup>): object {
  return version < protocolsSince ? {} : { protocolType: 'consumer', protocolName: 'range' }
}

export const syncGroup = scenariosOf(ApiKey.SyncGroup, {
  'the leader, twice, and wrong generations': ofClassicGroup(async (stage) => {
    const joined = await stage.send(ApiKey.JoinGroup, 3, joinRequest(stage))
    const right = { ...syncRequest(stage, joined), ...protocolOf(stage) }
    await stage.ask({ ...right, generationId: right.generationId + 1 })
    await stage.ask({ ...right, generationId: -1 })
    await stage.ask(right)
    await stage.ask({ ...right, assignments: [] })
    await stage.ask({ ...right, memberId: 'somebody' })
    await stage.ask({ ...right, groupId: stage.name('nobody') })
    await stage.ask({ ...right, groupId: '' })
  }),
  'assignments of strangers, and none': ofClassicGroup(async (stage) => {
    const joined = await stage.send(ApiKey.JoinGroup, 3, joinRequest(stage))
    const right = { ...syncRequest(stage, joined), ...protocolOf(stage) }
    const assignments = [{ memberId: 'somebody', assignment: new Uint8Array([1]) }]
    await stage.ask({ ...right, assignments })
    await stage.ask(right)
  }),
  'protocols that are not the group’s': ofClassicGroup(
    async (stage) => {
      const joined = await stage.send(ApiKey.JoinGroup, 3, joinRequest(stage))
      const right = { ...syncRequest(stage, joined), ...protocolOf(stage) }
      await stage.ask({ ...right, protocolType: null, protocolName: null })
      await stage.ask({ ...right, protocolType: 'connect' })
      await stage.ask({ ...right, protocolName: 'roundrobin' })
      await stage.ask(right)
    },
    { since: protocolsSince },
  ),
})
