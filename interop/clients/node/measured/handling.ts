/**
 * Takes records from one topic to another with one of three semantics: through the bus, or with the
 * loop that one would write by hand on the client.
 */
import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'

import { connect, topic, type Delivery } from '@barnabus/bus'
import { Consumer, Producer, type ConsumerRecord, type ProducerRecord } from '@barnabus/client'

interface Job {
  readonly settings: { readonly 'bootstrap.servers': string }
  readonly source: string
  readonly sink: string
  readonly group: string
  readonly delivery: Delivery
  /** Called for each message that was handled. */
  readonly handled: () => void
}

interface Payment {
  readonly id: number
  readonly account: string
  readonly amount: number
}

async function throughTheBus(
  job: Job,
  envelope: 'cloudevents' | 'none',
): Promise<() => Promise<void>> {
  const { settings, group, delivery, handled } = job
  const bus = await connect(settings, { envelope })
  const sink = topic<{ id: number; status: string }>(job.sink)
  await bus.handle(topic<Payment>(job.source), { group, delivery }, async (message, context) => {
    await context.publish(sink, { key: message.key, value: statusOf(message.value) })
    handled()
  })
  return () => bus.close()
}

async function byHand(job: Job): Promise<() => Promise<void>> {
  const { settings, source, group, delivery } = job
  const consumer = new Consumer({
    ...settings,
    'group.id': group,
    'auto.offset.reset': 'earliest',
    'enable.auto.commit': false,
    'isolation.level': 'read_committed',
  })
  const producer = new Producer({
    ...settings,
    acks: 'all',
    'enable.idempotence': true,
    ...(delivery === 'exactly-once' && { 'transactional.id': group }),
  })
  await consumer.subscribe([source])
  const stopping = new AbortController()
  const loop = (async () => {
    while (!stopping.signal.aborted) {
      const records = await consumer.poll({ signal: stopping.signal })
      if (records.length > 0) await rounds[delivery](consumer, producer, records, job)
    }
  })().catch(() => undefined)
  return async () => {
    stopping.abort()
    await loop
    await consumer.close()
    await producer.close()
  }
}

type RoundOfHand = (
  consumer: Consumer,
  producer: Producer,
  records: readonly ConsumerRecord[],
  job: Job,
) => Promise<void>

const rounds: Readonly<Record<Delivery, RoundOfHand>> = {
  async 'at-least-once'(consumer, producer, records, job) {
    await Promise.all(records.map((record) => producer.send(handledByHand(record, job))))
    await consumer.commit(endsOf(records))
  },
  async 'exactly-once'(consumer, producer, records, job) {
    const transaction = await producer.beginTransaction()
    for (const record of records) void transaction.send(handledByHand(record, job))
    await transaction.sendOffsets(endsOf(records), consumer.groupMetadata)
    await transaction.commit()
  },
  async 'at-most-once'(consumer, producer, records, job) {
    await consumer.commit(endsOf(records))
    await Promise.all(records.map((record) => producer.send(handledByHand(record, job))))
  },
}

function handledByHand(record: ConsumerRecord, { sink, handled }: Job): ProducerRecord {
  const payment = JSON.parse(record.value!.toString()) as Payment
  handled()
  return { topic: sink, key: record.key, value: JSON.stringify(statusOf(payment)) }
}

function endsOf(records: readonly ConsumerRecord[]) {
  const ends = new Map<string, { topic: string; partition: number; offset: bigint }>()
  for (const { topic: name, partition, offset } of records) {
    ends.set(`${name}/${partition}`, { topic: name, partition, offset: offset + 1n })
  }
  return [...ends.values()]
}

function statusOf({ id, amount }: Payment): { id: number; status: string } {
  return { id, status: amount > 0 ? 'done' : 'refused' }
}

async function fill(job: Job, count: number): Promise<void> {
  await using producer = new Producer({ ...job.settings, 'batch.size': 1_000_000 })
  function* records(): Generator<ProducerRecord> {
    for (let id = 0; id < count; id += 1) {
      const account = `account-${id % 1000}`
      yield { topic: job.source, key: account, value: JSON.stringify({ id, account, amount: 10 }) }
    }
  }
  await producer.sendAll(records())
}

const { values } = parseArgs({
  options: {
    way: { type: 'string', default: 'bus' },
    delivery: { type: 'string', default: 'at-least-once' },
    bootstrap: { type: 'string', default: '127.0.0.1:9092' },
    source: { type: 'string', default: 'payments' },
    count: { type: 'string', default: '100000' },
  },
})
const count = Number(values.count)
const done = Promise.withResolvers<void>()
const job: Job = {
  settings: { 'bootstrap.servers': values.bootstrap },
  source: values.source,
  sink: `${values.source}-done`,
  group: `measured-${randomUUID()}`,
  delivery: values.delivery as Delivery,
  handled: () => {
    seen += 1
    if (seen === 1) begin()
    if (seen === count) done.resolve()
  },
}
let seen = 0
let startMs = 0
let startCpu = process.cpuUsage()
function begin(): void {
  startMs = performance.now()
  startCpu = process.cpuUsage()
}
await fill(job, count)
const envelope = values.way === 'events' ? 'cloudevents' : 'none'
const close = await (values.way === 'hand' ? byHand(job) : throughTheBus(job, envelope))
await done.promise
await close()
const seconds = (performance.now() - startMs) / 1000
const cpu = process.cpuUsage(startCpu)
console.log(
  JSON.stringify({ records: count, seconds, cpuSeconds: (cpu.user + cpu.system) / 1_000_000 }),
)
