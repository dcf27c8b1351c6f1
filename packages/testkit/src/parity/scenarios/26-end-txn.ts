import { ApiKey } from '@barnabus/protocol'

import { seeRecords } from '../requests.ts'
import { scenariosOf, type Play } from '../scenario.ts'
import type { Stage } from '../stage.ts'
import type { StageTopic } from '../stage-topics.ts'
import {
  begun,
  decided,
  ended,
  next,
  seeCommitted,
  seeProducers,
  transactionalProducer,
  untilTransactionsOf,
  write,
  type TransactionalProducer,
} from '../transactions.ts'

type Ending = Stage<typeof ApiKey.EndTxn>

/** With a transaction that has written one record to a topic. */
function ofOpen(
  play: (stage: Ending, producer: TransactionalProducer, topic: StageTopic) => Promise<void>,
): Play<typeof ApiKey.EndTxn> {
  return async (stage) => {
    const [topic, producer] = [await stage.topic(), await transactionalProducer(stage)]
    await begun(stage, producer, topic)
    await stage.quietly(ApiKey.Produce, 11, write(stage, 11, producer, topic))
    await play(stage, producer, topic)
    await seeProducers(stage, topic)
    await seeCommitted(stage, topic)
    await seeRecords(stage, topic)
  }
}

export const endTxn = scenariosOf(ApiKey.EndTxn, {
  commit: ofOpen(async (stage, producer, topic) => {
    await ended(stage, stage.version, producer, 'commit')
    await decided(stage, topic, 2n)
  }),
  abort: ofOpen(async (stage, producer, topic) => {
    await ended(stage, stage.version, producer, 'abort')
    await decided(stage, topic, 2n)
  }),
  'commit, again, then abort': ofOpen(async (stage, producer, topic) => {
    await ended(stage, stage.version, producer, 'commit')
    await decided(stage, topic, 2n)
    await ended(stage, stage.version, producer, 'commit')
    await ended(stage, stage.version, producer, 'abort')
  }),
  'abort, again, then commit': ofOpen(async (stage, producer, topic) => {
    await ended(stage, stage.version, producer, 'abort')
    await decided(stage, topic, 2n)
    await ended(stage, stage.version, producer, 'abort')
    await ended(stage, stage.version, producer, 'commit')
  }),
  'commit, and as who comes next again': ofOpen(async (stage, producer, topic) => {
    const after = next(producer, await ended(stage, stage.version, producer, 'commit'))
    await decided(stage, topic, 2n)
    await ended(stage, stage.version, after, 'commit')
  }),
  'abort, and as who comes next again': ofOpen(async (stage, producer, topic) => {
    const after = next(producer, await ended(stage, stage.version, producer, 'abort'))
    await decided(stage, topic, 2n)
    await ended(stage, stage.version, after, 'abort')
  }),
  'producers that are others': ofOpen(async (stage, producer) => {
    const other = await transactionalProducer(stage, { suffix: 'other' })
    await untilTransactionsOf(stage, stage.name('nobody'))
    const { producerId, producerEpoch, transactionalId } = producer
    for (const wrong of [
      { transactionalId, producerId, producerEpoch: producerEpoch + 1 },
      { transactionalId, producerId, producerEpoch: producerEpoch - 1 },
      { transactionalId, producerId: other.producerId, producerEpoch },
      { transactionalId, producerId: -1n, producerEpoch: -1 },
      { transactionalId: stage.name('nobody'), producerId, producerEpoch },
      { transactionalId: '', producerId, producerEpoch },
    ]) {
      await ended(stage, stage.version, wrong, 'commit')
    }
  }),
  'commit of nothing': async (stage) => {
    await ended(stage, stage.version, await transactionalProducer(stage), 'commit')
  },
  'abort of nothing': async (stage) => {
    const producer = await transactionalProducer(stage)
    const after = next(producer, await ended(stage, stage.version, producer, 'abort'))
    await ended(stage, stage.version, after, 'abort')
    await ended(stage, stage.version, producer, 'commit')
  },
  'two transactions, one after the other': ofOpen(async (stage, producer, topic) => {
    const after = next(producer, await ended(stage, stage.version, producer, 'commit'))
    await begun(stage, after, topic)
    const baseSequence = after.producerEpoch === producer.producerEpoch ? 1 : 0
    const values = ['b', 'c']
    const request = write(stage, 11, after, topic, { values, baseSequence })
    await stage.send(ApiKey.Produce, 11, request)
    await ended(stage, stage.version, after, 'abort')
    await decided(stage, topic, 5n)
  }),
})
