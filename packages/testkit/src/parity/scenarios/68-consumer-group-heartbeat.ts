import {
  ApiKey,
  type ConsumerGroupHeartbeatRequestDraft,
  type ConsumerGroupHeartbeatResponse,
} from '@barnabus/protocol'

import { assignableTopic, untilCoordinated } from '../group-coordinator.ts'
import { notForKafka, onlyForKafka } from '../patterns.ts'
import { scenariosOf, type Particular, type Play } from '../scenario.ts'
import type { Stage } from '../stage.ts'

type Members = Stage<typeof ApiKey.ConsumerGroupHeartbeat>
type Beat = Partial<ConsumerGroupHeartbeatRequestDraft>

// A target for each change, so that it does not depend on how quickly they come.
const settings = {
  'group.consumer.assignment.interval.ms': '0',
  'group.initial.rebalance.delay.ms': '0',
}

function told(
  play: Play<typeof ApiKey.ConsumerGroupHeartbeat>,
  more: { readonly since?: number } = {},
): Particular<typeof ApiKey.ConsumerGroupHeartbeat> {
  return {
    ...more,
    settings,
    play: async (stage) => {
      await untilCoordinated(stage, stage.name('group'))
      await play(stage)
    },
  }
}

function join(
  stage: Members,
  memberId: string,
  more: Beat = {},
): Promise<ConsumerGroupHeartbeatResponse> {
  return stage.ask({
    ...{ groupId: stage.name('group'), memberId, memberEpoch: 0, rebalanceTimeoutMs: 60_000 },
    ...{ subscribedTopicNames: [stage.name()], topicPartitions: [] },
    ...more,
  })
}

function beat(
  stage: Members,
  memberId: string,
  memberEpoch: number,
  more: Beat = {},
): Promise<ConsumerGroupHeartbeatResponse> {
  return stage.ask({ groupId: stage.name('group'), memberId, memberEpoch, ...more })
}

async function describe(stage: Members): Promise<void> {
  const request = { groupIds: [stage.name('group')], includeAuthorizedOperations: true }
  await stage.send(ApiKey.ConsumerGroupDescribe, 1, request)
}

/** A member for each expression. */
async function joinWithEach(stage: Members, expressions: readonly string[]): Promise<void> {
  for (const [index, subscribedTopicRegex] of expressions.entries()) {
    await join(stage, `m-${index}`, { subscribedTopicNames: null, subscribedTopicRegex })
  }
}

