import { ApiKey, type CreateTopicsRequestDraft } from '@barnabus/protocol'

import { scenariosOf } from '../scenario.ts'

type TopicDraft = CreateTopicsRequestDraft['topics'][number]

const timeoutMs = 10_000

/** A topic to be made, plain but for what is given. */
function plain(name: string, different: Partial<TopicDraft> = {}): TopicDraft {
  return {
    name,
    numPartitions: 1,
    replicationFactor: 1,
    assignments: [],
    configs: [],
    ...different,
  }
}

function config(name: string, value: string | null): TopicDraft['configs'][number] {
  return { name, value }
}

function assigned(...partitions: readonly (readonly number[])[]): Partial<TopicDraft> {
  const assignments = partitions.map((brokerIds, partitionIndex) => ({ partitionIndex, brokerIds }))
  return { numPartitions: -1, replicationFactor: -1, assignments }
}

export const createTopics = scenariosOf(ApiKey.CreateTopics, {
  'three partitions': async (stage) => {
    await stage.ask({ topics: [plain(stage.name(), { numPartitions: 3 })], timeoutMs })
    await stage.settle()
    const topics = [{ name: stage.name() }]
    await stage.send(ApiKey.Metadata, 12, { topics, allowAutoTopicCreation: false })
  },
  'no topics': async (stage) => void (await stage.ask({ topics: [], timeoutMs })),
  'a topic that exists': async (stage) => {
    const { name } = await stage.topic()
    await stage.ask({ topics: [plain(name), plain(stage.name('b'))], timeoutMs })
  },
  'the same topic twice in a request': async (stage) => {
    const twice = [plain(stage.name()), plain(stage.name('b')), plain(stage.name())]
    await stage.ask({ topics: twice, timeoutMs })
    await stage.ask({ topics: [plain(stage.name())], timeoutMs })
  },
  'names that are none': async (stage) => {
    const names = ['', '.', '..', 'a b', 'ä', 'x/y', 'a'.repeat(249), 'a'.repeat(250)]
    for (const name of names) {
      await stage.ask({ topics: [plain(name)], timeoutMs, validateOnly: true })
    }
  },
  'names that differ in a dot and an underscore': async (stage) => {
    await stage.topic({ suffix: 'a.b' })
    await stage.ask({ topics: [plain(stage.name('a_b'))], timeoutMs })
    const together = [plain(stage.name('c.d')), plain(stage.name('c_d'))]
    await stage.ask({ topics: together, timeoutMs })
  },
  'numbers of partitions': async (stage) => {
    for (const numPartitions of [-2, 0, 10_001]) {
      const topics = [plain(stage.name(`p${numPartitions}`), { numPartitions })]
      await stage.ask({ topics, timeoutMs, validateOnly: true })
    }
  },
  'numbers of replicas': async (stage) => {
    for (const replicationFactor of [-2, 0, 2, 32_767]) {
      const topics = [plain(stage.name(`r${replicationFactor}`), { replicationFactor })]
      await stage.ask({ topics, timeoutMs })
    }
  },
  'the defaults of the broker': {
    since: 4,
    play: async (stage) => {
      const defaults = { numPartitions: -1, replicationFactor: -1 }
      await stage.ask({ topics: [plain(stage.name(), defaults)], timeoutMs })
    },
  },
  'the defaults of the broker, where there are none yet': {
    until: 3,
    play: async (stage) => {
      const defaults = { numPartitions: -1, replicationFactor: -1 }
      await stage.ask({ topics: [plain(stage.name(), defaults)], timeoutMs })
    },
  },
  'replicas by hand': async (stage) => {
    await stage.ask({ topics: [plain(stage.name(), assigned([1], [1]))], timeoutMs })
    await stage.settle()
    const topics = [{ name: stage.name() }]
    await stage.send(ApiKey.Metadata, 12, { topics, allowAutoTopicCreation: false })
  },
  'replicas by hand that cannot be': async (stage) => {
    const wrong: readonly Partial<TopicDraft>[] = [
      assigned([]),
      assigned([1, 1]),
      assigned([7]),
      assigned([-1]),
      assigned([1], []),
      { ...assigned([1]), numPartitions: 1 },
      { ...assigned([1]), replicationFactor: 1 },
      { ...assigned([1]), assignments: [{ partitionIndex: 1, brokerIds: [1] }] },
      {
        ...assigned([1]),
        assignments: [
          { partitionIndex: 0, brokerIds: [1] },
          { partitionIndex: 0, brokerIds: [1] },
        ],
      },
    ]
    for (const [index, different] of wrong.entries()) {
      await stage.ask({ topics: [plain(stage.name(`w${index}`), different)], timeoutMs })
    }
  },
  'validate only': async (stage) => {
    await stage.ask({ topics: [plain(stage.name())], timeoutMs, validateOnly: true })
    await stage.settle()
    const topics = [{ name: stage.name() }]
    await stage.send(ApiKey.Metadata, 12, { topics, allowAutoTopicCreation: false })
  },
  configs: async (stage) => {
    const configs = [
      config('retention.ms', '1000000'),
      config('segment.bytes', '1048576'),
      config('compression.type', 'zstd'),
      config('message.timestamp.type', 'LogAppendTime'),
    ]
    await stage.ask({ topics: [plain(stage.name(), { configs })], timeoutMs })
    await stage.settle()
    const resources = [{ resourceType: 2, resourceName: stage.name(), configurationKeys: null }]
    await stage.send(ApiKey.DescribeConfigs, 4, { resources })
  },
  'configs that cannot be': async (stage) => {
    const wrong: readonly (readonly [string, string | null])[] = [
      ['no.such.config', '1'],
      ['retention.ms', 'soon'],
      ['retention.ms', '-2'],
      ['retention.ms', ''],
      ['retention.ms', null],
      ['segment.bytes', '1'],
      ['segment.bytes', '2147483648'],
      ['cleanup.policy', 'shred'],
      ['cleanup.policy', ''],
      ['compression.type', 'rar'],
      ['compression.gzip.level', '10'],
      ['min.insync.replicas', '0'],
      ['max.message.bytes', '-1'],
      ['min.cleanable.dirty.ratio', '2'],
      ['unclean.leader.election.enable', 'perhaps'],
      ['message.timestamp.type', 'Now'],
      ['', ''],
    ]
    for (const [index, [name, value]] of wrong.entries()) {
      const configs = [config(name, value)]
      await stage.ask({ topics: [plain(stage.name(`c${index}`), { configs })], timeoutMs })
    }
  },
  'the same config twice': async (stage) => {
    const configs = [config('retention.ms', '1000'), config('retention.ms', '2000')]
    await stage.ask({ topics: [plain(stage.name(), { configs })], timeoutMs })
  },
  'internal topics by name': async (stage) => {
    const topics = [plain('__consumer_offsets'), plain('__transaction_state')]
    await stage.ask({ topics, timeoutMs, validateOnly: true })
  },
  'a timeout that is over': async (stage) => {
    await stage.ask({ topics: [plain(stage.name())], timeoutMs: 60_000, validateOnly: true })
  },
})
