/** kafkajs under load. */
import { randomUUID } from 'node:crypto'

import kafkajs, { type Consumer } from 'kafkajs'

import { runMeasuredProgram, type ConsumeLoad, type ProduceLoad } from './measured-program.ts'
import { sendInSlices } from './send-in-slices.ts'

const { Kafka, logLevel, Partitioners } = kafkajs

const open = (bootstrap: string) =>
  new Kafka({ clientId: 'kafkajs', brokers: [bootstrap], logLevel: logLevel.NOTHING })

async function openProducer({ bootstrap, topic, value, count }: ProduceLoad) {
  const producer = open(bootstrap).producer({ createPartitioner: Partitioners.DefaultPartitioner })
  await producer.connect()
  const send = (messages: { value: Buffer }[]) => producer.send({ topic, acks: -1, messages })
  const message = { value }
  await send([message])
  return {
    async oneByOne() {
      for (let index = 0; index < count; index += 1) await send([message])
    },
    streaming: () => sendInSlices({ message, count }, send),
    close: () => producer.disconnect(),
  }
}

async function subscribed({ bootstrap, topic }: ConsumeLoad): Promise<Consumer> {
  const consumer = open(bootstrap).consumer({ groupId: `measured-${randomUUID()}` })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  return consumer
}

await runMeasuredProgram({
  openProducer,
  async consumeEach(load, meter) {
    const consumer = await subscribed(load)
    await consumer.run({
      eachMessage: async ({ message }) => {
        if ((message.value?.length ?? 0) === 0) throw new Error('there is no value')
        meter.saw(1)
      },
    })
    await meter.done
  },
  async consumeBatches(load, meter) {
    const consumer = await subscribed(load)
    await consumer.run({
      eachBatch: async ({ batch: { messages } }) => {
        for (const { value } of messages) if (value === null) throw new Error('there is no value')
        meter.saw(messages.length)
      },
    })
    await meter.done
  },
})
