import { ApiKey } from '@barnabus/protocol'

import { batch, produced, seeOffsets, seeRecords } from '../requests.ts'
import { scenariosOf } from '../scenario.ts'

const timeoutMs = 10_000

export const deleteRecords = scenariosOf(ApiKey.DeleteRecords, {
  'up to an offset, and on': async (stage) => {
    const topic = await stage.topic()
    for (const values of [['a', 'b'], ['c', 'd'], ['e']]) {
      await produced(stage, topic, batch(stage, values))
    }
    for (const offset of [0n, 1n, 3n, 2n, 5n, 6n, -1n, -2n]) {
      const partitions = [{ partitionIndex: 0, offset }]
      await stage.ask({ topics: [{ name: topic.name, partitions }], timeoutMs })
      await seeOffsets(stage, topic)
    }
    await seeRecords(stage, topic, { offset: 5n })
  },
  'all that there are': async (stage) => {
    const topic = await stage.topic()
    await produced(stage, topic, batch(stage, ['a', 'b']))
    const partitions = [{ partitionIndex: 0, offset: -1n }]
    await stage.ask({ topics: [{ name: topic.name, partitions }], timeoutMs })
    await produced(stage, topic, batch(stage, ['c']))
    await seeOffsets(stage, topic)
    await seeRecords(stage, topic, { offset: 2n })
  },
  'of an empty partition': async (stage) => {
    const topic = await stage.topic()
    for (const offset of [0n, -1n, 1n]) {
      const partitions = [{ partitionIndex: 0, offset }]
      await stage.ask({ topics: [{ name: topic.name, partitions }], timeoutMs })
    }
  },
  'of partitions that are none': async (stage) => {
    const { name } = await stage.topic()
    const partitions = [0, 1, -1].map((partitionIndex) => ({ partitionIndex, offset: 0n }))
    await stage.ask({ topics: [{ name, partitions }], timeoutMs })
  },
  'of a topic that is none': async (stage) => {
    const partitions = [{ partitionIndex: 0, offset: 0n }]
    await stage.ask({ topics: [{ name: stage.name('none'), partitions }], timeoutMs })
  },
  'empty lists': async (stage) => {
    await stage.ask({ topics: [], timeoutMs })
    await stage.ask({ topics: [{ name: stage.name(), partitions: [] }], timeoutMs })
  },
  'of a topic that is compacted only': async (stage) => {
    const { name } = await stage.topic({ configs: { 'cleanup.policy': 'compact' } })
    await stage.ask({
      topics: [{ name, partitions: [{ partitionIndex: 0, offset: 0n }] }],
      timeoutMs,
    })
  },
})
