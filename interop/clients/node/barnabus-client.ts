/** Our own client as a client program of the matrix. */
import { createRequire } from 'node:module'

import { Consumer, Producer, type ConsumerRecord, type ConsumerSettings } from '@barnabus/client'

import {
  printRecord,
  runClientProgram,
  sayFailed,
  sayHas,
  sayRead,
  type ConsumeOptions,
  type JoinOptions,
  type ProduceOptions,
} from './client-program.ts'

async function produce({ bootstrap, topic, codec, records }: ProduceOptions): Promise<void> {
  await using producer = new Producer({
    'bootstrap.servers': bootstrap,
    'client.id': 'barnabus',
    'compression.type': codec,
  })
  await producer.sendAll(
    records.map(({ partition, timestampMs, key, value, headers }) => ({
      ...{ topic, partition, key, value, headers },
      timestamp: timestampMs,
    })),
  )
}

async function consume(options: ConsumeOptions): Promise<void> {
  const { bootstrap, topic, count, readsCommitted } = options
  await using consumer = new Consumer({
    'bootstrap.servers': bootstrap,
    'client.id': 'barnabus',
    'auto.offset.reset': 'earliest',
    ...(readsCommitted && { 'isolation.level': 'read_committed' }),
  })
  const partitions = await consumer.partitionsFor(topic)
  consumer.assign(partitions.map(({ partition }) => ({ topic, partition })))
  let seen = 0
  for await (const record of consumer) {
    printRecord(lineOf(record))
    seen += 1
    if (seen === count) break
  }
}

function lineOf({ partition, offset, timestamp, key, value, headers }: ConsumerRecord) {
  const numbers = { partition, offset: Number(offset), timestampMs: Number(timestamp) }
  return { ...numbers, key, value, headers: [...headers] }
}

const strategies: Readonly<Record<string, Partial<ConsumerSettings>>> = {
  eager: { 'partition.assignment.strategy': 'range' },
  cooperative: { 'partition.assignment.strategy': 'cooperative-sticky' },
  consumer: { 'group.protocol': 'consumer' },
}

async function join({ bootstrap, topic, group, strategy, leave }: JoinOptions): Promise<void> {
  const classic = { 'session.timeout.ms': 6000, 'heartbeat.interval.ms': 500 }
  const consumer = new Consumer({
    'bootstrap.servers': bootstrap,
    'client.id': 'barnabus',
    'group.id': group,
    'auto.offset.reset': 'earliest',
    'auto.commit.interval.ms': 500,
    'max.poll.interval.ms': 20_000,
    'metadata.max.age.ms': 1000,
    ...(strategy !== 'consumer' && classic),
    ...strategies[strategy],
  })
  const tell = (): void => sayHas(consumer.assignment.map(({ partition }) => partition))
  await consumer.subscribe([topic], { onAssigned: tell, onRevoked: tell, onLost: tell })
  const reading = read(consumer)
  await leave
  await consumer.close()
  await reading
}

async function read(consumer: Consumer): Promise<void> {
  try {
    for await (const { partition, offset } of consumer) sayRead(partition, Number(offset))
  } catch (error) {
    sayFailed(error)
  }
}

function version(): string {
  const path = createRequire(import.meta.url).resolve('@barnabus/client/package.json')
  return (createRequire(import.meta.url)(path) as { readonly version: string }).version
}

await runClientProgram({ produce, consume, join, version })
