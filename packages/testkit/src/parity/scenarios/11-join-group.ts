import { ApiKey, ErrorCode } from '@barnabus/protocol'

import { joinRequest, ofClassicGroup } from '../classic-members.ts'
import { scenariosOf } from '../scenario.ts'
import type { Stage } from '../stage.ts'
import { subscription } from '../../groups/group-member.ts'

type Joining = Stage<typeof ApiKey.JoinGroup>

const staticSince = 5

/** Joins with the id that it is given, if it is given one first. */
async function join(
  stage: Joining,
  more: Parameters<typeof joinRequest>[1] = {},
): Promise<{ readonly memberId: string; readonly generationId: number }> {
  const first = await stage.ask(joinRequest(stage, more))
  if (first.errorCode !== ErrorCode.memberIdRequired) return first
  return await stage.ask(joinRequest(stage, { ...more, memberId: first.memberId }))
}

async function sync(
  stage: Joining,
  { memberId, generationId }: { readonly memberId: string; readonly generationId: number },
): Promise<void> {
  const assignments = [{ memberId, assignment: new Uint8Array([1, 2, 3]) }]
  const request = { groupId: stage.name('group'), memberId, generationId, assignments }
  await stage.send(ApiKey.SyncGroup, 5, request) // It has to say which protocol it means.
  const protocolType = 'consumer'
  await stage.send(ApiKey.SyncGroup, 5, { ...request, protocolType, protocolName: 'mine' })
  await stage.send(ApiKey.SyncGroup, 5, { ...request, protocolType, protocolName: 'range' })
}

async function heartbeat(stage: Joining, memberId: string, generationId: number): Promise<void> {
  const groupId = stage.name('group')
  await stage.send(ApiKey.Heartbeat, 4, { groupId, memberId, generationId })
}

export const joinGroup = scenariosOf(ApiKey.JoinGroup, {
  'a group of one, its work, and its end': ofClassicGroup(async (stage) => {
    const groupId = stage.name('group')
    const member = await join(stage)
    await heartbeat(stage, member.memberId, member.generationId)
    await sync(stage, member)
    await heartbeat(stage, member.memberId, member.generationId)
    await heartbeat(stage, member.memberId, member.generationId + 1)
    await heartbeat(stage, 'somebody', member.generationId)
    await stage.send(ApiKey.DescribeGroups, 5, { groups: [groupId] })
    const { memberId } = member
    const members = [{ memberId }, { memberId: 'somebody' }]
    await stage.send(ApiKey.LeaveGroup, 5, { groupId, members })
    await heartbeat(stage, memberId, member.generationId)
    await stage.send(ApiKey.DescribeGroups, 5, { groups: [groupId] })
  }),
  'two members meet': ofClassicGroup(async (stage) => {
    const leader = await join(stage)
    await sync(stage, leader)
    const other = stage.another()
    const coming = join(other)
    await stage.until(
      ApiKey.Heartbeat,
      4,
      { groupId: stage.name('group'), ...leader },
      ({ errorCode }) => errorCode === ErrorCode.rebalanceInProgress,
    )
    await stage.send(ApiKey.DescribeGroups, 5, { groups: [stage.name('group')] })
    const [again] = await Promise.all([
      stage.quietly(ApiKey.JoinGroup, 5, joinRequest(stage, { memberId: leader.memberId })),
      coming,
    ])
    await sync(stage, again)
    await heartbeat(stage, again.memberId, again.generationId)
    await heartbeat(stage, again.memberId, leader.generationId)
  }),
  'a static member comes back': ofClassicGroup(
    async (stage) => {
      const groupInstanceId = 'instance-1'
      const first = await join(stage, { groupInstanceId })
      await sync(stage, first)
      const second = await join(stage.another(), { groupInstanceId })
      await heartbeat(stage, second.memberId, second.generationId)
      const groupId = stage.name('group')
      const { memberId, generationId } = first
      await stage.send(ApiKey.Heartbeat, 4, { groupId, memberId, generationId, groupInstanceId })
      const members = [{ memberId: '', groupInstanceId }]
      await stage.send(ApiKey.LeaveGroup, 5, { groupId, members })
      await stage.send(ApiKey.LeaveGroup, 5, { groupId, members })
    },
    { since: staticSince },
  ),
  'sessions and protocols that cannot be': ofClassicGroup(async (stage) => {
    for (const sessionTimeoutMs of [0, 5999, 1_800_001]) {
      await stage.ask(joinRequest(stage, { sessionTimeoutMs }))
    }
    await stage.ask(joinRequest(stage, { protocols: [] }))
    await stage.ask(joinRequest(stage, { protocolType: '' }))
    await stage.ask(joinRequest(stage, { groupId: '' }))
    await stage.ask(joinRequest(stage, { memberId: 'somebody' }))
    const member = await join(stage)
    await sync(stage, member)
    const stranger = stage.another()
    const protocols = [{ name: 'mine', metadata: subscription('t') }]
    await stranger.ask(joinRequest(stage, { protocols }))
    await stranger.ask(joinRequest(stage, { protocolType: 'connect' }))
    await stranger.ask(joinRequest(stage, { memberId: 'somebody' }))
  }),
})
