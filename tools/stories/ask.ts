import { once } from 'node:events'
import { connect } from 'node:net'

const correlationId = 7

/**
 * Sends one request and gives the answer behind its correlation id. `rest` is whatever follows the
 * client id: by hand on purpose, since a story may not trust the code that it is about.
 */
export async function ask(
  port: number,
  api: { readonly key: number; readonly version: number },
  rest: Uint8Array,
): Promise<Buffer> {
  const header = Buffer.alloc(14)
  header.writeInt32BE(10 + rest.length, 0) // What follows the length.
  header.writeInt16BE(api.key, 4)
  header.writeInt16BE(api.version, 6)
  header.writeInt32BE(correlationId, 8)
  header.writeInt16BE(-1, 12) // No client id.

  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  socket.write(Buffer.concat([header, rest]))
  let answer = Buffer.alloc(0)
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    answer = Buffer.concat([answer, chunk])
    if (answer.length >= 4 && answer.length >= 4 + answer.readInt32BE(0)) break
  }
  socket.destroy()
  if (answer.readInt32BE(4) !== correlationId) throw new Error('the answer is to another request')
  return answer.subarray(8)
}

/** The keys of the APIs that the broker lists, rising. */
export async function askApiVersions(port: number): Promise<readonly number[]> {
  const answer = await ask(port, { key: 18, version: 0 }, new Uint8Array(0))
  if (answer.readInt16BE(0) !== 0) throw new Error(`error code ${answer.readInt16BE(0)}`)
  const count = answer.readInt32BE(2)
  const keys = Array.from({ length: count }, (_, index) => answer.readInt16BE(6 + 6 * index))
  return keys.toSorted((a, b) => a - b)
}
