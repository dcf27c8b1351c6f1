import { ApiKey, type LeaveGroupRequestDraft } from '@barnabus/protocol'

import { groupOfOne, joinRequest, ofClassicGroup } from '../classic-members.ts'
import { scenariosOf } from '../scenario.ts'
import type { Stage } from '../stage.ts'

const severalSince = 3

/** Takes one member out, in the form that the version has. */
function request(
  { version }: Stage<typeof ApiKey.LeaveGroup>,
  groupId: string,
  memberId: string,
): LeaveGroupRequestDraft {
  return version < severalSince ? { groupId, memberId } : { groupId, members: [{ memberId }] }
}

export const leaveGroup = scenariosOf(ApiKey.LeaveGroup, {
  'strangers, the last member, and once more': ofClassicGroup(async (stage) => {
    const groupId = stage.name('group')
    const { memberId } = await groupOfOne(stage)
    await stage.ask(request(stage, groupId, 'somebody'))
    await stage.ask(request(stage, groupId, ''))
    await stage.ask(request(stage, groupId, memberId))
    await stage.ask(request(stage, groupId, memberId))
    await stage.send(ApiKey.DescribeGroups, 5, { groups: [groupId] })
  }),
  'a group that there is not': ofClassicGroup(async (stage) => {
    await stage.ask(request(stage, stage.name('group'), 'somebody'))
    await stage.ask(request(stage, '', 'somebody'))
  }),
  'an instance without a member id, and one that is not the member’s': ofClassicGroup(
    async (stage) => {
      const groupId = stage.name('group')
      const groupInstanceId = 'one'
      await stage.send(ApiKey.JoinGroup, 5, joinRequest(stage, { groupInstanceId }))
      await stage.ask({ groupId, members: [] })
      await stage.ask({
        groupId,
        members: [
          { memberId: 'somebody', groupInstanceId },
          { memberId: '', groupInstanceId: 'two' },
          { memberId: '', groupInstanceId },
          { memberId: '', groupInstanceId },
        ],
      })
    },
    { since: severalSince },
  ),
})
