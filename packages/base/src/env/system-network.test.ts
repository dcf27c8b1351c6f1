import { deepEqual, equal, rejects } from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { setTimeout } from 'node:timers/promises'

import type { Socket } from './network.ts'
import { systemNetwork } from './system-network.ts'

const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes)
const bytes = (content: string): Uint8Array => new TextEncoder().encode(content)

/** What the system has in flight has arrived. */
const later = (): Promise<void> => setTimeout(50)

/** Both ends of a connection over loopback, closed with the test. */
async function pair(context: TestContext, host = '127.0.0.1'): Promise<[Socket, Socket]> {
  const { promise: accepted, resolve } = Promise.withResolvers<Socket>()
  const listener = await systemNetwork.listen({
    host,
    port: 0,
    backlog: 5,
    onConnection: resolve,
    onError: () => undefined,
  })
  const one = await systemNetwork.connect({ host: '127.0.0.1', port: listener.local.port })
  const other = await accepted
  context.after(async () => {
    one.destroy()
    other.destroy()
    await listener.close()
  })
  return [one, other]
}

for (const reading of ['accepted', 'made'] as const) {
  /** The end that writes, and the one that reads on a connection that it has accepted, or made. */
  async function ends(context: TestContext): Promise<readonly [Socket, Socket]> {
    const [made, accepted] = await pair(context)
    return reading === 'accepted' ? [made, accepted] : [accepted, made]
  }

  test(`what is written in pieces arrives whole and in order: ${reading}`, async (context) => {
    const [one, other] = await ends(context)
    one.write([bytes('a'), bytes('b')])
    one.write([bytes('c')])

    let heard = ''
    while (heard.length < 3) heard += text(await other.read())
    equal(heard, 'abc')
  })

  test(`nothing is taken from the network for one that does not ask: ${reading}`, async (context) => {
    const [one, other] = await ends(context)
    const piece = new Uint8Array(1024 * 1024)
    for (let index = 0; index < 64; index += 1) {
      one.write([piece])
      await new Promise(setImmediate) // So that it leaves in as many steps as the system takes.
    }
    await other.read()
    equal(one.queuedBytes > 16 * 1024 * 1024, true, 'it waits with its writer')

    let heard = 0
    const drained = one.drained(0).then(() => 'drained')
    while (heard < 63 * 1024 * 1024) heard += (await other.read())?.length ?? 0
    equal(await drained, 'drained')
    equal(one.queuedBytes, 0)
  })

  test(`what was read stays until the next read, whatever comes: ${reading}`, async (context) => {
    const [one, other] = await ends(context)
    for (const letter of 'abcdef') {
      const read = other.read()
      one.write([bytes(letter)])
      const first = await read
      one.write([bytes(letter.toUpperCase())])
      await later()

      equal(text(first), letter)
      equal(text(await other.read()), letter.toUpperCase())
    }
  })

  test(`what came before a goodbye stays, what comes after it is dropped: ${reading}`, async (context) => {
    const [one, other] = await ends(context)
    const read = other.read()
    one.write([bytes('held')])
    const held = await read
    one.write([bytes('waits')])
    await later()
    other.end()
    for (const dropped of ['1111', '2222', '3333']) {
      one.write([bytes(dropped)])
      await later()
    }

    equal(text(held), 'held')
    equal(text(await other.read()), 'waits')
  })
}

test('an end of one side is read as such, and the other side can still speak', async (context) => {
  const [one, other] = await pair(context)
  one.write([bytes('last words')])
  one.end()

  equal(text(await other.read()), 'last words')
  equal(await other.read(), undefined)
  equal(await other.read(), undefined)
  other.write([bytes('answer')])
  other.end()
  await Promise.all([one.closed, other.closed])
})

test('a goodbye to a peer that has hung up drops what it had sent and nobody read', async (context) => {
  const [one, other] = await pair(context)
  one.write([new Uint8Array(16 * 1024 * 1024)])
  await other.read()
  await later() // What is ahead of its reader arrives.
  one.destroy()
  await one.closed
  other.write([bytes('too late')])
  await later() // The answer to that is a reset.

  other.write([bytes('much too late')]) // The system refuses this at once, and the goodbye, too.
  other.end()
  await other.closed
})

test('whoever reads, writes or waits learns that the connection is gone', async (context) => {
  const [one, other] = await pair(context)
  const read = other.read()
  let taken = 0
  other.write([new Uint8Array(64 * 1024 * 1024)], () => (taken += 1))
  const drained = other.drained(0)
  one.destroy()

  equal(await read, undefined)
  await drained
  await other.closed
  other.write([bytes('to nobody')], () => (taken += 1))
  equal(taken, 2, 'each write says when it is over')
  deepEqual([other.queuedBytes, await other.read()], [0, undefined])
})

test('an IPv4 peer has an IPv4 address, also where both kinds are accepted', async (context) => {
  const [, other] = await pair(context, '::')
  equal(other.remote.host, '127.0.0.1')
})

test('a port that is taken, and one where nobody listens, are told as the system does', async () => {
  const ignore = (): undefined => undefined
  const options = { host: '127.0.0.1', port: 0, backlog: 1, onConnection: ignore, onError: ignore }
  const listener = await systemNetwork.listen(options)
  const { port } = listener.local

  await rejects(systemNetwork.listen({ ...options, port }), { code: 'EADDRINUSE' })
  await listener.close()
  await rejects(systemNetwork.connect({ host: '127.0.0.1', port }), { code: 'ECONNREFUSED' })
})

test('a peer that speaks no TLS is told from one that says nothing', async (context) => {
  const onConnection = (socket: Socket): void => void socket.read().then(() => socket.destroy())
  const { port, signal } = await mute(context, onConnection)
  const { port: silent } = await mute(context, () => undefined)

  await rejects(systemNetwork.connect({ host: '127.0.0.1', port }, { tls: {}, signal }), {
    code: 'ECONNRESET',
  })
  const endpoint = { host: '127.0.0.1', port: silent }
  const connecting = systemNetwork.connect(endpoint, { tls: {}, signal: AbortSignal.timeout(50) })
  await rejects(connecting, { name: 'AbortError' })
})

/** Somebody who accepts connections, and speaks no TLS. */
async function mute(
  context: TestContext,
  onConnection: (socket: Socket) => void,
): Promise<{ port: number; signal: AbortSignal }> {
  const onError = (): void => undefined
  const options = { host: '127.0.0.1', port: 0, backlog: 5, onError, onConnection }
  const listener = await systemNetwork.listen(options)
  context.after(() => listener.close())
  return { port: listener.local.port, signal: AbortSignal.timeout(5000) }
}
