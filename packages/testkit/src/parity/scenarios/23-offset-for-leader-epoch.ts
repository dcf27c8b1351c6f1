import { ApiKey } from '@barnabus/protocol'

import { batch, produced } from '../requests.ts'
import { scenariosOf } from '../scenario.ts'

export const offsetForLeaderEpoch = scenariosOf(ApiKey.OffsetForLeaderEpoch, {
  'epochs that were, are and are not': async (stage) => {
    const topic = await stage.topic()
    await produced(stage, topic, batch(stage, ['a', 'b']))
    for (const leaderEpoch of [0, 1, 7, -1, -2]) {
      const partitions = [{ partition: 0, leaderEpoch }]
      await stage.ask({ replicaId: -1, topics: [{ topic: topic.name, partitions }] })
    }
  },
  'an empty partition': async (stage) => {
    const { name } = await stage.topic()
    const topics = [{ topic: name, partitions: [{ partition: 0, leaderEpoch: 0 }] }]
    await stage.ask({ replicaId: -1, topics })
  },
  'what the client thinks the epoch is': async (stage) => {
    const { name } = await stage.topic()
    for (const currentLeaderEpoch of [-1, 0, 1]) {
      const partitions = [{ partition: 0, leaderEpoch: 0, currentLeaderEpoch }]
      await stage.ask({ replicaId: -1, topics: [{ topic: name, partitions }] })
    }
  },
  'topics and partitions that are none': async (stage) => {
    const { name } = await stage.topic()
    const partitions = [0, 1, -1].map((partition) => ({ partition, leaderEpoch: 0 }))
    const topics = [name, stage.name('none')].map((topic) => ({ topic, partitions }))
    await stage.ask({ replicaId: -1, topics })
  },
  'empty lists': async (stage) => {
    await stage.ask({ replicaId: -1, topics: [] })
    await stage.ask({ replicaId: -1, topics: [{ topic: stage.name(), partitions: [] }] })
  },
})
