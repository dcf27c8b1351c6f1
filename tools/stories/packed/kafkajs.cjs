// CommonJS of somebody who comes from kafkajs.
const { startBarnabus } = require('barnabus')
const { Kafka, logLevel } = require('@barnabus/client/kafkajs')

async function main() {
  const dataDirectory = 'kafkajs-data'
  const broker = await startBarnabus({ dataDirectory, port: Number(process.argv[2]) })
  const kafka = new Kafka({ brokers: [broker.bootstrapServers], logLevel: logLevel.ERROR })
  const producer = kafka.producer()
  await producer.connect()
  await producer.send({ topic: 'orders', messages: [{ value: 'paid' }] })
  await producer.disconnect()

  const consumer = kafka.consumer({ groupId: 'billing' })
  await consumer.connect()
  await consumer.subscribe({ topic: 'orders', fromBeginning: true })
  await new Promise((resolve) => {
    /** @param {import('@barnabus/client/kafkajs').EachMessagePayload} payload */
    const eachMessage = async ({ message }) => {
      console.log('read', String(message.value))
      resolve(undefined)
    }
    void consumer.run({ eachMessage })
  })
  await consumer.disconnect()
  await broker.close()
}

void main()
