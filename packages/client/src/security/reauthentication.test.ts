import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { test, type TestContext } from 'node:test'

import { ApiKey, ErrorCode, apiByKey } from '@barnabus/protocol'
import { ScriptedBroker } from '@barnabus/testkit'

import { systemClientEnv } from '../client-env.ts'
import { readSettings } from '../config/read-settings.ts'
import { securityProperties } from '../config/security-properties.ts'
import { BrokerConnection } from '../connection/broker-connection.ts'
import { securityOf } from './security.ts'

const lifetimeMs = 10_000
const call = { timeoutMs: 5000 }

/** A connection to a broker that believes us for a while, and what moves its clock. */
async function believed(
  context: TestContext,
  verdict: () => ErrorCode = () => ErrorCode.none,
): Promise<{ broker: ScriptedBroker; connection: BrokerConnection; wait: (ms: number) => void }> {
  const broker = await ScriptedBroker.start()
  const apis = [
    ...[ApiKey.ApiVersions, ApiKey.SaslHandshake, ApiKey.SaslAuthenticate],
    ...[ApiKey.Metadata, ApiKey.Produce],
  ]
  broker.on(ApiKey.ApiVersions, () => ({
    errorCode: ErrorCode.none,
    apiKeys: apis.map((apiKey) => {
      const { min, max } = apiByKey(apiKey).versions
      return { apiKey, minVersion: min, maxVersion: max }
    }),
  }))
  broker.on(ApiKey.SaslHandshake, () => ({ errorCode: ErrorCode.none, mechanisms: ['PLAIN'] }))
  broker.on(ApiKey.SaslAuthenticate, () => ({
    errorCode: verdict(),
    errorMessage: null,
    authBytes: new Uint8Array(),
    sessionLifetimeMs: BigInt(lifetimeMs),
  }))
  let laterMs = 0
  const { clock } = systemClientEnv
  const env = {
    ...systemClientEnv,
    clock: { ...clock, monotonicMs: () => clock.monotonicMs() + laterMs },
  }
  const values = readSettings(securityProperties, {
    'security.protocol': 'SASL_PLAINTEXT',
    'sasl.mechanism': 'PLAIN',
    'sasl.username': 'alice',
    'sasl.password': 'secret',
  })
  const settings = { clientId: '', requestTimeoutMs: 5000, security: securityOf(values, {}, env) }
  const port = Number(broker.settings['bootstrap.servers'].split(':')[1])
  const endpoint = { host: '127.0.0.1', port }
  const connection = await BrokerConnection.open(endpoint, settings, env, {
    connectTimeoutMs: 5000,
  })
  context.after(async () => {
    connection.close()
    await broker[Symbol.asyncDispose]()
  })
  return { broker, connection, wait: (ms) => (laterMs += ms) }
}

function asked(broker: ScriptedBroker): readonly string[] {
  return broker.requests.map(({ apiKey }) => apiByKey(apiKey).name)
}

const login = ['SaslHandshake', 'SaslAuthenticate']

test('whoever has been believed long enough says again who they are, before anything else', async (context) => {
  const { broker, connection, wait } = await believed(context)
  const metadata = async (name: string): Promise<unknown> =>
    connection.call(ApiKey.Metadata, () => ({ topics: [{ name }] }), call)

  await metadata('early')
  wait(lifetimeMs * 0.84)
  await metadata('still early')
  wait(lifetimeMs * 0.12) // Past 95 % of the time.
  const calls = [metadata('a'), metadata('b')]
  connection.post(ApiKey.Produce, () => ({
    transactionalId: null,
    acks: 0,
    timeoutMs: 1,
    topicData: [],
  }))
  await Promise.all([...calls, metadata('c')])
  await metadata('late')

  deepEqual(asked(broker), [
    'ApiVersions',
    ...login,
    ...['Metadata', 'Metadata'],
    ...login,
    ...['Metadata', 'Metadata', 'Produce', 'Metadata', 'Metadata'],
  ])
  const names = broker.requestsOf(ApiKey.Metadata).map(({ body }) => body.topics?.[0]?.name)
  deepEqual(names, ['early', 'still early', 'a', 'b', 'c', 'late'])
})

test('whoever is not believed any more is told so, and the connection ends', async (context) => {
  let verdict: ErrorCode = ErrorCode.none
  const { connection, wait } = await believed(context, () => verdict)
  wait(lifetimeMs)
  verdict = ErrorCode.saslAuthenticationFailed

  const asking = connection.call(ApiKey.Metadata, () => ({ topics: [] }), call)

  await rejects(asking, { code: 'CLIENT_AUTHENTICATION_FAILED', retriable: false })
  equal(connection.isOpen, false)
  ok(await connection.closed.then(() => true))
})
