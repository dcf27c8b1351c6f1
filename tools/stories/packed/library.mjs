// Plain JavaScript of somebody who installed the package.
import { Producer } from '@barnabus/client'
import { startBarnabus } from 'barnabus'

const broker = await startBarnabus({ dataDirectory: 'library-data', port: Number(process.argv[2]) })
console.log('listening on', broker.bootstrapServers)
// OpenTelemetry is not installed here, and nobody misses it.
const producer = new Producer({ 'bootstrap.servers': broker.bootstrapServers })
const { offset } = await producer.send({ topic: 'first', value: 'hello' })
console.log('sent, at offset', offset)
await producer.close()
await broker.close()
console.log('closed')
