import { ApiKey } from '@barnabus/protocol'

import { scenariosOf } from '../scenario.ts'

export const describeTopicPartitions = scenariosOf(ApiKey.DescribeTopicPartitions, {
  'two topics': async (stage) => {
    const [one, two] = [await stage.topic({ partitions: 3 }), await stage.topic({ suffix: 'b' })]
    await stage.ask({ topics: [{ name: two.name }, { name: one.name }] })
  },
  'page by page': async (stage) => {
    const [one, two] = [await stage.topic({ partitions: 3 }), await stage.topic({ suffix: 'b' })]
    const topics = [{ name: one.name }, { name: two.name }]
    const starts = [null, { topicName: one.name, partitionIndex: 2 }]
    const more = [
      { topicName: two.name, partitionIndex: 0 },
      { topicName: one.name, partitionIndex: 9 },
      { topicName: stage.name('none'), partitionIndex: 0 },
      { topicName: one.name, partitionIndex: -1 },
    ]
    for (const cursor of [...starts, ...more]) {
      const request = { topics, responsePartitionLimit: 2, cursor }
      await stage.attempt(ApiKey.DescribeTopicPartitions, 0, request)
    }
  },
  'limits of partitions': async (stage) => {
    const { name } = await stage.topic({ partitions: 3 })
    for (const responsePartitionLimit of [1, 3, 0, -1, 2_147_483_647]) {
      const request = { topics: [{ name }], responsePartitionLimit }
      await stage.attempt(ApiKey.DescribeTopicPartitions, 0, request)
    }
  },
  'topics that are none': async (stage) => {
    const { name } = await stage.topic()
    for (const none of [stage.name('none'), '', 'a b']) {
      await stage.ask({ topics: [{ name: none }, { name }] })
    }
  },
  'the same topic twice': async (stage) => {
    const { name } = await stage.topic()
    await stage.ask({ topics: [{ name }, { name }] })
  },
})
