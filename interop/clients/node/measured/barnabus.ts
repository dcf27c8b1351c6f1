/** Our own client under load. */
import { randomUUID } from 'node:crypto'

import { Consumer, Producer } from '@barnabus/client'

import { runMeasuredProgram, type ConsumeLoad, type ProduceLoad } from './measured-program.ts'

async function openProducer({ bootstrap, topic, value, count, isStreaming }: ProduceLoad) {
  const producer = new Producer({
    'bootstrap.servers': bootstrap,
    'client.id': 'barnabus',
    ...(isStreaming ? { 'batch.size': 1_000_000 } : { 'linger.ms': 0 }),
  })
  const record = { topic, value }
  await producer.send(record)
  function* records() {
    for (let index = 0; index < count; index += 1) yield record
  }
  return {
    async oneByOne() {
      for (let index = 0; index < count; index += 1) await producer.send(record)
    },
    async streaming() {
      await producer.sendAll(records())
    },
    close: () => producer.close(),
  }
}

async function subscribed({ bootstrap, topic }: ConsumeLoad): Promise<Consumer> {
  const consumer = new Consumer({
    'bootstrap.servers': bootstrap,
    'client.id': 'barnabus',
    'group.id': `measured-${randomUUID()}`,
    'auto.offset.reset': 'earliest',
  })
  await consumer.subscribe([topic])
  return consumer
}

await runMeasuredProgram({
  openProducer,
  async consumeEach(load, meter) {
    const consumer = await subscribed(load)
    for await (const record of consumer) {
      touch(record.value)
      meter.saw(1)
      if (meter.isDone) break
    }
  },
  async consumeBatches(load, meter) {
    const consumer = await subscribed(load)
    for await (const batch of consumer.batches()) {
      for (const record of batch) touch(record.value)
      meter.saw(batch.count)
      if (meter.isDone) break
    }
  },
})

/** What an application does at least: it looks at the value. */
function touch(value: Buffer | null): void {
  if (value === null || value.length === 0) throw new Error('there is no value')
}
