import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'

import { ApiKey } from '@barnabus/protocol'
import { TestCluster } from '@barnabus/testkit'

import { systemClientEnv } from '../client-env.ts'
import { commonProperties } from '../config/common-properties.ts'
import { readSettings, type SettingsOf } from '../config/read-settings.ts'
import { noSecurity } from '../connection/security.ts'
import { Cluster } from './cluster.ts'
import { clusterConfig } from './cluster-config.ts'

function clusterWith(settings: SettingsOf<typeof commonProperties>): Cluster {
  const values = readSettings(commonProperties, settings)
  const config = clusterConfig(values, noSecurity, { allowAutoTopicCreation: false })
  return new Cluster(config, systemClientEnv)
}

describe('a cluster', () => {
  let kafka: TestCluster
  before(async () => (kafka = await TestCluster.start()))
  after(async () => kafka[Symbol.asyncDispose]())

  test('tells who leads which partition', async () => {
    const topic = await kafka.makeTopic('leads', 3)
    const cluster = clusterWith(kafka.settings)

    const found = await cluster.topic(topic, cluster.deadline())

    deepEqual(
      found.partitions.map(({ partition }) => partition),
      [0, 1, 2],
    )
    const { nodes } = cluster.metadata.snapshot
    ok(found.partitions.every(({ leaderId }) => nodes.has(leaderId)))
    cluster.close('cluster')
  })

  test('a topic that is not there is waited for, and then named', async () => {
    const cluster = clusterWith(kafka.settings)

    await rejects(cluster.topic(kafka.name('missing'), cluster.deadline({ timeoutMs: 300 })), {
      name: 'KafkaError',
      code: 'CLIENT_API_TIMED_OUT',
    })
    cluster.close('cluster')
  })

  test('an abort ends a wait with its reason, and closing ends all of them', async () => {
    const cluster = clusterWith(kafka.settings)
    const reason = new Error('enough')
    const controller = new AbortController()
    const aborted = cluster.topic('missing', cluster.deadline({ signal: controller.signal }))
    const closed = cluster.topic('missing', cluster.deadline())

    controller.abort(reason)
    await rejects(aborted, reason)
    cluster.close('cluster')
    await rejects(closed, { code: 'CLIENT_CLOSED' })
    await rejects(cluster.connection('any', cluster.deadline()), { code: 'CLIENT_CLOSED' })
  })

  test('the coordinator of a group is found and spoken to', async () => {
    const cluster = clusterWith(kafka.settings)
    const key = kafka.name('group')

    const answer = await cluster.ask({
      action: 'describe the group',
      to: { coordinator: 'group', key },
      api: ApiKey.DescribeGroups,
      request: () => ({ groups: [key] }),
      read: ({ groups }) => groups[0]?.groupId,
    })

    equal(answer, key)
    cluster.close('cluster')
  })

  test('when nobody answers, the addresses are named', async () => {
    const cluster = clusterWith({
      'bootstrap.servers': '127.0.0.1:1',
      'reconnect.backoff.max.ms': 50,
    })

    await rejects(cluster.metadata.refresh(cluster.deadline({ timeoutMs: 300 })), {
      errorName: 'REQUEST_TIMED_OUT',
    })
    await rejects(cluster.connection('any', cluster.deadline()), {
      code: 'CLIENT_NO_BROKER',
      retriable: true,
      message: 'Cannot find a broker: none of 127.0.0.1:1 answers',
    })
    cluster.close('cluster')
  })
})

test('a broker that hangs up at once is asked again, and at the end the reason is told', async () => {
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const cluster = clusterWith({ 'bootstrap.servers': `127.0.0.1:${port}` })

  const error = await failureOf(cluster.metadata.refresh(cluster.deadline({ timeoutMs: 300 })))
  const asked = cluster.ask(
    {
      action: 'list topics',
      to: 'any',
      api: ApiKey.Metadata,
      request: () => ({ topics: null }),
      read: () => undefined,
    },
    { timeoutMs: 300 },
  )
  const reasons = sentencesOf(await failureOf(asked))

  equal(error.name, 'KafkaError')
  match(reasons, /did not succeed within 300 ms.*it hung up; is security.protocol right\?/s)
  cluster.close('cluster')
  server.close()
})

async function failureOf(call: Promise<unknown>): Promise<Error> {
  return await call.then(
    () => new Error('it succeeded'),
    (error: unknown) => error as Error,
  )
}

/** What an error says, and what it says it comes from. */
function sentencesOf(error: unknown): string {
  return error instanceof Error ? `${error.message}\n${sentencesOf(error.cause)}` : ''
}

test('addresses that are none, and settings that nobody knows, are refused with a sentence', () => {
  const refusals: readonly (readonly [SettingsOf<typeof commonProperties>, RegExp])[] = [
    [{ 'bootstrap.servers': 'localhost' }, /"localhost" is not host:port/],
    [{ 'bootstrap.servers': 'a:1', ...{ 'client.idd': 'x' } }, /Did you mean "client.id"/],
    [{ 'bootstrap.servers': 'a:1', 'request.timeout.ms': -1 }, /at least 0/],
  ]
  for (const [settings, message] of refusals) {
    let error: unknown
    try {
      clusterWith(settings)
    } catch (thrown) {
      error = thrown
    }
    ok(error instanceof Error && message.test(error.message), String(error))
    equal((error as { errorName?: string }).errorName, 'INVALID_CONFIG')
  }
})
