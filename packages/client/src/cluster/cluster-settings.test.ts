import { equal, match, ok, rejects } from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { test, type TestContext } from 'node:test'

import { InProcessBroker, TcpProxy } from '@barnabus/testkit'

import { systemClientEnv } from '../client-env.ts'
import { commonProperties } from '../config/common-properties.ts'
import { readSettings, type SettingsOf } from '../config/read-settings.ts'
import { securityOf } from '../security/security.ts'
import { Cluster } from './cluster.ts'
import { clusterConfig } from './cluster-config.ts'

function clusterWith(context: TestContext, settings: SettingsOf<typeof commonProperties>): Cluster {
  const values = readSettings(commonProperties, settings)
  const security = securityOf(values, {}, systemClientEnv)
  const config = clusterConfig(values, security, { allowAutoTopicCreation: false })
  const cluster = new Cluster(config, systemClientEnv)
  context.after(() => cluster.close('cluster'))
  return cluster
}

/** Somebody who accepts connections and does `what` with each, such as nothing. */
async function peer(context: TestContext, what: (socket: Socket) => void): Promise<string> {
  const server: Server = createServer((socket) => {
    socket.on('error', () => undefined)
    what(socket)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  context.after(() => server.close())
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** What an error says, and what it says it comes from. */
function sentencesOf(error: unknown): string {
  return error instanceof Error ? `${error.message}\n${sentencesOf(error.cause)}` : ''
}

for (const [name, settings] of Object.entries({
  'socket.connection.setup.timeout.ms': { 'socket.connection.setup.timeout.ms': 20 },
  'socket.connection.setup.timeout.max.ms': {
    'socket.connection.setup.timeout.ms': 20_000,
    'socket.connection.setup.timeout.max.ms': 20,
  },
})) {
  test(`${name} bounds how long a connection may take to come about`, async (context) => {
    const silent = await peer(context, (socket) => socket.resume())
    const cluster = clusterWith(context, {
      ...settings,
      'bootstrap.servers': silent,
      'security.protocol': 'SSL',
    })

    const connecting = cluster.connection('any', cluster.deadline({ timeoutMs: 10_000 }))

    const error: unknown = await connecting.catch((thrown: unknown) => thrown)
    const waitedMs = Number(/no answer after ([\d.]+) ms/.exec(sentencesOf(error))?.[1])
    ok(waitedMs >= 16 && waitedMs <= 24, sentencesOf(error)) // A fifth more or less.
  })
}

test('default.api.timeout.ms ends a call that names no timeout of its own', async (context) => {
  const silent = await peer(context, (socket) => socket.resume())
  const cluster = clusterWith(context, {
    'bootstrap.servers': silent,
    'default.api.timeout.ms': 30,
  })

  await rejects(cluster.metadata.refresh(cluster.deadline()), { errorName: 'REQUEST_TIMED_OUT' })
  equal(cluster.deadline().timeoutMs, 30)
})

test('connections.max.idle.ms closes a connection that nobody uses', async (context) => {
  await using kafka = await InProcessBroker.start()
  const cluster = clusterWith(context, {
    'bootstrap.servers': kafka.address(),
    'connections.max.idle.ms': 40,
  })

  const connection = await cluster.connection('any', cluster.deadline())
  ok(connection.isOpen)

  await cluster.deadline({ timeoutMs: 5000 }).wait(connection.closed, 'see it closed')
})

/** How often a broker that hangs up at once is tried in this time. */
async function attempts(
  context: TestContext,
  ms: number,
  settings: SettingsOf<typeof commonProperties>,
): Promise<number> {
  let count = 0
  const rude = await peer(context, (socket) => {
    count += 1
    socket.destroy()
  })
  const cluster = clusterWith(context, {
    ...settings,
    'bootstrap.servers': rude,
    'retry.backoff.ms': 1,
    'retry.backoff.max.ms': 1,
  })
  await cluster.metadata.refresh(cluster.deadline({ timeoutMs: ms })).catch(() => undefined)
  return count
}

test('reconnect.backoff.ms keeps a broker that hangs up from being tried at once', async (context) => {
  const long = { 'reconnect.backoff.ms': 10_000, 'reconnect.backoff.max.ms': 10_000 }
  const short = { 'reconnect.backoff.ms': 1, 'reconnect.backoff.max.ms': 10_000 }

  equal(await attempts(context, 200, long), 1)
  ok((await attempts(context, 200, short)) >= 4)
})

test('reconnect.backoff.max.ms bounds the wait, which grows until then', async (context) => {
  const grows = { 'reconnect.backoff.ms': 20, 'reconnect.backoff.max.ms': 10_000 }
  const bounded = { 'reconnect.backoff.ms': 20, 'reconnect.backoff.max.ms': 20 }

  const growing = await attempts(context, 400, grows) // After 20, 40, 80, 160 ms, …
  ok(growing >= 2 && growing <= 6, String(growing))
  ok((await attempts(context, 400, bounded)) > growing)
})

for (const strategy of ['rebootstrap', 'none'] as const) {
  test(`metadata.recovery.strategy=${strategy}: a cluster that has moved is ${strategy === 'none' ? 'lost' : 'found again'}`, async (context) => {
    await using before = await InProcessBroker.start()
    await using after = await InProcessBroker.start()
    const proxy = await TcpProxy.open()
    context.after(() => proxy.close())
    proxy.leadTo(portOf(before))
    const cluster = clusterWith(context, {
      'bootstrap.servers': `127.0.0.1:${proxy.port}`,
      'metadata.recovery.strategy': strategy,
      'reconnect.backoff.max.ms': 50,
    })
    await cluster.metadata.refresh(cluster.deadline())

    await before.stop()
    proxy.leadTo(portOf(after))
    proxy.cut()

    const found = cluster.metadata.refresh(cluster.deadline({ timeoutMs: 2000 }))
    if (strategy === 'none') await rejects(found, { errorName: 'REQUEST_TIMED_OUT' })
    else
      match(
        String(Array.from((await found).nodes.values())[0]?.port),
        new RegExp(String(portOf(after))),
      )
  })
}

function portOf(broker: InProcessBroker): number {
  return Number(broker.address().split(':')[1])
}
