import { ApiKey, parseUuid, zeroUuid, type BatchDraft } from '@barnabus/protocol'

import {
  batch,
  bytes,
  called,
  produced,
  produceRequest,
  seeOffsets,
  seeRecords,
  seeTopic,
} from '../requests.ts'
import { oneByOne, type ProduceStage } from '../produce-one-by-one.ts'
import { scenariosOf } from '../scenario.ts'

const elsewhere = parseUuid('ZZZZZZZZZZZZZZZZZZZZZA')

/** A batch with some bytes overwritten; the checksum is made right again unless told otherwise. */
function forged(
  stage: ProduceStage,
  change: (view: DataView) => void,
  draft: Partial<BatchDraft> = {},
): Uint8Array {
  const forgery = batch(stage, ['a', 'b', 'c'], draft)
  change(new DataView(forgery.buffer, forgery.byteOffset, forgery.byteLength))
  return forgery
}

export const produce = scenariosOf(ApiKey.Produce, {
  'one batch': async (stage) => void (await oneByOne(stage, [batch(stage, ['a'])])),
  'one batch after the other': async (stage) => {
    await oneByOne(stage, [batch(stage, ['a']), batch(stage, ['b', 'c']), batch(stage, ['d'])])
  },
  'acks=1': async (stage) => {
    const topic = await stage.topic()
    await stage.ask(produceRequest(stage.version, topic, batch(stage, ['a']), { acks: 1 }))
    await seeOffsets(stage, topic)
  },
  'acks=0': async (stage) => {
    const topic = await stage.topic()
    await stage.post(produceRequest(stage.version, topic, batch(stage, ['a']), { acks: 0 }))
    await stage.ask(produceRequest(stage.version, topic, batch(stage, ['b'])))
    await seeRecords(stage, topic)
  },
  'acks=0 to a partition that is none': async (stage) => {
    const topic = await stage.topic()
    const wrong = { acks: 0, partition: 7 }
    await stage.post(produceRequest(stage.version, topic, batch(stage, ['a']), wrong))
    const next = produceRequest(stage.version, topic, batch(stage, ['b']))
    await stage.attempt(ApiKey.Produce, stage.version, next)
  },
  'acks that cannot be': async (stage) => {
    const topic = await stage.topic()
    for (const acks of [2, -2, 32_767]) {
      await stage.ask(produceRequest(stage.version, topic, batch(stage, ['a']), { acks }))
    }
    await seeOffsets(stage, topic)
  },
  'no topics': async (stage) => {
    await stage.ask({ acks: -1, timeoutMs: 10_000, topicData: [] })
  },
  'no partitions': async (stage) => {
    const topic = await stage.topic()
    const topicData = [{ ...called(topic, stage.version, 13), partitionData: [] }]
    await stage.ask({ acks: -1, timeoutMs: 10_000, topicData })
  },
  'no records': async (stage) => {
    const topic = await stage.topic()
    const request = produceRequest(stage.version, topic, new Uint8Array())
    await stage.attempt(ApiKey.Produce, stage.version, request)
    await seeOffsets(stage, topic)
  },
  'a topic that is none': async (stage) => {
    const topic = { name: stage.name('none'), id: elsewhere }
    await stage.ask(produceRequest(stage.version, topic, batch(stage, ['a'])))
  },
  'a topic without a name': async (stage) => {
    const topic = { name: '', id: zeroUuid }
    await stage.ask(produceRequest(stage.version, topic, batch(stage, ['a'])))
  },
  'partitions that are none': async (stage) => {
    const topic = await stage.topic()
    for (const partition of [1, -1, 2_147_483_647]) {
      await stage.ask(produceRequest(stage.version, topic, batch(stage, ['a']), { partition }))
    }
  },
  'several topics and partitions, some of them wrong': async (stage) => {
    const [one, two] = [await stage.topic({ partitions: 2 }), await stage.topic({ suffix: 'b' })]
    const none = { name: stage.name('none'), id: elsewhere }
    for (const { name } of [one, two]) await seeTopic(stage, name)
    const topicData = [one, none, two].map((topic) => ({
      ...called(topic, stage.version, 13),
      partitionData: [0, 1, 2].map((index) => ({ index, records: batch(stage, [`${index}`]) })),
    }))
    await stage.ask({ acks: -1, timeoutMs: 10_000, topicData })
    await seeOffsets(stage, one, 1)
    await seeOffsets(stage, two)
  },
  'the same partition twice': async (stage) => {
    const topic = await stage.topic()
    const partitionData = ['a', 'b'].map((value) => ({ index: 0, records: batch(stage, [value]) }))
    const topicData = [{ ...called(topic, stage.version, 13), partitionData }]
    await stage.attempt(ApiKey.Produce, stage.version, { acks: -1, timeoutMs: 10_000, topicData })
    await seeRecords(stage, topic)
  },
  'a wrong checksum': async (stage) => {
    const records = forged(stage, (view) => view.setUint32(17, view.getUint32(17) ^ 1))
    await oneByOne(stage, [records])
  },
  'a wrong number of records': async (stage) => {
    await oneByOne(stage, [forged(stage, (view) => view.setInt32(57, 2))])
  },
  'an old format': async (stage) => {
    const topic = await stage.topic()
    for (const magic of [0, 1, 3]) {
      const records = forged(stage, (view) => view.setInt8(16, magic))
      const request = produceRequest(stage.version, topic, records)
      await stage.attempt(ApiKey.Produce, stage.version, request)
    }
    await seeOffsets(stage, topic)
  },
  'a batch that ends too early': async (stage) => {
    const topic = await stage.topic()
    for (const size of [3, 12, 30, 65]) {
      const records = batch(stage, ['a', 'b', 'c']).subarray(0, size)
      const request = produceRequest(stage.version, topic, records)
      await stage.attempt(ApiKey.Produce, stage.version, request)
    }
    await seeOffsets(stage, topic)
  },
  'two batches for one partition': async (stage) => {
    const both = new Uint8Array(Buffer.concat([batch(stage, ['a']), batch(stage, ['b'])]))
    const topic = await stage.topic()
    const request = produceRequest(stage.version, topic, both)
    await stage.attempt(ApiKey.Produce, stage.version, request)
    await seeOffsets(stage, topic)
  },
  'offsets of the producer’s own': async (stage) => {
    await oneByOne(stage, [batch(stage, ['a', 'b'], { baseOffset: 42n, partitionLeaderEpoch: 7 })])
  },
  'a control batch': async (stage) => {
    await oneByOne(stage, [batch(stage, ['a'], { isControl: true })])
  },
  'a transactional batch of nobody': async (stage) => {
    await oneByOne(stage, [batch(stage, ['a'], { isTransactional: true })])
  },
  'keys, headers and nulls': async (stage) => {
    const headers = [
      { key: 'h', value: bytes('1') },
      { key: 'h', value: null },
    ]
    const timestamp = stage.now
    const records = [
      { key: null, value: null, timestamp },
      { key: bytes(''), value: bytes(''), headers, timestamp },
    ]
    await oneByOne(stage, [batch(stage, [], { records })])
  },
  'every codec': {
    since: 7,
    play: async (stage) => {
      const codecs = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const
      const values = Array.from({ length: 50 }, (_, index) => `value ${index}`)
      await oneByOne(
        stage,
        codecs.map((compression) => batch(stage, values, { compression })),
      )
    },
  },
  'zstd before it was allowed': {
    until: 6,
    play: async (stage) => {
      await oneByOne(stage, [batch(stage, ['a'], { compression: 'zstd' })])
    },
  },
  'a codec that is none': async (stage) => {
    await oneByOne(stage, [forged(stage, (view) => view.setInt16(21, 5))])
  },
  'sizes at the limit and one above': async (stage) => {
    const limit = batch(stage, ['x'.repeat(500)]).length
    const configs = { 'max.message.bytes': String(limit) }
    const batches = [499, 500, 501].map((size) => batch(stage, ['x'.repeat(size)]))
    await oneByOne(stage, batches, { configs })
  },
  'timestamps of long ago and of tomorrow': async (stage) => {
    const dayMs = 86_400_000n
    const times = [0n, -1n, stage.now - dayMs, stage.now + 1000n, stage.now + dayMs]
    const batches = times.map((timestamp) =>
      batch(stage, [], { records: [{ value: bytes('a'), timestamp }] }),
    )
    const never = { 'retention.ms': '-1', 'segment.ms': '9223372036854775807' }
    await oneByOne(stage, batches, { configs: never })
  },
  'timestamps that a topic limits': async (stage) => {
    const configs = {
      'message.timestamp.before.max.ms': '60000',
      'message.timestamp.after.max.ms': '60000',
    }
    const times = [stage.now - 120_000n, stage.now - 10_000n, stage.now + 120_000n]
    const batches = times.map((timestamp) => {
      const records = [
        { value: bytes('a'), timestamp: stage.now },
        { value: bytes('b'), timestamp },
      ]
      return batch(stage, [], { records })
    })
    await oneByOne(stage, batches, { configs })
  },
  'a topic that stamps records itself': async (stage) => {
    const configs = { 'message.timestamp.type': 'LogAppendTime' }
    const topic = await stage.topic({ configs })
    await stage.ask(produceRequest(stage.version, topic, batch(stage, ['a', 'b'])))
    await seeRecords(stage, topic)
  },
  'a topic that compresses records itself': async (stage) => {
    const values = Array.from({ length: 50 }, (_, index) => `value ${index}`)
    const topic = await stage.topic({ configs: { 'compression.type': 'gzip' } })
    await stage.ask(produceRequest(stage.version, topic, batch(stage, values)))
    await seeOffsets(stage, topic)
  },
  'a compacted topic and a record without a key': async (stage) => {
    await oneByOne(stage, [batch(stage, ['a'])], { configs: { 'cleanup.policy': 'compact' } })
  },
  'a compacted topic and records with keys': async (stage) => {
    const timestamp = stage.now
    const records = ['a', 'b'].map((key) => ({ key: bytes(key), value: bytes('1'), timestamp }))
    const configs = { 'cleanup.policy': 'compact' }
    await oneByOne(stage, [batch(stage, [], { records })], { configs })
  },
  'a compacted topic and a batch with one key missing': async (stage) => {
    const timestamp = stage.now
    const records = [
      { key: bytes('a'), value: bytes('1'), timestamp },
      { key: null, value: bytes('2'), timestamp },
    ]
    const configs = { 'cleanup.policy': 'compact' }
    await oneByOne(stage, [batch(stage, [], { records })], { configs })
  },
  'min.insync.replicas above what there is': async (stage) => {
    const topic = await stage.topic({ configs: { 'min.insync.replicas': '2' } })
    await stage.ask(produceRequest(stage.version, topic, batch(stage, ['a'])))
    await stage.ask(produceRequest(stage.version, topic, batch(stage, ['b']), { acks: 1 }))
    await seeOffsets(stage, topic)
  },
  'a transactional id that is not known': async (stage) => {
    const topic = await stage.topic()
    const request = produceRequest(stage.version, topic, batch(stage, ['a']))
    await stage.ask({ ...request, transactionalId: stage.name('txn') })
    await seeOffsets(stage, topic)
  },
  'a deleted topic': async (stage) => {
    const topic = await stage.topic()
    await produced(stage, topic, batch(stage, ['a']))
    const topics = [{ name: topic.name, topicId: zeroUuid }]
    await stage.quietly(ApiKey.DeleteTopics, 6, { topics, timeoutMs: 10_000 })
    await stage.settle()
    await stage.ask(produceRequest(stage.version, topic, batch(stage, ['b'])))
    const again = await stage.topic()
    await stage.ask(produceRequest(stage.version, topic, batch(stage, ['c'])))
    await seeOffsets(stage, again)
  },
})
