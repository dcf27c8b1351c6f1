import { equal } from 'node:assert/strict'
import { test } from 'node:test'

import { ApiKey, ErrorCode } from '@barnabus/protocol'
import { InProcessBroker } from '@barnabus/testkit'

import { ResourceType } from '../config/config-resource.ts'

test('whatever is not named has its default again, in every version', async () => {
  await using broker = await InProcessBroker.start()
  await broker.makeTopic('orders', 1, { 'retention.ms': '5' })
  const connection = await broker.connect()
  const orders = { resourceType: ResourceType.topic, resourceName: 'orders' }

  for (const version of [0, 1, 2]) {
    const { responses } = await connection.send(ApiKey.AlterConfigs, version, {
      resources: [{ ...orders, configs: [{ name: 'segment.ms', value: '7' }] }],
      validateOnly: false,
    })
    equal(responses[0]?.errorCode, ErrorCode.none)
  }

  const { results } = await connection.send(ApiKey.DescribeConfigs, 4, {
    resources: [{ ...orders, configurationKeys: null }],
  })
  const values = new Map(results[0]?.configs.map(({ name, value }) => [name, value]))
  equal(values.get('segment.ms'), '7')
  equal(values.get('retention.ms'), '604800000')
})
