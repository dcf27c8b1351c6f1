import { ApiKey } from '@barnabus/protocol'

import { batch, produced } from '../requests.ts'
import { scenariosOf } from '../scenario.ts'

export const describeLogDirs = scenariosOf(ApiKey.DescribeLogDirs, {
  'a partition with records': async (stage) => {
    const topic = await stage.topic({ partitions: 2 })
    await produced(stage, topic, batch(stage, ['a', 'b']))
    await stage.ask({ topics: [{ topic: topic.name, partitions: [0] }] })
  },
  'topics and partitions that are none': async (stage) => {
    const { name } = await stage.topic()
    await stage.ask({ topics: [{ topic: stage.name('none'), partitions: [0] }] })
    await stage.ask({ topics: [{ topic: name, partitions: [7] }] })
    await stage.ask({ topics: [{ topic: name, partitions: [] }] })
  },
  'no topics': async (stage) => void (await stage.ask({ topics: [] })),
})
