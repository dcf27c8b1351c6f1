import { ApiKey } from '@barnabus/protocol'

import type { ProduceStage } from '../produce-one-by-one.ts'
import { batch, produceRequest, producer as idempotentProducer, seeRecords } from '../requests.ts'
import { scenariosOf } from '../scenario.ts'
import {
  begun,
  decided,
  ended,
  identityOf,
  isWaiting,
  next,
  seeCommitted,
  seeProducers,
  transactionalProducer,
  write,
} from '../transactions.ts'

const addsPartitionsSince = 12

/** The EndTxn of clients that have this version of Produce. */
function endVersion({ version }: ProduceStage): number {
  return version >= addsPartitionsSince ? 5 : 4
}

/** Produces once nothing else is under way. Compared. */
async function produce(stage: ProduceStage, request: ReturnType<typeof write>): Promise<void> {
  await stage.insist(ApiKey.Produce, stage.version, request, isWaiting)
}

export const produceInTransactions = scenariosOf(ApiKey.Produce, {
  'transaction: as it should be': async (stage) => {
    const [topic, producer] = [await stage.topic(), await transactionalProducer(stage)]
    if (stage.version < addsPartitionsSince) await begun(stage, producer, topic)
    await produce(stage, write(stage, stage.version, producer, topic))
    await produce(stage, write(stage, stage.version, producer, topic, { baseSequence: 1 }))
    await seeProducers(stage, topic)
    await seeCommitted(stage, topic)
    await ended(stage, endVersion(stage), producer, 'commit')
    await decided(stage, topic, 3n)
    await seeProducers(stage, topic)
    await seeCommitted(stage, topic)
    await seeRecords(stage, topic)
  },
  'transaction: none was begun': async (stage) => {
    const [topic, producer] = [await stage.topic(), await transactionalProducer(stage)]
    await produce(stage, write(stage, stage.version, producer, topic))
    await seeProducers(stage, topic)
    await seeCommitted(stage, topic)
  },
  'transaction: with another partition': async (stage) => {
    const [topic, producer] = [
      await stage.topic({ partitions: 2 }),
      await transactionalProducer(stage),
    ]
    await begun(stage, producer, topic, [1])
    await produce(stage, write(stage, stage.version, producer, topic))
    await seeCommitted(stage, topic)
  },
  'transaction: ids and epochs that are others': async (stage) => {
    const [topic, producer] = [await stage.topic(), await transactionalProducer(stage)]
    const other = await transactionalProducer(stage, { suffix: 'other' })
    await begun(stage, producer, topic)
    for (const wrong of [
      { ...producer, producerEpoch: producer.producerEpoch + 1 },
      { ...producer, producerEpoch: producer.producerEpoch - 1 },
      { ...producer, producerId: other.producerId },
      { ...producer, transactionalId: other.transactionalId },
      { ...producer, transactionalId: stage.name('nobody') },
    ]) {
      await produce(stage, write(stage, stage.version, wrong, topic))
    }
    await seeCommitted(stage, topic)
  },
  'transaction: a batch without a producer id': async (stage) => {
    const [topic, producer] = [await stage.topic(), await transactionalProducer(stage)]
    const nobody = { ...producer, producerId: -1n, producerEpoch: -1 }
    await produce(stage, write(stage, stage.version, nobody, topic))
  },
  'transaction: without its id in the request': async (stage) => {
    const [topic, producer] = [await stage.topic(), await transactionalProducer(stage)]
    await begun(stage, producer, topic)
    const request = write(stage, stage.version, producer, topic)
    await stage.ask({ ...request, transactionalId: null })
    await stage.ask({ ...request, transactionalId: '' })
    await seeCommitted(stage, topic)
  },
  'transaction: a batch that is only idempotent': async (stage) => {
    const [topic, producer] = [await stage.topic(), await transactionalProducer(stage)]
    const plain = (baseSequence: number): ReturnType<typeof write> => {
      const records = batch(stage, ['p'], { ...identityOf(producer), baseSequence })
      const request = produceRequest(stage.version, topic, records)
      return { ...request, transactionalId: producer.transactionalId }
    }
    await stage.ask(plain(0))
    await begun(stage, producer, topic)
    await produce(stage, write(stage, stage.version, producer, topic, { baseSequence: 1 }))
    await stage.ask(plain(2))
    await seeCommitted(stage, topic)
  },
  'transaction: a batch of an idempotent producer': async (stage) => {
    const [topic, identity] = [await stage.topic(), await idempotentProducer(stage)]
    const producer = { transactionalId: stage.name('id'), ...identity }
    await transactionalProducer(stage)
    await produce(stage, write(stage, stage.version, producer, topic))
  },
  'transaction: gaps and duplicates': async (stage) => {
    const [topic, producer] = [await stage.topic(), await transactionalProducer(stage)]
    await begun(stage, producer, topic)
    for (const baseSequence of [0, 1, 1, 3, 0]) {
      await produce(stage, write(stage, stage.version, producer, topic, { baseSequence }))
    }
    await seeCommitted(stage, topic)
  },
  'transaction: a first batch that is not 0': async (stage) => {
    const [topic, producer] = [await stage.topic(), await transactionalProducer(stage)]
    await begun(stage, producer, topic)
    await produce(stage, write(stage, stage.version, producer, topic, { baseSequence: 5 }))
    await seeCommitted(stage, topic)
  },
  'transaction: what follows a batch that comes too early': async (stage) => {
    const [topic, producer] = [await stage.topic(), await transactionalProducer(stage)]
    const send = (baseSequence: number): Promise<void> =>
      produce(stage, write(stage, stage.version, producer, topic, { baseSequence }))
    for (const early of [7, 4, 5]) await send(early)
    await begun(stage, producer, topic)
    for (const baseSequence of [6, 5, 4, 6, 5]) await send(baseSequence)
    await seeProducers(stage, topic)
    await seeCommitted(stage, topic)
  },
  'transaction: after its end': async (stage) => {
    const [topic, producer] = [await stage.topic(), await transactionalProducer(stage)]
    await begun(stage, producer, topic)
    await produce(stage, write(stage, stage.version, producer, topic))
    const answer = await ended(stage, endVersion(stage), producer, 'commit')
    await decided(stage, topic, 2n)
    await produce(stage, write(stage, stage.version, producer, topic, { baseSequence: 1 }))
    const after = next(producer, answer)
    await produce(stage, write(stage, stage.version, after, topic))
    await seeProducers(stage, topic)
    await seeCommitted(stage, topic)
  },
}).map((scenario) => ({ ...scenario, alone: true })) // Kafka verifies what comes together as one.
