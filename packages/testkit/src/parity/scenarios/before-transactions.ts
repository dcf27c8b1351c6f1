import { ApiKey } from '@barnabus/protocol'

import { untilCoordinated } from '../group-coordinator.ts'
import { scenariosOf, type Particular, type Play } from '../scenario.ts'
import { addition, write, type TransactionalProducer } from '../transactions.ts'

/** On brokers where nobody ever looked for a coordinator of transactions: there is none. */
function before<K extends ApiKey>(
  play: Play<K>,
  more: { readonly since?: number } = {},
): Particular<K> {
  return { play, ...more, settings: { 'transaction.state.log.num.partitions': '3' } }
}

const somebody = { transactionalId: 'somebody', producerId: 7n, producerEpoch: 0 } as const

const producers: readonly TransactionalProducer[] = [
  somebody,
  { ...somebody, transactionalId: '' },
  { ...somebody, producerId: -1n, producerEpoch: -1 },
]

const title = 'before anybody looked for a coordinator of transactions'

/** What transactions are told that nobody has prepared for. */
export const beforeTransactions = [
  ...scenariosOf(ApiKey.InitProducerId, {
    [title]: before(async (stage) => {
      await stage.ask({ transactionalId: 'somebody', transactionTimeoutMs: 60_000 })
      await stage.ask({ transactionalId: 'somebody', transactionTimeoutMs: -1 })
    }),
  }),
  ...scenariosOf(ApiKey.AddPartitionsToTxn, {
    [title]: before(async (stage) => {
      const { name } = await stage.topic()
      for (const one of producers) {
        await stage.ask(addition(stage.version, one, [{ name, partitions: [0] }]))
        await stage.ask(addition(stage.version, one, [{ name, partitions: [7] }]))
      }
    }),
  }),
  ...scenariosOf(ApiKey.AddOffsetsToTxn, {
    [title]: before(async (stage) => {
      for (const one of producers) await stage.ask({ ...one, groupId: stage.name('group') })
    }),
  }),
  ...scenariosOf(ApiKey.EndTxn, {
    [title]: before(async (stage) => {
      for (const one of producers) await stage.ask({ ...one, committed: true })
    }),
  }),
  ...scenariosOf(ApiKey.TxnOffsetCommit, {
    [title]: before(async (stage) => {
      const { name } = await stage.topic()
      const partitions = [{ partitionIndex: 0, committedOffset: 5n, committedMetadata: '' }]
      const groupId = stage.name('group')
      await untilCoordinated(stage, groupId)
      for (const one of producers) {
        await stage.ask({ ...one, groupId, topics: [{ name, partitions }] })
      }
    }),
  }),
  ...scenariosOf(ApiKey.Produce, {
    [title]: before(
      async (stage) => {
        const topic = await stage.topic()
        for (const one of [somebody, { ...somebody, transactionalId: '' }]) {
          await stage.ask(write(stage, stage.version, one, topic))
        }
      },
      { since: 3 },
    ),
  }),
  ...scenariosOf(ApiKey.DescribeTransactions, {
    [title]: before(async (stage) => {
      await stage.ask({ transactionalIds: ['somebody', '', 'somebody'] })
      await stage.ask({ transactionalIds: [] })
    }),
  }),
  ...scenariosOf(ApiKey.ListTransactions, {
    [title]: before(async (stage) => {
      await stage.ask({ stateFilters: [], producerIdFilters: [] })
      await stage.ask({ stateFilters: ['Nonsense'], producerIdFilters: [] })
    }),
  }),
]
