import { ApiKey, parseUuid, zeroUuid, type FetchRequestDraft } from '@barnabus/protocol'

import { batch, fetchRequest, produced } from '../requests.ts'
import { scenariosOf } from '../scenario.ts'
import type { Stage } from '../stage.ts'
import type { StageTopic } from '../stage-topics.ts'

type FetchStage = Stage<typeof ApiKey.Fetch>

const elsewhere = parseUuid('ZZZZZZZZZZZZZZZZZZZZZA')

/** A topic with three batches, of one, two and one record. */
async function filled(stage: FetchStage): Promise<StageTopic> {
  const topic = await stage.topic({ partitions: 2 })
  for (const values of [['a'], ['b', 'c'], ['d']]) {
    await produced(stage, topic, batch(stage, values))
  }
  return topic
}

/** One request of a session. */
function inSession(
  stage: FetchStage,
  topic: StageTopic,
  sessionId: number,
  sessionEpoch: number,
  different: Partial<FetchRequestDraft> = {},
): FetchRequestDraft {
  return fetchRequest(stage.version, topic, 0n, { sessionId, sessionEpoch, ...different })
}

export const fetch = scenariosOf(ApiKey.Fetch, {
  'from every offset': async (stage) => {
    const topic = await filled(stage)
    for (const offset of [0n, 1n, 2n, 3n, 4n, 5n, -1n, -2n]) {
      await stage.ask(fetchRequest(stage.version, topic, offset))
    }
  },
  'an empty partition': async (stage) => {
    const topic = await stage.topic()
    for (const offset of [0n, 1n]) await stage.ask(fetchRequest(stage.version, topic, offset))
  },
  'no topics': async (stage) => {
    const topic = await stage.topic()
    await stage.ask(fetchRequest(stage.version, topic, 0n, { topics: [] }))
  },
  'topics that are none': async (stage) => {
    for (const id of [elsewhere, zeroUuid]) {
      await stage.ask(fetchRequest(stage.version, { name: stage.name('none'), id }, 0n))
    }
  },
  'partitions that are none': async (stage) => {
    const topic = await stage.topic()
    for (const partition of [1, -1]) {
      await stage.ask(fetchRequest(stage.version, topic, 0n, { partition }))
    }
  },
  'the same partition twice': async (stage) => {
    const topic = await filled(stage)
    const [asked] = fetchRequest(stage.version, topic, 0n).topics
    if (asked === undefined) return
    const partitions = [0n, 3n].map((fetchOffset) => ({
      partition: 0,
      fetchOffset,
      partitionMaxBytes: 1 << 20,
    }))
    const topics = [{ ...asked, partitions }]
    await stage.ask(fetchRequest(stage.version, topic, 0n, { topics }))
  },
  'limits of bytes for the answer': async (stage) => {
    const topic = await filled(stage)
    for (const maxBytes of [1, 0, -1, 70, 150, 2_147_483_647]) {
      await stage.ask(fetchRequest(stage.version, topic, 0n, { maxBytes }))
    }
  },
  'limits of bytes for a partition': async (stage) => {
    const topic = await filled(stage)
    for (const partitionMaxBytes of [1, 0, -1, 70, 150, 2_147_483_647]) {
      const request = fetchRequest(stage.version, topic, 0n)
      const topics = request.topics.map((asked) => ({
        ...asked,
        partitions: [{ partition: 0, fetchOffset: 0n, partitionMaxBytes }],
      }))
      await stage.ask({ ...request, topics })
    }
  },
  'two partitions and little room': async (stage) => {
    const topic = await filled(stage)
    await produced(stage, topic, batch(stage, ['e']), 1)
    const request = fetchRequest(stage.version, topic, 0n, { maxBytes: 1 })
    const partitions = [1, 0].map((partition) => ({
      partition,
      fetchOffset: 0n,
      partitionMaxBytes: 1,
    }))
    await stage.ask({ ...request, topics: request.topics.map((it) => ({ ...it, partitions })) })
  },
  'less than asked for, after a while': async (stage) => {
    const topic = await filled(stage)
    await stage.ask(fetchRequest(stage.version, topic, 0n, { minBytes: 1 << 20, maxWaitMs: 50 }))
    await stage.ask(fetchRequest(stage.version, topic, 4n, { minBytes: 1, maxWaitMs: 50 }))
  },
  'a record that comes while waiting': async (stage) => {
    const topic = await stage.topic()
    const waiting = stage.ask(
      fetchRequest(stage.version, topic, 0n, { minBytes: 1, maxWaitMs: 15_000 }),
    )
    await produced(stage.another(), topic, batch(stage, ['a']))
    await waiting
  },
  'isolation levels': async (stage) => {
    const topic = await filled(stage)
    for (const isolationLevel of [0, 1, 2]) {
      await stage.ask(fetchRequest(stage.version, topic, 0n, { isolationLevel }))
    }
  },
  'leader epochs': {
    since: 9,
    play: async (stage) => {
      const topic = await filled(stage)
      const request = fetchRequest(stage.version, topic, 0n)
      for (const currentLeaderEpoch of [-1, 0, 1, -2]) {
        const partition = { partition: 0, fetchOffset: 4n, partitionMaxBytes: 1000 }
        const partitions = [{ ...partition, currentLeaderEpoch }]
        await stage.ask({ ...request, topics: request.topics.map((it) => ({ ...it, partitions })) })
      }
    },
  },
  'the epoch of the last record': {
    since: 12,
    play: async (stage) => {
      const topic = await filled(stage)
      const request = fetchRequest(stage.version, topic, 0n)
      for (const [lastFetchedEpoch, fetchOffset] of [
        [-1, 4n],
        [0, 4n],
        [0, 9n],
        [1, 4n],
      ] as const) {
        const partition = { partition: 0, fetchOffset, partitionMaxBytes: 1000 }
        const partitions = [{ ...partition, lastFetchedEpoch }]
        await stage.ask({ ...request, topics: request.topics.map((it) => ({ ...it, partitions })) })
      }
    },
  },
  'after records were deleted': async (stage) => {
    const topic = await filled(stage)
    const topics = [{ name: topic.name, partitions: [{ partitionIndex: 0, offset: 2n }] }]
    await stage.send(ApiKey.DeleteRecords, 2, { topics, timeoutMs: 10_000 })
    for (const offset of [0n, 1n, 2n]) await stage.ask(fetchRequest(stage.version, topic, offset))
  },
  'a topic deleted and made again': async (stage) => {
    const topic = await filled(stage)
    const topics = [{ name: topic.name, topicId: zeroUuid }]
    await stage.quietly(ApiKey.DeleteTopics, 6, { topics, timeoutMs: 10_000 })
    await stage.settle()
    await stage.ask(fetchRequest(stage.version, topic, 0n))
    const again = await stage.topic()
    await stage.ask(fetchRequest(stage.version, topic, 0n))
    await stage.ask(fetchRequest(stage.version, again, 0n))
  },
  'old codecs and new ones': async (stage) => {
    const topic = await stage.topic()
    for (const compression of ['gzip', 'snappy', 'lz4', 'zstd'] as const) {
      await produced(stage, topic, batch(stage, ['a', 'b'], { compression }))
    }
    await stage.ask(fetchRequest(stage.version, topic, 0n))
    await stage.ask(fetchRequest(stage.version, topic, 5n))
  },
})

