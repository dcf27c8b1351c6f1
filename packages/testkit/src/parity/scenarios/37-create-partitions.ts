import { ApiKey } from '@barnabus/protocol'

import { batch, produced, seeOffsets, seeTopic } from '../requests.ts'
import { scenariosOf } from '../scenario.ts'

const timeoutMs = 10_000

export const createPartitions = scenariosOf(ApiKey.CreatePartitions, {
  'two more': async (stage) => {
    const topic = await stage.topic()
    await produced(stage, topic, batch(stage, ['a']))
    const topics = [{ name: topic.name, count: 3, assignments: null }]
    await stage.ask({ topics, timeoutMs, validateOnly: false })
    await stage.settle()
    await seeTopic(stage, topic.name)
    await seeOffsets(stage, topic)
    await seeOffsets(stage, topic, 2)
  },
  'as many, fewer, none and far too many': async (stage) => {
    const { name } = await stage.topic({ partitions: 2 })
    for (const count of [2, 1, 0, -1, 2_147_483_647]) {
      const topics = [{ name, count, assignments: null }]
      await stage.ask({ topics, timeoutMs, validateOnly: false })
    }
    await seeTopic(stage, name)
  },
  'validate only': async (stage) => {
    const { name } = await stage.topic()
    const topics = [{ name, count: 3, assignments: null }]
    await stage.ask({ topics, timeoutMs, validateOnly: true })
    await stage.settle()
    await seeTopic(stage, name)
  },
  'a topic that is none': async (stage) => {
    for (const name of [stage.name('none'), '', 'a b']) {
      const topics = [{ name, count: 3, assignments: null }]
      await stage.ask({ topics, timeoutMs, validateOnly: false })
    }
  },
  'the same topic twice': async (stage) => {
    const { name } = await stage.topic()
    const topics = [2, 3].map((count) => ({ name, count, assignments: null }))
    await stage.ask({ topics, timeoutMs, validateOnly: false })
    await stage.settle()
    await seeTopic(stage, name)
  },
  'no topics': async (stage) => {
    await stage.ask({ topics: [], timeoutMs, validateOnly: false })
  },
  'replicas by hand': async (stage) => {
    const { name } = await stage.topic()
    const several = [[[1], [1]], [[1]], [[1, 1], [1]], [[7], [1]], [[], [1]], [[1], [1], [1]], []]
    for (const replicas of several) {
      const assignments = replicas.map((brokerIds) => ({ brokerIds }))
      const topics = [{ name, count: 3, assignments }]
      await stage.ask({ topics, timeoutMs, validateOnly: true })
    }
    const topics = [{ name, count: 2, assignments: [{ brokerIds: [1] }] }]
    await stage.ask({ topics, timeoutMs, validateOnly: false })
    await stage.settle()
    await seeTopic(stage, name)
  },
  'several topics, one of them wrong': async (stage) => {
    const [one, two] = [await stage.topic(), await stage.topic({ suffix: 'b' })]
    const names = [one.name, stage.name('none'), two.name]
    const topics = names.map((name) => ({ name, count: 2, assignments: null }))
    await stage.ask({ topics, timeoutMs, validateOnly: false })
  },
})
