import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'

import { ApiKey, ErrorCode } from '@barnabus/protocol'
import { InProcessBroker } from '@barnabus/testkit'

test('every API of the table is advertised once, in order, and Produce from 0 on', async () => {
  await using broker = await InProcessBroker.start()
  const connection = await broker.connect()
  const { errorCode, apiKeys } = await connection.send(ApiKey.ApiVersions, 4, {
    clientSoftwareName: 'a-client',
    clientSoftwareVersion: '1.0.0',
  })

  equal(errorCode, ErrorCode.none)
  const keys = apiKeys.map(({ apiKey }) => apiKey)
  deepEqual(
    keys,
    [...new Set(keys)].toSorted((one, other) => one - other),
  )
  ok(keys.includes(ApiKey.Fetch) && keys.includes(ApiKey.ApiVersions))
  deepEqual(apiKeys[0], { apiKey: ApiKey.Produce, minVersion: 0, maxVersion: 13 })
})

test('a client that cannot spell its name is told so', async () => {
  await using broker = await InProcessBroker.start()
  const connection = await broker.connect()
  for (const [name, version] of [
    ['', '1'],
    ['a', ''],
    ['-a', '1'],
    ['a b', '1'],
    ['a', '1\n'],
  ] as const) {
    const { errorCode, apiKeys } = await connection.send(ApiKey.ApiVersions, 3, {
      clientSoftwareName: name,
      clientSoftwareVersion: version,
    })
    deepEqual([errorCode, apiKeys], [ErrorCode.invalidRequest, []])
  }
  const { errorCode } = await connection.send(ApiKey.ApiVersions, 2, {})
  equal(errorCode, ErrorCode.none, 'who need not say a name is not asked for one')
})
