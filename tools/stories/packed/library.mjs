// Plain JavaScript of somebody who installed the package.
import { startBarnabus } from 'barnabus'

const broker = await startBarnabus({ dataDirectory: 'library-data', port: Number(process.argv[2]) })
console.log('listening on', broker.bootstrapServers)
await broker.close()
console.log('closed')
