import {
  ApiKey,
  type InitProducerIdRequestDraft,
  type InitProducerIdResponse,
} from '@barnabus/protocol'

import { scenariosOf, type Play } from '../scenario.ts'
import type { Stage } from '../stage.ts'
import {
  begun,
  decided,
  ended,
  identityOf,
  isConcluding,
  next,
  seeCommitted,
  transactionalProducer,
  untilTransactionsOf,
  write,
} from '../transactions.ts'

type Beginning = Stage<typeof ApiKey.InitProducerId>

const currentSince = 3

/** InitProducerId of the scenario's transactional id, once nothing else is ending. Compared. */
async function init(
  stage: Beginning,
  more: Partial<InitProducerIdRequestDraft> = {},
): Promise<InitProducerIdResponse> {
  const request = { transactionalId: stage.name('id'), transactionTimeoutMs: 60_000, ...more }
  return await stage.insist(ApiKey.InitProducerId, stage.version, request, isConcluding)
}

/** A play with a transactional id that is coordinated and was never used. */
function fresh(play: Play<typeof ApiKey.InitProducerId>): Play<typeof ApiKey.InitProducerId> {
  return async (stage) => {
    await untilTransactionsOf(stage, stage.name('id'))
    await stage.until(
      ApiKey.InitProducerId,
      4,
      { transactionalId: stage.name('id'), transactionTimeoutMs: 60_000 },
      ({ errorCode }) => errorCode === 0,
    )
    await play(stage)
  }
}

export const initTransactionalProducer = scenariosOf(ApiKey.InitProducerId, {
  'transactional: the same id again and again': fresh(async (stage) => {
    for (const transactionTimeoutMs of [60_000, 1000, 60_000]) {
      await init(stage, { transactionTimeoutMs })
    }
  }),
  'transactional: timeouts': fresh(async (stage) => {
    for (const transactionTimeoutMs of [0, -1, 1, 900_000, 900_001, 2_147_483_647]) {
      await init(stage, { transactionTimeoutMs })
    }
  }),
  'transactional: fences who has the id': async (stage) => {
    const [topic, old] = [await stage.topic(), await transactionalProducer(stage)]
    await begun(stage, old, topic)
    await stage.quietly(ApiKey.Produce, 11, write(stage, 11, old, topic))
    const answer = await init(stage)
    await decided(stage, topic, 2n)
    await stage.send(ApiKey.Produce, 11, write(stage, 11, old, topic, { baseSequence: 1 }))
    await stage.send(ApiKey.Produce, 12, write(stage, 12, old, topic, { baseSequence: 1 }))
    for (const version of [1, 4, 5]) await ended(stage, version, old, 'commit')
    await seeCommitted(stage, topic)
    const young = { ...old, ...identityOf(answer) }
    await begun(stage, young, topic)
    await stage.send(ApiKey.Produce, 11, write(stage, 11, young, topic))
    await ended(stage, 4, young, 'commit')
    await decided(stage, topic, 4n)
    await seeCommitted(stage, topic)
  },
  'transactional: while a transaction is open': async (stage) => {
    const [topic, old] = [await stage.topic(), await transactionalProducer(stage)]
    await begun(stage, old, topic)
    const request = { transactionalId: old.transactionalId, transactionTimeoutMs: 60_000 }
    await stage.ask(request)
    await init(stage)
  },
  'transactional: as who one is': {
    since: currentSince,
    play: fresh(async (stage) => {
      const one = identityOf(await init(stage))
      const two = identityOf(await init(stage, one))
      await init(stage, one)
      await init(stage, two)
      await init(stage, one)
      await init(stage, { ...two, producerEpoch: two.producerEpoch + 9 })
      await init(stage, { ...two, producerId: two.producerId + 1_000_000n })
      await init(stage, { producerId: two.producerId, producerEpoch: -1 })
      await init(stage, { producerId: -1n, producerEpoch: 0 })
    }),
  },
  'transactional: as who one is, of an id that was never used': {
    since: currentSince,
    play: async (stage) => {
      await transactionalProducer(stage, { suffix: 'other' })
      await untilTransactionsOf(stage, stage.name('id'))
      await stage.until(
        ApiKey.EndTxn,
        4,
        { transactionalId: stage.name('id'), producerId: 0n, producerEpoch: 0, committed: true },
        ({ errorCode }) => errorCode !== 14 && errorCode !== 15 && errorCode !== 16,
      )
      await init(stage, { producerId: 7n, producerEpoch: 3 })
    },
  },
  'transactional: as who one is, in the middle of a transaction': {
    since: currentSince,
    play: async (stage) => {
      const [topic, producer] = [await stage.topic(), await transactionalProducer(stage)]
      await begun(stage, producer, topic)
      await stage.quietly(ApiKey.Produce, 11, write(stage, 11, producer, topic))
      const answer = await init(stage, identityOf(producer))
      await decided(stage, topic, 2n)
      await seeCommitted(stage, topic)
      await ended(stage, 5, producer, 'commit')
      await ended(stage, 5, { ...producer, ...identityOf(answer) }, 'commit')
    },
  },
  'transactional: after a transaction in which the epoch rose': async (stage) => {
    const [topic, producer] = [await stage.topic(), await transactionalProducer(stage)]
    await stage.quietly(ApiKey.Produce, 12, write(stage, 12, producer, topic))
    const after = next(producer, await ended(stage, 5, producer, 'commit'))
    await init(stage)
    await ended(stage, 5, after, 'abort')
    if (stage.version >= currentSince) await init(stage, identityOf(after))
  },
})
