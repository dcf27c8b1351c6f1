import { ApiKey } from '@barnabus/protocol'

import { groupOfOne, joinRequest, ofClassicGroup } from '../classic-members.ts'
import { scenariosOf } from '../scenario.ts'

export const heartbeat = scenariosOf(ApiKey.Heartbeat, {
  'members, strangers and the past': ofClassicGroup(async (stage) => {
    const groupId = stage.name('group')
    const { memberId, generationId } = await groupOfOne(stage)
    await stage.ask({ groupId, memberId, generationId })
    await stage.ask({ groupId, memberId, generationId: generationId + 1 })
    await stage.ask({ groupId, memberId, generationId: -1 })
    await stage.ask({ groupId, memberId: 'somebody', generationId })
    await stage.ask({ groupId, memberId: '', generationId })
    await stage.ask({ groupId: stage.name('nobody'), memberId, generationId })
    await stage.ask({ groupId: '', memberId, generationId })
  }),
  'before anything is assigned': ofClassicGroup(async (stage) => {
    const joined = await stage.send(ApiKey.JoinGroup, 3, joinRequest(stage))
    const { memberId, generationId } = joined
    await stage.ask({ groupId: stage.name('group'), memberId, generationId })
  }),
})
