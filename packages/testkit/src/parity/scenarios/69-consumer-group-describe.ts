import { ApiKey } from '@barnabus/protocol'

import { assignableTopic, untilCoordinated } from '../group-coordinator.ts'
import { scenariosOf } from '../scenario.ts'

export const consumerGroupDescribe = scenariosOf(ApiKey.ConsumerGroupDescribe, {
  'groups that there are not': async (stage) => {
    await untilCoordinated(stage, stage.name('group'))
    const groupIds = ['', stage.name('group'), stage.name('group')]
    await stage.ask({ groupIds, includeAuthorizedOperations: true })
    await stage.ask({ groupIds: [], includeAuthorizedOperations: false })
  },
  'a group of two with different subscriptions': {
    settings: { 'group.consumer.assignment.interval.ms': '0' },
    play: async (stage) => {
      await assignableTopic(stage, { partitions: 3 })
      await assignableTopic(stage, { suffix: 'b', partitions: 2 })
      const groupId = stage.name('group')
      await untilCoordinated(stage, groupId)
      for (const [memberId, suffixes] of [
        ['a', ['a']],
        ['b', ['a', 'b']],
      ] as const) {
        await stage.quietly(ApiKey.ConsumerGroupHeartbeat, 1, {
          ...{ groupId, memberId, memberEpoch: 0, rebalanceTimeoutMs: 60_000, rackId: 'rack' },
          ...{ serverAssignor: 'range', topicPartitions: [] },
          subscribedTopicNames: suffixes.map((suffix) => stage.name(suffix)),
        })
      }
      await stage.ask({ groupIds: [groupId], includeAuthorizedOperations: true })
    },
  },
})
