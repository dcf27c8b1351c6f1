/** node-rdkafka, and with it librdkafka, under load. */
import { randomUUID } from 'node:crypto'

import Kafka, { type KafkaConsumer } from 'node-rdkafka'

import {
  runMeasuredProgram,
  type ConsumeLoad,
  type ProduceLoad,
} from '../node/measured/measured-program.ts'

const pollIntervalMs = 1 // How often it looks for reports: it has no other way to hear of them.
const queueFull = Kafka.CODES.ERRORS.ERR__QUEUE_FULL

async function openProducer({ bootstrap, topic, value, count, isStreaming }: ProduceLoad) {
  const producer = new Kafka.Producer({
    ...{ 'bootstrap.servers': bootstrap, acks: -1, dr_cb: true },
    ...(!isStreaming && { 'linger.ms': 0 }),
  })
  let reported = 0
  let failure: Error | undefined
  let wake = (): void => undefined
  producer.on('delivery-report', (error) => {
    if (error) failure = error
    reported += 1
    wake()
  })
  await new Promise((resolve) => {
    producer.once('ready', resolve)
    producer.connect()
  })
  producer.setPollInterval(pollIntervalMs)
  const reports = async (wanted: number): Promise<void> => {
    while (reported < wanted && failure === undefined) {
      await new Promise<void>((resolve) => (wake = resolve))
    }
    if (failure !== undefined) throw failure
  }
  const produce = (): void => void producer.produce(topic, null, value)
  produce()
  await reports(1)
  return {
    async oneByOne() {
      for (let index = 0; index < count; index += 1) {
        produce()
        await reports(index + 2)
      }
    },
    async streaming() {
      for (let index = 0; index < count;) {
        try {
          produce()
          index += 1
        } catch (error) {
          if ((error as { code?: number }).code !== queueFull) throw error
          await reports(reported + 1)
        }
      }
      await reports(count + 1)
    },
    close: () => new Promise<void>((resolve) => producer.disconnect(() => resolve())),
  }
}

async function subscribed({ bootstrap, topic }: ConsumeLoad): Promise<KafkaConsumer> {
  const consumer = new Kafka.KafkaConsumer(
    { 'bootstrap.servers': bootstrap, 'group.id': `measured-${randomUUID()}` },
    { 'auto.offset.reset': 'earliest' },
  )
  await new Promise((resolve) => {
    consumer.once('ready', resolve)
    consumer.connect()
  })
  consumer.subscribe([topic])
  return consumer
}

await runMeasuredProgram({
  openProducer,
  async consumeEach(load, meter) {
    const consumer = await subscribed(load)
    consumer.on('data', ({ value }) => {
      if ((value?.length ?? 0) === 0) throw new Error('there is no value')
      meter.saw(1)
    })
    consumer.consume()
    await meter.done
  },
  async consumeBatches(load, meter) {
    const consumer = await subscribed(load)
    while (!meter.isDone) {
      const messages = await new Promise<Kafka.Message[]>((resolve, reject) => {
        consumer.consume(1000, (error, found) => {
          if (error) reject(new Error(error.message))
          else resolve(found)
        })
      })
      for (const { value } of messages) if (value === null) throw new Error('there is no value')
      if (messages.length > 0) meter.saw(messages.length)
    }
  },
})