export const consumerGroupHeartbeat = scenariosOf(ApiKey.ConsumerGroupHeartbeat, {
  'a member alone': told(async (stage) => {
    await assignableTopic(stage, { partitions: 3 })
    const { memberEpoch } = await join(stage, 'a', { rackId: 'rack', serverAssignor: 'range' })
    await beat(stage, 'a', memberEpoch)
    await describe(stage)
    await beat(stage, 'a', -1)
    await describe(stage)
    await beat(stage, 'a', memberEpoch)
  }),
  'a second member, step by step': told(
    async (stage) => {
      const { id: topicId } = await assignableTopic(stage, { partitions: 4 })
      const first = await join(stage, 'a', { serverAssignor: 'range' })
      const second = await join(stage, 'b', { serverAssignor: 'range' })
      await describe(stage)
      await beat(stage, 'b', second.memberEpoch)
      await beat(stage, 'a', first.memberEpoch)
      await describe(stage)
      await beat(stage, 'a', first.memberEpoch)
      await beat(stage, 'a', first.memberEpoch, {
        topicPartitions: [{ topicId, partitions: [0, 1] }],
      })
      await beat(stage, 'b', second.memberEpoch)
      await describe(stage)
    },
    // Before that the broker makes up ids, and their order decides who gets what.
    { since: 1 },
  ),
  'epochs that are wrong': told(async (stage) => {
    const { id: topicId } = await assignableTopic(stage, { partitions: 2 })
    const { memberEpoch } = await join(stage, 'a')
    await join(stage, 'b')
    await beat(stage, 'a', memberEpoch + 7)
    await beat(stage, 'nobody', memberEpoch)
    await beat(stage, 'b', memberEpoch)
    await beat(stage, 'a', memberEpoch, { topicPartitions: [{ topicId, partitions: [7] }] })
    await beat(stage, 'a', 0)
  }),
  'a group that there is not': told(async (stage) => {
    await beat(stage, 'a', 1)
    await beat(stage, 'a', -1)
    await beat(stage, 'a', -2, { instanceId: 'one' })
  }),
  'requests that make no sense': told(async (stage) => {
    await assignableTopic(stage)
    const wrong: readonly Beat[] = [
      { memberId: '', memberEpoch: 3 },
      { groupId: '' },
      { groupId: ' ' },
      { instanceId: '' },
      { rackId: '' },
      { rebalanceTimeoutMs: -1 },
      { topicPartitions: null },
      { subscribedTopicNames: null },
      { memberEpoch: -2 },
      { memberEpoch: -3 },
      { serverAssignor: 'best' },
      { serverAssignor: '' },
    ]
    for (const different of wrong) await join(stage, 'a', different)
  }),
  'a topic that does not exist yet, then does': told(async (stage) => {
    const { memberEpoch } = await join(stage, 'a')
    await describe(stage)
    await assignableTopic(stage, { partitions: 2 })
    await beat(stage, 'a', memberEpoch)
    await describe(stage)
  }),
  'subscriptions that change': told(async (stage) => {
    await assignableTopic(stage, { partitions: 2 })
    await assignableTopic(stage, { suffix: 'b', partitions: 1 })
    const { memberEpoch } = await join(stage, 'a')
    const both = { subscribedTopicNames: [stage.name(), stage.name('b')] }
    const wider = await beat(stage, 'a', memberEpoch, both)
    const narrower = await beat(stage, 'a', wider.memberEpoch, {
      subscribedTopicNames: [stage.name('b')],
    })
    await describe(stage)
    await beat(stage, 'a', narrower.memberEpoch, { topicPartitions: [] })
    await beat(stage, 'a', narrower.memberEpoch, { subscribedTopicNames: [] })
    await describe(stage)
  }),
  'static members': told(async (stage) => {
    await assignableTopic(stage, { partitions: 2 })
    const one = { instanceId: 'one' }
    const { memberEpoch } = await join(stage, 'a', one)
    await join(stage, 'b', one)
    await beat(stage, 'b', memberEpoch, one)
    await beat(stage, 'a', -2, one)
    await describe(stage)
    await join(stage, 'b', one)
    await describe(stage)
    await beat(stage, 'a', memberEpoch, one)
    await beat(stage, 'b', -1, one)
    await beat(stage, 'b', -1, one)
    await beat(stage, 'c', memberEpoch, { instanceId: 'two' })
  }),
  'an expression that is none': told(
    async (stage) => {
      for (const subscribedTopicRegex of ['[', '(?=a)', '*']) {
        await join(stage, 'a', { subscribedTopicNames: null, subscribedTopicRegex })
      }
      await describe(stage)
    },
    { since: 1 },
  ),
  'expressions that Kafka does not read': told((stage) => joinWithEach(stage, notForKafka), {
    since: 1,
  }),
  'expressions that only Kafka reads': told((stage) => joinWithEach(stage, onlyForKafka), {
    since: 1,
  }),
  'an expression that is found out later': told(
    async (stage) => {
      await assignableTopic(stage, { partitions: 2 })
      const subscribedTopicRegex = stage.name().replaceAll('.', '\\.')
      await join(stage, 'a', { subscribedTopicNames: null, subscribedTopicRegex })
      await stage.until(
        ApiKey.ConsumerGroupDescribe,
        1,
        { groupIds: [stage.name('group')], includeAuthorizedOperations: false },
        ({ groups }) => groups.every(({ groupEpoch }) => groupEpoch > 1),
      )
      await beat(stage, 'a', 1)
      await describe(stage)
    },
    { since: 1 },
  ),
  'commits by epoch': told(async (stage) => {
    const { name } = await assignableTopic(stage, { partitions: 1 })
    const { memberEpoch } = await join(stage, 'a')
    const commit = async (memberId: string, epoch: number, apiVersion = 9): Promise<void> => {
      const partition = { partitionIndex: 0, committedOffset: 1n, committedMetadata: '' }
      await stage.send(ApiKey.OffsetCommit, apiVersion, {
        ...{ groupId: stage.name('group'), memberId, generationIdOrMemberEpoch: epoch },
        topics: [{ name, partitions: [{ ...partition, committedLeaderEpoch: -1 }] }],
      })
    }
    await commit('a', memberEpoch)
    await commit('a', memberEpoch + 1)
    await commit('a', memberEpoch - 1)
    await commit('a', memberEpoch, 8)
    await commit('nobody', memberEpoch)
    await commit('', -1)
    await beat(stage, 'a', -1)
    await commit('', -1)
  }),
  'a group is listed, and is no classic one': told(async (stage) => {
    await assignableTopic(stage)
    await join(stage, 'a')
    const groupId = stage.name('group')
    await stage.send(ApiKey.DescribeGroups, 5, { groups: [groupId] })
    await stage.send(ApiKey.DescribeGroups, 6, { groups: [groupId] })
    await stage.send(ApiKey.DeleteGroups, 2, { groupsNames: [groupId] })
    await beat(stage, 'a', -1)
    await stage.send(ApiKey.DeleteGroups, 2, { groupsNames: [groupId] })
    await describe(stage)
  }),
})
