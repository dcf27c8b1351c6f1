/** Our own client copies a topic in transactions, until it is killed. */
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'

import { Consumer, KafkaError, Producer, type Transaction } from '@barnabus/client'

const text = { type: 'string', default: '' } as const
const { values } = parseArgs({
  options: {
    ...{ bootstrap: text, source: text, topic: text, group: text, mistake: text },
    ...{ 'transactional-id': text, 'transaction-size': text, 'pause-ms': text },
  },
})
const transactionSize = Number(values['transaction-size'])
const pollTimeoutMs = 200

const producer = new Producer({
  'bootstrap.servers': values.bootstrap,
  'transactional.id': values['transactional-id'],
  'transaction.timeout.ms': 20_000,
  'reconnect.backoff.max.ms': 200,
})
const consumer = new Consumer({
  'bootstrap.servers': values.bootstrap,
  'group.id': values.group,
  'isolation.level': 'read_committed',
  'enable.auto.commit': false,
  'auto.offset.reset': 'earliest',
  'reconnect.backoff.max.ms': 200,
  'session.timeout.ms': 2000,
  'heartbeat.interval.ms': 300,
  'max.poll.records': 100,
})

async function copyOne(transaction: Transaction): Promise<void> {
  const next = new Map<number, bigint>()
  let count = 0
  while (count < transactionSize) {
    const records = await consumer.poll({ timeoutMs: pollTimeoutMs })
    if (records.length === 0 && count > 0) break
    const sent = records.map(({ partition, key, value }) => ({
      ...{ topic: values.topic, partition, key, value },
    }))
    await transaction.sendAll(sent)
    for (const { partition, offset } of records) next.set(partition, offset + 1n)
    count += records.length
  }
  const offsets = Array.from(next, ([partition, offset]) => ({
    ...{ topic: values.source, partition, offset },
  }))
  if (values.mistake === 'offsets-outside') await consumer.commit(offsets)
  else await transaction.sendOffsets(offsets, consumer.groupMetadata)
  await sleep(Number(values['pause-ms']))
  await transaction.commit()
}

/** What was read and not committed is read again. */
async function rewind(): Promise<void> {
  const { assignment } = consumer
  const committed = await consumer.committed(assignment)
  assignment.forEach((partition, index) => consumer.seek(partition, committed[index]?.offset ?? 0n))
}

async function run(): Promise<never> {
  await producer.initTransactions()
  await consumer.subscribe([values.source])
  for (;;) {
    const transaction = await producer.beginTransaction()
    try {
      await copyOne(transaction)
    } catch (error) {
      console.error(String(error))
      await transaction.abort() // Throws what cannot be mended here.
      await rewind()
    }
  }
}

try {
  await run()
} catch (error) {
  console.error(error instanceof KafkaError ? error.message : error)
  process.exit(1) // Whoever comes next with this id ends what is open.
}
