import { ApiKey, parseUuid, zeroUuid } from '@barnabus/protocol'

import { scenariosOf } from '../scenario.ts'

const elsewhere = parseUuid('ZZZZZZZZZZZZZZZZZZZZZA')

export const metadata = scenariosOf(ApiKey.Metadata, {
  'topics by name': async (stage) => {
    const [one, two] = [await stage.topic({ partitions: 3 }), await stage.topic({ suffix: 'b' })]
    await stage.ask({ topics: [{ name: two.name }, { name: one.name }] })
  },
  'topics by id': {
    since: 12,
    play: async (stage) => {
      const { id } = await stage.topic({ partitions: 3 })
      for (const topicId of [id, elsewhere]) await stage.ask({ topics: [{ topicId, name: null }] })
    },
  },
  'neither name nor id': {
    since: 12,
    play: async (stage) => void (await stage.ask({ topics: [{ topicId: zeroUuid, name: null }] })),
  },
  'both name and id': {
    since: 12,
    play: async (stage) => {
      const { id, name } = await stage.topic()
      await stage.ask({ topics: [{ topicId: id, name }] })
      await stage.ask({ topics: [{ topicId: elsewhere, name }] })
    },
  },
  'topics that are none': {
    since: 4,
    play: async (stage) => {
      const topics = [{ name: stage.name('none') }]
      await stage.ask({ topics, allowAutoTopicCreation: false })
    },
  },
  'names that are none': async (stage) => {
    for (const name of ['a b', '.', 'a'.repeat(250), '']) await stage.ask({ topics: [{ name }] })
  },
  'a topic made by asking for it': async (stage) => {
    const topics = [{ name: stage.name('made') }]
    await stage.ask({ topics })
    await stage.until(ApiKey.Metadata, 9, { topics }, (answer) =>
      answer.topics.every(({ errorCode }) => errorCode === 0),
    )
    await stage.ask({ topics })
  },
  'the same topic twice': async (stage) => {
    const { name } = await stage.topic()
    await stage.ask({ topics: [{ name }, { name }] })
  },
  'no topics': {
    since: 1,
    play: async (stage) => void (await stage.ask({ topics: [] })),
  },
  'all topics': {
    since: 1,
    alone: true,
    play: async (stage) => {
      await stage.topic()
      const answer = await stage.ask({ topics: null })
      const topics = answer.topics.map(({ name }) => ({ name, topicId: zeroUuid }))
      await stage.quietly(ApiKey.DeleteTopics, 6, { topics, timeoutMs: 10_000 })
      await stage.settle()
    },
  },
  'all topics, as an empty list': {
    until: 0,
    alone: true,
    play: async (stage) => {
      const { name } = await stage.topic()
      await stage.ask({ topics: [] })
      const topics = [{ name, topicId: zeroUuid }]
      await stage.quietly(ApiKey.DeleteTopics, 6, { topics, timeoutMs: 10_000 })
      await stage.settle()
    },
  },
  'authorized operations of topics': {
    since: 8,
    play: async (stage) => {
      const { name } = await stage.topic()
      await stage.ask({ topics: [{ name }], includeTopicAuthorizedOperations: true })
    },
  },
  'authorized operations of the cluster': {
    since: 8,
    until: 10,
    play: async (stage) => {
      await stage.ask({ topics: [], includeClusterAuthorizedOperations: true })
    },
  },
  'a topic deleted and made again': async (stage) => {
    const { name } = await stage.topic()
    await stage.ask({ topics: [{ name }] })
    const topics = [{ name, topicId: zeroUuid }]
    await stage.quietly(ApiKey.DeleteTopics, 6, { topics, timeoutMs: 10_000 })
    await stage.settle()
    await stage.topic({ partitions: 2 })
    await stage.ask({ topics: [{ name }] })
  },
})
