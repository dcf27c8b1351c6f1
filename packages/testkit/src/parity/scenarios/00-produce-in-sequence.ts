import { ApiKey } from '@barnabus/protocol'

import { oneByOne, type ProduceStage } from '../produce-one-by-one.ts'
import {
  batch,
  produced,
  produceRequest,
  producer,
  recordsOf,
  seeOffsets,
  seeRecords,
} from '../requests.ts'
import { scenariosOf } from '../scenario.ts'

/** Batches of one idempotent producer, by their first sequence numbers. */
async function sequences(stage: ProduceStage, firsts: readonly number[]): Promise<void> {
  const identity = await producer(stage)
  const batches = firsts.map((baseSequence) =>
    batch(stage, ['a', 'b'], { ...identity, baseSequence }),
  )
  await oneByOne(stage, batches)
}

/** Idempotent producers: gaps, duplicates, old epochs, and five requests at a time. */
export const produceInSequence = scenariosOf(ApiKey.Produce, {
  'sequence: as it should be': (stage) => sequences(stage, [0, 2, 4]),
  'sequence: a first batch that is not 0': (stage) => sequences(stage, [5]),
  'sequence: a gap': (stage) => sequences(stage, [0, 2, 6]),
  'sequence: the last batch again': (stage) => sequences(stage, [0, 2, 2]),
  'sequence: one of the last five again': (stage) => sequences(stage, [0, 2, 4, 6, 8, 2]),
  'sequence: an older one than the last five again': (stage) => {
    return sequences(stage, [0, 2, 4, 6, 8, 10, 12, 0])
  },
  'sequence: overlapping': (stage) => sequences(stage, [0, 1]),
  'sequence: negative': (stage) => sequences(stage, [-1]),
  'sequence: around the largest number': async (stage) => {
    const identity = await producer(stage)
    const topic = await stage.topic()
    for (const baseSequence of [2_147_483_646, 0]) {
      const records = batch(stage, ['a', 'b'], { ...identity, baseSequence })
      await stage.ask(produceRequest(stage.version, topic, records))
    }
  },
  'sequence: a larger batch with a known first number': async (stage) => {
    const identity = await producer(stage)
    const [small, large] = [['a'], ['a', 'b']].map((values) =>
      batch(stage, values, { ...identity, baseSequence: 0 }),
    ) as [Uint8Array, Uint8Array]
    await oneByOne(stage, [small, large])
  },
  'sequence: a newer epoch': async (stage) => {
    const { producerId, producerEpoch } = await producer(stage)
    const of = (epoch: number, baseSequence: number): Uint8Array =>
      batch(stage, ['a'], { producerId, producerEpoch: epoch, baseSequence })
    await oneByOne(stage, [
      of(producerEpoch, 0),
      of(producerEpoch + 1, 0),
      of(producerEpoch + 1, 1),
      of(producerEpoch, 1),
      of(producerEpoch + 2, 3),
    ])
  },
  'sequence: epochs and ids that cannot be': async (stage) => {
    const { producerId } = await producer(stage)
    await oneByOne(stage, [
      batch(stage, ['a'], { producerId, producerEpoch: -1, baseSequence: 0 }),
      batch(stage, ['a'], { producerId: -1n, producerEpoch: 0, baseSequence: 0 }),
      batch(stage, ['a'], { producerId: -5n, producerEpoch: 0, baseSequence: 0 }),
    ])
  },
  'sequence: an id that nobody was given': async (stage) => {
    const strange = { producerId: 4_000_000_000_000n, producerEpoch: 3 }
    await oneByOne(stage, [
      batch(stage, ['a'], { ...strange, baseSequence: 0 }),
      batch(stage, ['b'], { ...strange, baseSequence: 1 }),
    ])
  },
  'sequence: two producers': async (stage) => {
    const [one, two] = [await producer(stage), await producer(stage)]
    await oneByOne(stage, [
      batch(stage, ['a'], { ...one, baseSequence: 0 }),
      batch(stage, ['b'], { ...two, baseSequence: 0 }),
      batch(stage, ['c'], { ...one, baseSequence: 1 }),
      batch(stage, ['d'], { ...two, baseSequence: 2 }),
    ])
  },
  'sequence: five requests at a time': async (stage) => {
    const [identity, topic] = [await producer(stage), await stage.topic()]
    const five = [0, 1, 2, 3, 4].map((index) => {
      const records = batch(stage, ['a', 'b'], { ...identity, baseSequence: index * 2 })
      return produceRequest(stage.version, topic, records)
    })
    await stage.pipeline(five)
    await stage.pipeline(five)
    await seeOffsets(stage, topic)
    await seeRecords(stage, topic)
  },
  'sequence: five at a time, the second too large': async (stage) => {
    const identity = await producer(stage)
    const topic = await stage.topic({ configs: { 'max.message.bytes': '200' } })
    const five = [0, 1, 2, 3, 4].map((index) => {
      const value = index === 1 ? 'x'.repeat(300) : 'a'
      const records = batch(stage, [value], { ...identity, baseSequence: index })
      return produceRequest(stage.version, topic, records)
    })
    await stage.pipeline(five)
    await seeOffsets(stage, topic)
    await seeRecords(stage, topic)
  },
  'sequence: after all records were deleted': async (stage) => {
    const [identity, topic] = [await producer(stage), await stage.topic()]
    await produced(stage, topic, batch(stage, ['a', 'b'], { ...identity, baseSequence: 0 }))
    const partitions = [{ partitionIndex: 0, offset: -1n }]
    const topics = [{ name: topic.name, partitions }]
    await stage.send(ApiKey.DeleteRecords, 2, { topics, timeoutMs: 10_000 })
    for (const baseSequence of [0, 2, 5]) {
      const records = batch(stage, ['c', 'd'], { ...identity, baseSequence })
      await stage.ask(produceRequest(stage.version, topic, records))
    }
    await seeOffsets(stage, topic)
  },
  'sequence: in a compressed batch': async (stage) => {
    const identity = await producer(stage)
    const records = recordsOf(stage, ['a', 'b', 'c'])
    const compressed = { records, ...identity, compression: 'lz4' as const }
    await oneByOne(stage, [
      batch(stage, [], { ...compressed, baseSequence: 0 }),
      batch(stage, [], { ...compressed, baseSequence: 3 }),
      batch(stage, [], { ...compressed, baseSequence: 3 }),
    ])
  },
})
