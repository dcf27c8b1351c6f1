import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { ApiKey, ErrorCode } from '@barnabus/protocol'
import { InProcessBroker } from '@barnabus/testkit'

import { ResourceType } from '../config/config-resource.ts'

test('topics and brokers are listed by type, and all together when no type is named', async () => {
  await using broker = await InProcessBroker.start()
  await broker.makeTopic('orders')
  const connection = await broker.connect()
  const list = async (version: number, resourceTypes: number[]): Promise<readonly string[]> => {
    const answer = await connection.send(ApiKey.ListConfigResources, version, { resourceTypes })
    equal(answer.errorCode, ErrorCode.none)
    return answer.configResources.map(
      ({ resourceType, resourceName }) => `${resourceType}:${resourceName}`,
    )
  }

  deepEqual(await list(1, [ResourceType.topic]), ['2:orders'])
  deepEqual(await list(1, [ResourceType.group]), [])
  deepEqual((await list(1, [])).toSorted(), ['2:orders', '4:1', '8:1'])
  deepEqual(await list(0, []), [])
})

test('a type that nobody knows is refused', async () => {
  await using broker = await InProcessBroker.start()
  const connection = await broker.connect()

  const answer = await connection.send(ApiKey.ListConfigResources, 1, { resourceTypes: [99] })

  equal(answer.errorCode, ErrorCode.unsupportedVersion)
})
