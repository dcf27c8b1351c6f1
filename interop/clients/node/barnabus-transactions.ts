/** Our own client writes transactions. */
import { Consumer, Producer, type Transaction } from '@barnabus/client'

import {
  runTransactionProgram,
  type TransactionalClient,
  type TransactionOptions,
} from './transaction-program.ts'

async function open(options: TransactionOptions): Promise<TransactionalClient> {
  const { bootstrap, topic, source, group, transactionalId, transactionTimeoutMs } = options
  const producer = new Producer({
    'bootstrap.servers': bootstrap,
    'transactional.id': transactionalId,
    'transaction.timeout.ms': transactionTimeoutMs,
  })
  await producer.initTransactions()
  let transaction: Transaction | undefined

  const current = (): Transaction => {
    if (transaction === undefined) throw new Error('no transaction has begun')
    return transaction
  }
  return {
    async begin() {
      transaction = await producer.beginTransaction()
    },
    async send(partition, value) {
      await current().send({ topic, partition, value })
    },
    async copy(count) {
      await using consumer = new Consumer({
        'bootstrap.servers': bootstrap,
        'group.id': group,
        'isolation.level': 'read_committed',
        'enable.auto.commit': false,
        'auto.offset.reset': 'earliest',
      })
      await consumer.subscribe([source])
      const next = new Map<number, bigint>()
      let copied = 0
      for await (const { partition, value, offset } of consumer) {
        await current().send({ topic, partition, value })
        next.set(partition, offset + 1n)
        copied += 1
        if (copied === count) break
      }
      const offsets = Array.from(next, ([partition, offset]) => ({
        ...{ topic: source, partition, offset },
      }))
      await current().sendOffsets(offsets, consumer.groupMetadata)
    },
    commit: () => current().commit(),
    abort: () => current().abort(),
  }
}

await runTransactionProgram(open)
