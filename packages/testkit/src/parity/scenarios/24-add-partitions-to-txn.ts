import { ApiKey } from '@barnabus/protocol'

import { scenariosOf } from '../scenario.ts'
import type { Stage } from '../stage.ts'
import {
  addition,
  ended,
  isConcluding,
  strangersTo,
  transactionalProducer,
  type TransactionalProducer,
} from '../transactions.ts'

type Adding = Stage<typeof ApiKey.AddPartitionsToTxn>

const severalSince = 4

async function add(
  stage: Adding,
  producer: TransactionalProducer,
  topics: Parameters<typeof addition>[2],
): Promise<void> {
  const request = addition(stage.version, producer, topics)
  await stage.insist(ApiKey.AddPartitionsToTxn, stage.version, request, isConcluding)
}

export const addPartitionsToTxn = scenariosOf(ApiKey.AddPartitionsToTxn, {
  'some, the same again, and more': async (stage) => {
    const [{ name }, producer] = [
      await stage.topic({ partitions: 3 }),
      await transactionalProducer(stage),
    ]
    await add(stage, producer, [{ name, partitions: [0, 1] }])
    await add(stage, producer, [{ name, partitions: [0, 1] }])
    await add(stage, producer, [{ name, partitions: [1, 2] }])
    await ended(stage, 4, producer, 'commit')
    await add(stage, producer, [{ name, partitions: [2] }])
  },
  'partitions that are none': async (stage) => {
    const [{ name }, producer] = [await stage.topic(), await transactionalProducer(stage)]
    await add(stage, producer, [{ name, partitions: [0, 7] }])
    await add(stage, producer, [{ name, partitions: [-1] }])
    await add(stage, producer, [
      { name, partitions: [0] },
      { name: stage.name('none'), partitions: [0] },
    ])
    await add(stage, producer, [{ name: '', partitions: [0] }])
    await ended(stage, 4, producer, 'commit')
  },
  'nothing, and something twice': async (stage) => {
    const [{ name }, producer] = [await stage.topic(), await transactionalProducer(stage)]
    await add(stage, producer, [{ name, partitions: [] }])
    await add(stage, producer, [])
    await add(stage, producer, [{ name, partitions: [0, 0] }])
  },
  'producers that are others': async (stage) => {
    const [{ name }, producer] = [await stage.topic(), await transactionalProducer(stage)]
    for (const wrong of await strangersTo(stage, producer)) {
      await add(stage, wrong, [{ name, partitions: [0] }])
    }
  },
  'only asked whether they are in': {
    since: severalSince,
    play: async (stage) => {
      const [{ name }, producer] = [
        await stage.topic({ partitions: 2 }),
        await transactionalProducer(stage),
      ]
      const asked = async (who: TransactionalProducer): Promise<void> => {
        await stage.ask(addition(stage.version, who, [{ name, partitions: [0, 1] }], true))
      }
      await asked(producer)
      await add(stage, producer, [{ name, partitions: [1] }])
      await asked(producer)
      await asked({ ...producer, producerEpoch: 7 })
      await asked({ ...producer, producerId: 4_000_000_000n })
    },
  },
  'several transactions': {
    since: severalSince,
    play: async (stage) => {
      const { name } = await stage.topic({ partitions: 2 })
      const producers = [
        await transactionalProducer(stage),
        await transactionalProducer(stage, { suffix: 'other' }),
      ]
      const topics = [{ name, partitions: [0] }]
      const transactions = producers.map((producer) => ({ ...producer, verifyOnly: false, topics }))
      await stage.ask({ transactions })
    },
  },
})
