import { ApiKey } from '@barnabus/protocol'

import { batch, produced, producer } from '../requests.ts'
import { scenariosOf } from '../scenario.ts'

export const describeProducers = scenariosOf(ApiKey.DescribeProducers, {
  'of a partition with one': async (stage) => {
    const [topic, identity] = [await stage.topic(), await producer(stage)]
    await produced(stage, topic, batch(stage, ['a', 'b'], { ...identity, baseSequence: 0 }))
    await produced(stage, topic, batch(stage, ['c']))
    await stage.ask({ topics: [{ name: topic.name, partitionIndexes: [0] }] })
  },
  'of a partition without': async (stage) => {
    const topic = await stage.topic()
    await produced(stage, topic, batch(stage, ['a']))
    await stage.ask({ topics: [{ name: topic.name, partitionIndexes: [0] }] })
  },
  'of partitions that are none': async (stage) => {
    const { name } = await stage.topic()
    await stage.ask({ topics: [{ name, partitionIndexes: [1, -1, 0] }] })
    await stage.ask({ topics: [{ name: stage.name('none'), partitionIndexes: [0] }] })
    await stage.ask({ topics: [{ name: 'a b', partitionIndexes: [0] }] })
    await stage.ask({ topics: [{ name: '', partitionIndexes: [0] }] })
  },
  'empty lists': async (stage) => {
    await stage.ask({ topics: [] })
    await stage.ask({ topics: [{ name: stage.name(), partitionIndexes: [] }] })
  },
})
