import { ApiKey } from '@barnabus/protocol'

import { batch, produceRequest, producer, seeOffsets } from '../requests.ts'
import { scenariosOf } from '../scenario.ts'

const nobody = { transactionalId: null, transactionTimeoutMs: 60_000 }

export const initProducerId = scenariosOf(ApiKey.InitProducerId, {
  'two new producers': async (stage) => {
    await producer(stage) // Apache Kafka makes the first one wait for a block of ids.
    await stage.ask(nobody)
    await stage.ask(nobody)
  },
  'timeouts of nobody’s transactions': async (stage) => {
    await producer(stage)
    for (const transactionTimeoutMs of [0, -1, 2_147_483_647]) {
      await stage.ask({ ...nobody, transactionTimeoutMs })
    }
  },
  'an empty transactional id': async (stage) => {
    await stage.ask({ transactionalId: '', transactionTimeoutMs: 60_000 })
  },
  'ids and epochs without a transactional id': {
    since: 3,
    play: async (stage) => {
      const { producerId } = await producer(stage)
      for (const [id, producerEpoch] of [
        [producerId, 0],
        [producerId, -1],
        [-1n, 0],
      ] as const) {
        await stage.ask({ ...nobody, producerId: id, producerEpoch })
      }
    },
  },
  'a new id and its first batch': async (stage) => {
    await producer(stage)
    const { producerId, producerEpoch } = await stage.ask(nobody)
    const topic = await stage.topic()
    const records = batch(stage, ['a'], { producerId, producerEpoch, baseSequence: 0 })
    await stage.send(ApiKey.Produce, 9, produceRequest(9, topic, records))
    await seeOffsets(stage, topic)
  },
})
