/** @platformatic/kafka under load. */
import { randomUUID } from 'node:crypto'

import { Consumer, Producer, type MessageToProduce } from '@platformatic/kafka'

import { runMeasuredProgram, type ConsumeLoad, type ProduceLoad } from './measured-program.ts'
import { sendInSlices } from './send-in-slices.ts'

type Message = MessageToProduce<Buffer, Buffer, Buffer, Buffer>

async function openProducer({ bootstrap, topic, value, count }: ProduceLoad) {
  const producer = new Producer<Buffer, Buffer, Buffer, Buffer>({
    clientId: 'platformatic',
    bootstrapBrokers: [bootstrap],
    acks: -1,
  })
  const message: Message = { topic, value }
  const send = (messages: Message[]) => producer.send({ messages })
  await send([message])
  return {
    async oneByOne() {
      for (let index = 0; index < count; index += 1) await send([message])
    },
    streaming: () => sendInSlices({ message, count }, send),
    close: () => producer.close(),
  }
}

async function streamOf({ bootstrap, topic }: ConsumeLoad) {
  const consumer = new Consumer({
    clientId: 'platformatic',
    groupId: `measured-${randomUUID()}`,
    bootstrapBrokers: [bootstrap],
  })
  return await consumer.consume({ topics: [topic], mode: 'earliest' })
}

await runMeasuredProgram({
  openProducer,
  async consumeEach(load, meter) {
    const stream = await streamOf(load)
    for await (const { value } of stream) {
      if (value.length === 0) throw new Error('there is no value')
      meter.saw(1)
      if (meter.isDone) break
    }
  },
  async consumeBatches(load, meter) {
    const stream = await streamOf(load)
    stream.on('data', ({ value }) => {
      if (value.length === 0) throw new Error('there is no value')
      meter.saw(1)
    })
    await meter.done
  },
})
