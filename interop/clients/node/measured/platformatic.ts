/** @platformatic/kafka under load. */
import { randomUUID } from 'node:crypto'

import { Consumer, Producer, type MessageToProduce } from '@platformatic/kafka'

import { inSlices } from '../client-program.ts'
import { runMeasuredProgram, type ConsumeLoad, type ProduceLoad } from './measured-program.ts'

const messagesPerSend = 1000
const sendsUnderWay = 5

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
    async streaming() {
      const slices = inSlices(
        Array.from({ length: count }, () => message),
        messagesPerSend,
      )
      let next = 0
      const worker = async (): Promise<void> => {
        for (let slice = slices[next++]; slice !== undefined; slice = slices[next++]) {
          await send([...slice])
        }
      }
      await Promise.all(Array.from({ length: sendsUnderWay }, worker))
    },
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
