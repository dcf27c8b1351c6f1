import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { ApiKey, ErrorCode } from '@barnabus/protocol'
import { InProcessBroker } from '@barnabus/testkit'

test('the first node coordinates everything, in the old form and in the new', async () => {
  await using broker = await InProcessBroker.start()
  const connection = await broker.connect()
  const { brokers } = await connection.send(ApiKey.Metadata, 1, { topics: [] })
  const [first] = brokers

  const old = await connection.send(ApiKey.FindCoordinator, 0, { key: 'readers' })
  deepEqual(
    [old.errorCode, old.nodeId, old.host, old.port],
    [ErrorCode.none, first?.nodeId, first?.host, first?.port],
  )

  const coordinatorKeys = ['readers', 'writers']
  const { coordinators } = await connection.send(ApiKey.FindCoordinator, 4, {
    keyType: 1,
    coordinatorKeys,
  })
  deepEqual(
    coordinators.map(({ key, errorCode, port }) => [key, errorCode, port]),
    coordinatorKeys.map((key) => [key, ErrorCode.none, first?.port]),
  )
})

test('what is neither a group nor a transaction has no coordinator', async () => {
  await using broker = await InProcessBroker.start()
  const connection = await broker.connect()
  const { coordinators } = await connection.send(ApiKey.FindCoordinator, 6, {
    keyType: 2,
    coordinatorKeys: ['readers:AAAAAAAAAAAAAAAAAAAAAQ:0'],
  })
  deepEqual(
    coordinators.map(({ errorCode, nodeId, port }) => [errorCode, nodeId, port]),
    [[ErrorCode.invalidRequest, -1, -1]],
  )
})

test('version 0 is offered, without which librdkafka would not compress with LZ4', async () => {
  await using broker = await InProcessBroker.start()
  const connection = await broker.connect()
  const { apiKeys } = await connection.send(ApiKey.ApiVersions, 0, {})
  equal(apiKeys.find(({ apiKey }) => apiKey === ApiKey.FindCoordinator)?.minVersion, 0)
})