/** Fetch sessions (KIP-227). */
export const fetchInSessions = scenariosOf(ApiKey.Fetch, {
  'session: made, used and closed': {
    since: 7,
    play: async (stage) => {
      const topic = await filled(stage)
      const { sessionId } = await stage.ask(inSession(stage, topic, 0, 0))
      await stage.ask(inSession(stage, topic, sessionId, 1))
      await stage.ask(inSession(stage, topic, sessionId, 2, { topics: [] }))
      await produced(stage, topic, batch(stage, ['e']))
      const more = fetchRequest(stage.version, topic, 4n).topics
      await stage.ask(inSession(stage, topic, sessionId, 3, { topics: more }))
      await stage.ask(inSession(stage, topic, sessionId, -1))
      await stage.ask(inSession(stage, topic, sessionId, 4, { topics: [] }))
    },
  },
  'session: epochs out of order': {
    since: 7,
    play: async (stage) => {
      const topic = await filled(stage)
      const { sessionId } = await stage.ask(inSession(stage, topic, 0, 0))
      for (const epoch of [2, 1, 1, 7, 2]) {
        await stage.ask(inSession(stage, topic, sessionId, epoch, { topics: [] }))
      }
    },
  },
  'session: nobody’s': {
    since: 7,
    play: async (stage) => {
      const topic = await filled(stage)
      for (const [sessionId, epoch] of [
        [12_345, 1],
        [12_345, 0],
        [0, 1],
        [-1, 1],
      ] as const) {
        await stage.ask(inSession(stage, topic, sessionId, epoch))
      }
    },
  },
  'session: a partition forgotten': {
    since: 7,
    play: async (stage) => {
      const topic = await filled(stage)
      const { sessionId } = await stage.ask(inSession(stage, topic, 0, 0))
      const named = stage.version >= 13 ? { topicId: topic.id } : { topic: topic.name }
      const forgottenTopicsData = [{ ...named, partitions: [0] }]
      await stage.ask(inSession(stage, topic, sessionId, 1, { topics: [], forgottenTopicsData }))
      await stage.ask(inSession(stage, topic, sessionId, 2, { topics: [] }))
    },
  },
  'session: a partition that is none': {
    since: 7,
    play: async (stage) => {
      const topic = await filled(stage)
      const { topics } = fetchRequest(stage.version, topic, 0n, { partition: 9 })
      const { sessionId } = await stage.ask(inSession(stage, topic, 0, 0, { topics }))
      await stage.ask(inSession(stage, topic, sessionId, 1, { topics: [] }))
    },
  },
  'session: the topic is deleted': {
    since: 7,
    play: async (stage) => {
      const topic = await filled(stage)
      const { sessionId } = await stage.ask(inSession(stage, topic, 0, 0))
      const topics = [{ name: topic.name, topicId: zeroUuid }]
      await stage.quietly(ApiKey.DeleteTopics, 6, { topics, timeoutMs: 10_000 })
      await stage.settle()
      await stage.ask(inSession(stage, topic, sessionId, 1, { topics: [] }))
      await stage.topic()
      await stage.ask(inSession(stage, topic, sessionId, 2, { topics: [] }))
    },
  },
})
