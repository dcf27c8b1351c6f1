import { ApiKey } from '@barnabus/protocol'

import { scenariosOf } from '../scenario.ts'
import type { Stage } from '../stage.ts'
import {
  begun,
  decided,
  ended,
  identityOf,
  isConcluding,
  isWaiting,
  next,
  seeCommitted,
  seeProducers,
  transactionalProducer,
  write,
} from '../transactions.ts'

type Ending = Stage<typeof ApiKey.EndTxn>

const epochPerTransactionSince = 5

/** The Produce of clients that have this version of EndTxn. */
function produceVersion({ version }: Ending): number {
  return version >= epochPerTransactionSince ? 12 : 11
}

/** Writes a record in a transaction, as clients of that version do it. Compared. */
async function produce(
  stage: Ending,
  ...[producer, topic, more]: Parameters<typeof write> extends [unknown, unknown, ...infer Rest]
    ? Rest
    : never
): Promise<void> {
  const version = produceVersion(stage)
  if (version < 12) await begun(stage, producer, topic, [more?.partition ?? 0])
  const request = write(stage, version, producer, topic, more)
  await stage.insist(ApiKey.Produce, version, request, isWaiting)
}

/** Transactions whose requests arrive late, twice, or from two producers. */
export const crossingTransactions = scenariosOf(ApiKey.EndTxn, {
  'sequence: the end of the last transaction, in the next': async (stage) => {
    const [topic, first] = [await stage.topic(), await transactionalProducer(stage)]
    await produce(stage, first, topic)
    const second = next(first, await ended(stage, stage.version, first, 'commit'))
    await decided(stage, topic, 2n)
    const baseSequence = second === first ? 1 : 0
    await produce(stage, second, topic, { baseSequence })
    await ended(stage, stage.version, first, 'commit')
    await ended(stage, stage.version, second, 'abort')
    await decided(stage, topic, 4n)
    await seeCommitted(stage, topic)
    await ended(stage, stage.version, first, 'abort')
  },
  'sequence: a batch of the last transaction, in the next and after it': async (stage) => {
    const [topic, first] = [
      await stage.topic({ partitions: 2 }),
      await transactionalProducer(stage),
    ]
    await produce(stage, first, topic)
    const second = next(first, await ended(stage, stage.version, first, 'commit'))
    await decided(stage, topic, 2n)
    await produce(stage, second, topic, { partition: 1 })
    const late = { baseSequence: 1, values: ['late'] }
    const version = produceVersion(stage)
    await stage.insist(
      ApiKey.Produce,
      version,
      write(stage, version, first, topic, late),
      isWaiting,
    )
    await seeProducers(stage, topic)
    await ended(stage, stage.version, second, 'commit')
    await decided(stage, topic, 2n, 1)
    await stage.insist(
      ApiKey.Produce,
      version,
      write(stage, version, first, topic, late),
      isWaiting,
    )
    await seeCommitted(stage, topic)
  },
  'sequence: two producers of one id': async (stage) => {
    const [topic, one] = [await stage.topic(), await transactionalProducer(stage)]
    await produce(stage, one, topic)
    const { transactionalId } = one
    const request = { transactionalId, transactionTimeoutMs: 60_000 }
    const answer = await stage.insist(ApiKey.InitProducerId, 4, request, isConcluding)
    const other = { ...one, ...identityOf(answer) }
    await decided(stage, topic, 2n)
    await produce(stage, other, topic)
    const version = produceVersion(stage)
    const late = { baseSequence: 1 }
    await stage.send(ApiKey.Produce, version, write(stage, version, one, topic, late))
    await ended(stage, stage.version, one, 'commit')
    await ended(stage, stage.version, one, 'abort')
    await ended(stage, stage.version, other, 'commit')
    await decided(stage, topic, 4n)
    await seeProducers(stage, topic)
    await seeCommitted(stage, topic)
  },
  'sequence: a transaction that takes too long': {
    settings: { 'transaction.abort.timed.out.transaction.cleanup.interval.ms': '100' },
    play: async (stage) => {
      const [topic, producer] = [
        await stage.topic(),
        await transactionalProducer(stage, { transactionTimeoutMs: 2000 }),
      ]
      await produce(stage, producer, topic)
      await decided(stage, topic, 2n)
      await seeProducers(stage, topic)
      await seeCommitted(stage, topic)
      const version = produceVersion(stage)
      const late = { baseSequence: 1 }
      await stage.send(ApiKey.Produce, version, write(stage, version, producer, topic, late))
      await ended(stage, stage.version, producer, 'commit')
      await ended(stage, stage.version, producer, 'abort')
      const { transactionalId } = producer
      const again = { transactionalId, transactionTimeoutMs: 60_000, ...identityOf(producer) }
      await stage.insist(ApiKey.InitProducerId, 4, again, isConcluding)
      const anew = { transactionalId, transactionTimeoutMs: 60_000 }
      await stage.insist(ApiKey.InitProducerId, 4, anew, isConcluding)
    },
  },
})
