import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

// Below what systems give to outgoing connections: a client that tries to reach a killed server
// could otherwise be given its port, and then even talk to itself.
const lowest = 12_000
const highest = 32_000

/** Finds ports on loopback that nobody listens on at this moment. All differ from each other. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const ports = new Set<number>()
  while (ports.size < count) {
    const port = randomInt(lowest, highest)
    if (await isFree(port)) ports.add(port)
  }
  return [...ports]
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch {
    return false // Taken, or kept back by the system.
  }
  await once(server.close(), 'close')
  return true
}
