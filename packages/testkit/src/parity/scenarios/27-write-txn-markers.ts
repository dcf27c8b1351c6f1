import { ApiKey, type WriteTxnMarkersRequestDraft } from '@barnabus/protocol'

import { scenariosOf } from '../scenario.ts'
import type { StageTopic } from '../stage-topics.ts'
import { identityOf, ofOpen, type TransactionalProducer } from '../transactions.ts'

type Marker = WriteTxnMarkersRequestDraft['markers'][number]

/** A marker for one partition, by default an abort. */
function marker(
  producer: TransactionalProducer,
  { name }: Pick<StageTopic, 'name'>,
  different: Partial<Marker> = {},
): Marker {
  return {
    ...identityOf(producer),
    transactionResult: false,
    topics: [{ name, partitionIndexes: [0] }],
    coordinatorEpoch: 0,
    ...different,
  }
}

export const writeTxnMarkers = scenariosOf(ApiKey.WriteTxnMarkers, {
  abort: ofOpen(async (stage, producer, topic) => {
    await stage.ask({ markers: [marker(producer, topic)] })
  }),
  commit: ofOpen(async (stage, producer, topic) => {
    await stage.ask({ markers: [marker(producer, topic, { transactionResult: true })] })
  }),
  'abort twice': ofOpen(async (stage, producer, topic) => {
    await stage.ask({ markers: [marker(producer, topic)] })
    await stage.ask({ markers: [marker(producer, topic)] })
  }),
  'epochs of producers and coordinators': ofOpen(async (stage, producer, topic) => {
    const { producerEpoch } = producer
    for (const different of [
      { coordinatorEpoch: 5, producerEpoch: producerEpoch + 1 },
      { coordinatorEpoch: 4 },
      { producerEpoch },
      { coordinatorEpoch: 4, producerEpoch: producerEpoch + 1 },
      { coordinatorEpoch: -1, producerEpoch: producerEpoch + 1 },
    ]) {
      await stage.ask({ markers: [marker(producer, topic, different)] })
    }
  }),
  'topics and partitions that are none': ofOpen(async (stage, producer, { name }) => {
    const none = { name: stage.name('none') }
    await stage.ask({ markers: [marker(producer, none)] })
    const topics = [{ name, partitionIndexes: [7, -1] }]
    await stage.ask({ markers: [marker(producer, none, { topics })] })
  }),
  'a producer that nobody knows': ofOpen(async (stage, producer, topic) => {
    const stranger = { ...producer, producerId: 4_000_000_000_000n }
    await stage.ask({ markers: [marker(stranger, topic)] })
  }),
  'a transaction with an epoch of its own': {
    since: 2,
    play: ofOpen(async (stage, producer, topic) => {
      const transactionVersion = 2
      await stage.ask({ markers: [marker(producer, topic, { transactionVersion })] })
      const producerEpoch = producer.producerEpoch + 1
      const newer = { transactionVersion, producerEpoch }
      await stage.ask({ markers: [marker(producer, topic, newer)] })
    }),
  },
})
