import { ApiKey, consumerProtocolSubscription, Writer } from '@barnabus/protocol'

import { joinRequest } from '../classic-members.ts'
import { untilCoordinated } from '../group-coordinator.ts'
import { scenariosOf, type Particular, type Play } from '../scenario.ts'
import type { Stage } from '../stage.ts'

type Members = Stage<typeof ApiKey.ConsumerGroupHeartbeat>

interface ClassicMember {
  readonly memberId: string
  readonly generationId: number
}

/** Without a pause before an assignment, so that a step has one outcome. */
const settings = {
  'group.consumer.assignment.interval.ms': '0',
  'group.initial.rebalance.delay.ms': '0',
}

const forbidden = { ...settings, 'group.consumer.migration.policy': 'disabled' }

/** A play where one protocol may follow the other, and where it may not. */
function bothWays(
  title: string,
  play: Play<typeof ApiKey.ConsumerGroupHeartbeat>,
): Readonly<Record<string, Particular<typeof ApiKey.ConsumerGroupHeartbeat>>> {
  const since = 1 // Before that the broker makes up ids, and their order decides who gets what.
  const whole: Play<typeof ApiKey.ConsumerGroupHeartbeat> = async (stage) => {
    await untilCoordinated(stage, stage.name('group'))
    // The topic is not there: who gets which partition hangs on ids that the broker makes up.
    await play(stage)
  }
  return {
    [title]: { since, settings, play: whole },
    [`${title}, forbidden`]: { since, settings: forbidden, play: whole },
  }
}

/** What a classic consumer of the scenario's topic says of itself. */
function subscription(stage: Members): Uint8Array {
  const writer = new Writer()
  const version = 3
  writer.int16(version)
  const wishes = { topics: [stage.name()], userData: null, ownedPartitions: [] }
  consumerProtocolSubscription.encode(writer, wishes, version)
  return Buffer.concat(writer.finish())
}

async function joinClassic(stage: Members, memberId = ''): Promise<ClassicMember> {
  const protocols = [{ name: 'range', metadata: subscription(stage) }]
  return await stage.send(ApiKey.JoinGroup, 3, joinRequest(stage, { memberId, protocols }))
}

/** What the consumer protocol's own members tell of partitions: as few as may be. */
async function sync(stage: Members, { memberId, generationId }: ClassicMember): Promise<void> {
  const request = { groupId: stage.name('group'), memberId, generationId }
  const assignments = [{ memberId, assignment: new Uint8Array() }]
  await stage.send(ApiKey.SyncGroup, 4, { ...request, assignments })
}

async function beatClassic(stage: Members, member: ClassicMember): Promise<void> {
  const { memberId, generationId } = member
  const groupId = stage.name('group')
  await stage.send(ApiKey.Heartbeat, 4, { groupId, memberId, generationId })
}

async function joinConsumer(stage: Members, memberId = 'modern'): Promise<number> {
  const { memberEpoch } = await stage.ask({
    ...{ groupId: stage.name('group'), memberId, memberEpoch: 0, rebalanceTimeoutMs: 60_000 },
    ...{ subscribedTopicNames: [stage.name()], topicPartitions: [] },
  })
  return memberEpoch
}

async function beatConsumer(stage: Members, memberEpoch: number): Promise<void> {
  await stage.ask({ groupId: stage.name('group'), memberId: 'modern', memberEpoch })
}

/** The group as both kinds of administrators see it. */
async function see(stage: Members): Promise<void> {
  const groupId = stage.name('group')
  const modern = { groupIds: [groupId], includeAuthorizedOperations: false }
  await stage.send(ApiKey.ConsumerGroupDescribe, 1, modern)
  await stage.send(ApiKey.DescribeGroups, 6, { groups: [groupId] })
}

const upgrade: Play<typeof ApiKey.ConsumerGroupHeartbeat> = async (stage) => {
  const classic = await joinClassic(stage)
  await sync(stage, classic)
  await see(stage)
  const epoch = await joinConsumer(stage)
  await see(stage)
  await beatClassic(stage, classic)
  const again = await joinClassic(stage, classic.memberId)
  await sync(stage, again)
  await beatClassic(stage, again)
  await beatConsumer(stage, epoch)
  await see(stage)
}

const downgrade: Play<typeof ApiKey.ConsumerGroupHeartbeat> = async (stage) => {
  await joinConsumer(stage)
  const classic = await joinClassic(stage)
  await see(stage)
  await beatConsumer(stage, -1)
  await see(stage)
  await beatClassic(stage, classic)
}

const emptied: Play<typeof ApiKey.ConsumerGroupHeartbeat> = async (stage) => {
  const epoch = await joinConsumer(stage)
  await see(stage)
  await beatConsumer(stage, -1)
  await beatConsumer(stage, epoch)
  const classic = await joinClassic(stage)
  await sync(stage, classic)
  await see(stage)
  const members = [{ memberId: classic.memberId }]
  await stage.send(ApiKey.LeaveGroup, 5, { groupId: stage.name('group'), members })
  await joinConsumer(stage)
  await see(stage)
}

/** Groups whose members speak the classic protocol, the consumer protocol, or both (KIP-848). */
export const migration = scenariosOf(ApiKey.ConsumerGroupHeartbeat, {
  ...bothWays('a consumer comes into a classic group', upgrade),
  ...bothWays('the last consumer leaves a group of both', downgrade),
  ...bothWays('a group of one protocol that is empty is used by the other', emptied),
})
