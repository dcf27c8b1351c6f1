import { ApiKey } from '@barnabus/protocol'

import { batch, produced } from '../requests.ts'
import { scenariosOf, type Play } from '../scenario.ts'
import type { Stage } from '../stage.ts'

type ListOffsetsStage = Stage<typeof ApiKey.ListOffsets>

/** Asks for offsets by timestamp in one partition, one after the other. */
async function lookUp(
  stage: ListOffsetsStage,
  name: string,
  timestamps: readonly bigint[],
  partitionIndex = 0,
): Promise<void> {
  for (const timestamp of timestamps) {
    const topics = [{ name, partitions: [{ partitionIndex, timestamp }] }]
    await stage.ask({ replicaId: -1, topics })
  }
}

/** Looks for all that has a meaning of its own, and for some that has none. */
function specials(values: readonly string[]): Play<typeof ApiKey.ListOffsets> {
  return async (stage) => {
    const topic = await stage.topic()
    if (values.length > 0) await produced(stage, topic, batch(stage, values))
    await lookUp(stage, topic.name, [-1n, -2n, -3n, -4n, -5n, -6n, -7n, -100n])
  }
}

export const listOffsets = scenariosOf(ApiKey.ListOffsets, {
  'the special timestamps of an empty partition': specials([]),
  'the special timestamps of a partition': specials(['a', 'b', 'c']),
  'timestamps before, at, between and after records': async (stage) => {
    const topic = await stage.topic()
    for (const lag of [0n, 10n, 20n]) {
      const records = [{ value: null, timestamp: stage.now + lag }]
      await produced(stage, topic, batch(stage, [], { records }))
    }
    const around = [-1n, 0n, 1n, 10n, 11n, 20n, 21n].map((lag) => stage.now + lag)
    await lookUp(stage, topic.name, [0n, ...around])
  },
  'timestamps within a batch': async (stage) => {
    const topic = await stage.topic()
    const lags = [5n, 0n, 9n, 9n, 3n]
    const records = lags.map((lag) => ({ value: null, timestamp: stage.now + lag }))
    await produced(stage, topic, batch(stage, [], { records }))
    await lookUp(
      stage,
      topic.name,
      [...lags, 4n, 8n, 10n].map((lag) => stage.now + lag),
    )
    await lookUp(stage, topic.name, [-3n])
  },
  'timestamps within a compressed batch': async (stage) => {
    const topic = await stage.topic()
    const records = [0n, 7n, 3n].map((lag) => ({ value: null, timestamp: stage.now + lag }))
    await produced(stage, topic, batch(stage, [], { records, compression: 'gzip' }))
    await lookUp(
      stage,
      topic.name,
      [0n, 1n, 7n, 8n].map((lag) => stage.now + lag),
    )
    await lookUp(stage, topic.name, [-3n])
  },
  'records without timestamps': async (stage) => {
    const topic = await stage.topic()
    await produced(stage, topic, batch(stage, [], { records: [{ value: null }] }))
    await lookUp(stage, topic.name, [0n, -1n, -3n])
  },
  'after records were deleted': async (stage) => {
    const topic = await stage.topic()
    for (const value of ['a', 'b', 'c']) await produced(stage, topic, batch(stage, [value]))
    const topics = [{ name: topic.name, partitions: [{ partitionIndex: 0, offset: 2n }] }]
    await stage.send(ApiKey.DeleteRecords, 2, { topics, timeoutMs: 10_000 })
    await lookUp(stage, topic.name, [-1n, -2n, -3n, -4n, stage.now - 1n, stage.now])
  },
  'topics and partitions that are none': async (stage) => {
    const { name } = await stage.topic()
    await lookUp(stage, stage.name('none'), [-1n])
    await lookUp(stage, name, [-1n], 7)
    await lookUp(stage, name, [-1n], -1)
    await lookUp(stage, '', [-1n])
  },
  'empty lists': async (stage) => {
    await stage.ask({ replicaId: -1, topics: [] })
    await stage.ask({ replicaId: -1, topics: [{ name: stage.name(), partitions: [] }] })
  },
  'the same partition twice': async (stage) => {
    const { name } = await stage.topic({ partitions: 2 })
    const partitions = [0, 1, 0].map((partitionIndex) => ({ partitionIndex, timestamp: -1n }))
    await stage.ask({ replicaId: -1, topics: [{ name, partitions }] })
  },
  'several topics': async (stage) => {
    const [one, two] = [await stage.topic(), await stage.topic({ suffix: 'b' })]
    await produced(stage, two, batch(stage, ['a']))
    const partitions = [{ partitionIndex: 0, timestamp: -1n }]
    const names = [two.name, stage.name('none'), one.name]
    await stage.ask({ replicaId: -1, topics: names.map((name) => ({ name, partitions })) })
  },
  'leader epochs': {
    since: 4,
    play: async (stage) => {
      const { name } = await stage.topic()
      for (const currentLeaderEpoch of [-1, 0, 1, -2]) {
        const partitions = [{ partitionIndex: 0, timestamp: -1n, currentLeaderEpoch }]
        await stage.ask({ replicaId: -1, topics: [{ name, partitions }] })
      }
    },
  },
  'isolation levels': {
    since: 2,
    play: async (stage) => {
      const topic = await stage.topic()
      await produced(stage, topic, batch(stage, ['a']))
      const topics = [{ name: topic.name, partitions: [{ partitionIndex: 0, timestamp: -1n }] }]
      for (const isolationLevel of [0, 1, 2]) {
        await stage.ask({ replicaId: -1, isolationLevel, topics })
      }
    },
  },
  'replicas that ask': async (stage) => {
    const { name } = await stage.topic()
    const topics = [{ name, partitions: [{ partitionIndex: 0, timestamp: -1n }] }]
    for (const replicaId of [-2, 0, 1, 7]) await stage.ask({ replicaId, topics })
  },
})
