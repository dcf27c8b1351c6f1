import { ApiKey } from '@barnabus/protocol'

import { newCapital, notForKafka, onlyForKafka } from '../patterns.ts'
import { scenariosOf, type Particular, type Play } from '../scenario.ts'
import {
  begun,
  decided,
  ended,
  isConcluding,
  transactionalProducer,
  untilTransactionsOf,
  write,
} from '../transactions.ts'

const patternsSince = 2

const describe: Play<typeof ApiKey.DescribeTransactions> = async (stage) => {
  const [one, two] = [await stage.topic({ partitions: 3 }), await stage.topic({ suffix: 'b' })]
  const producer = await transactionalProducer(stage)
  const transactionalIds = [producer.transactionalId]
  await stage.ask({ transactionalIds })
  await begun(stage, producer, one, [2, 0])
  await begun(stage, producer, two)
  await stage.ask({ transactionalIds })
  await stage.quietly(ApiKey.Produce, 11, write(stage, 11, producer, two))
  for (const outcome of ['commit', 'abort'] as const) {
    await ended(stage, 4, producer, outcome)
    await decided(stage, two, 2n)
    await stage.until(ApiKey.DescribeTransactions, 0, { transactionalIds }, (answer) =>
      answer.transactionStates.every((one) => one.transactionState.startsWith('Complete')),
    )
    await stage.ask({ transactionalIds })
  }
}

const others: Play<typeof ApiKey.DescribeTransactions> = async (stage) => {
  const { transactionalId } = await transactionalProducer(stage, { transactionTimeoutMs: 1234 })
  const nobody = stage.name('nobody')
  await untilTransactionsOf(stage, nobody)
  await stage.ask({ transactionalIds: [] })
  await stage.ask({ transactionalIds: [transactionalId, nobody, transactionalId] })
  await stage.ask({ transactionalIds: [''] })
}

const list: Play<typeof ApiKey.ListTransactions> = async (stage) => {
  const topic = await stage.topic()
  const open = await transactionalProducer(stage)
  await begun(stage, open, topic)
  const idle = await transactionalProducer(stage, { suffix: 'idle' })
  const { producerId } = idle
  await stage.ask({ stateFilters: [], producerIdFilters: [] })
  for (const stateFilters of [
    ['Ongoing'],
    ['Empty', 'Ongoing'],
    ['ongoing'],
    ['Nonsense', 'Dead'],
  ]) {
    await stage.ask({ stateFilters, producerIdFilters: [] })
  }
  await stage.ask({ stateFilters: [], producerIdFilters: [producerId] })
  await stage.ask({ stateFilters: ['Ongoing'], producerIdFilters: [producerId] })
  await stage.ask({ stateFilters: [], producerIdFilters: [-1n] })
  if (stage.version < 1) return
  for (const durationFilter of [0n, -1n, -5n, 3_600_000n]) {
    await stage.ask({ stateFilters: [], producerIdFilters: [], durationFilter })
  }
  if (stage.version < patternsSince) return
  for (const transactionalIdPattern of ['.*idle', 'idle', '', null, '[']) {
    await stage.ask({ stateFilters: [], producerIdFilters: [], transactionalIdPattern })
  }
}

function listByEach(patterns: readonly string[]): Particular<typeof ApiKey.ListTransactions> {
  return {
    since: patternsSince,
    alone: true,
    play: async (stage) => {
      await transactionalProducer(stage, { suffix: newCapital })
      for (const transactionalIdPattern of patterns) {
        await stage.ask({ stateFilters: [], producerIdFilters: [], transactionalIdPattern })
      }
    },
  }
}

const producers: Play<typeof ApiKey.DescribeProducers> = async (stage) => {
  const [topic, producer] = [await stage.topic(), await transactionalProducer(stage)]
  const seen = { topics: [{ name: topic.name, partitionIndexes: [0] }] }
  await stage.ask(seen)
  await begun(stage, producer, topic)
  await stage.ask(seen)
  await stage.quietly(ApiKey.Produce, 11, write(stage, 11, producer, topic))
  await stage.ask(seen)
  await stage.until(ApiKey.EndTxn, 4, { ...producer, committed: false }, (it) => !isConcluding(it))
  await decided(stage, topic, 2n)
  await stage.ask(seen)
}

/** What administrators ask about transactions (KIP-664). */
export const transactionsAdministration = [
  ...scenariosOf(ApiKey.DescribeTransactions, {
    'from its beginning to its end': describe,
    'ids that are others': others,
  }),
  ...scenariosOf(ApiKey.ListTransactions, {
    'by state, producer, duration and name': { alone: true, play: list },
    'by patterns that Kafka does not read': listByEach(notForKafka),
    'by patterns that only Kafka reads': listByEach(onlyForKafka),
    'by a pattern with a class of characters': listByEach(['.*\\p{Lu}']),
  }),
  ...scenariosOf(ApiKey.DescribeProducers, { 'in a transaction': producers }),
]
