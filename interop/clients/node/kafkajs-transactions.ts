/** kafkajs writes transactions. */
import kafkajs, { type EachMessagePayload, type Transaction } from 'kafkajs'

import {
  runTransactionProgram,
  type TransactionalClient,
  type TransactionOptions,
} from './transaction-program.ts'

const { Kafka, logLevel, Partitioners } = kafkajs

async function open(options: TransactionOptions): Promise<TransactionalClient> {
  const { bootstrap, topic, source, group, transactionalId, transactionTimeoutMs } = options
  const kafka = new Kafka({ clientId: 'kafkajs', brokers: [bootstrap], logLevel: logLevel.NOTHING })
  const producer = kafka.producer({
    ...{ transactionalId, transactionTimeout: transactionTimeoutMs },
    idempotent: true,
    maxInFlightRequests: 1,
    createPartitioner: Partitioners.DefaultPartitioner,
    retry: { retries: 8, maxRetryTime: 500 },
  })
  await producer.connect()
  let transaction: Transaction | undefined

  const current = (): Transaction => {
    if (transaction === undefined) throw new Error('no transaction has begun')
    return transaction
  }
  const send = async (partition: number, value: Buffer): Promise<void> => {
    await current().send({ topic, acks: -1, messages: [{ partition, value }] })
  }
  return {
    async begin() {
      transaction = await producer.transaction()
    },
    send,
    async copy(count) {
      const consumer = kafka.consumer({ groupId: group, readUncommitted: false })
      await consumer.connect()
      await consumer.subscribe({ topic: source, fromBeginning: true })
      const records: EachMessagePayload[] = []
      const enough = Promise.withResolvers<void>()
      await consumer.run({
        autoCommit: false,
        eachMessage: async (record) => {
          if (records.length < count) records.push(record)
          if (records.length === count) enough.resolve()
        },
      })
      await enough.promise
      for (const { partition, message } of records) {
        await send(partition, message.value ?? Buffer.alloc(0))
      }
      await current().sendOffsets({
        consumerGroupId: group,
        topics: [{ topic: source, partitions: positionsAfter(records) }],
      })
      await consumer.disconnect()
    },
    commit: () => current().commit(),
    abort: () => current().abort(),
  }
}

function positionsAfter(
  records: readonly EachMessagePayload[],
): { readonly partition: number; readonly offset: string }[] {
  const next = new Map<number, string>()
  for (const { partition, message } of records) {
    next.set(partition, String(BigInt(message.offset) + 1n))
  }
  return Array.from(next, ([partition, offset]) => ({ partition, offset }))
}

await runTransactionProgram(open)
