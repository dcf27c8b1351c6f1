import { once } from 'node:events'
import { connect } from 'node:net'

const apiVersionsKey = 18

/**
 * Asks a broker for ApiVersions in version 0, byte by byte, and gives the API keys it lists.
 *
 * By hand on purpose: a story may not trust the code it is about.
 */
export async function askApiVersions(port: number, host = '127.0.0.1'): Promise<readonly number[]> {
  const socket = connect(port, host)
  await once(socket, 'connect')
  const request = Buffer.alloc(14)
  request.writeInt32BE(10, 0) // What follows the length.
  request.writeInt16BE(apiVersionsKey, 4)
  request.writeInt16BE(0, 6)
  request.writeInt32BE(7, 8) // The correlation id.
  request.writeInt16BE(-1, 12) // No client id.
  socket.write(request)

  let answer = Buffer.alloc(0)
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    answer = Buffer.concat([answer, chunk])
    if (answer.length >= 4 && answer.length >= 4 + answer.readInt32BE(0)) break
  }
  socket.destroy()
  if (answer.readInt32BE(4) !== 7) throw new Error('the answer is to another request')
  if (answer.readInt16BE(8) !== 0) throw new Error(`error code ${answer.readInt16BE(8)}`)
  const count = answer.readInt32BE(10)
  return Array.from({ length: count }, (_, index) => answer.readInt16BE(14 + 6 * index))
}
