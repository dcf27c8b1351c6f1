import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'

import { ApiKey, ErrorCode } from '@barnabus/protocol'
import { InProcessBroker } from '@barnabus/testkit'

import { ResourceType } from '../config/config-resource.ts'
import { ConfigSource } from '../config/describe-configs.ts'

test('a topic shows its settings with types, sources and documentation, in every version', async () => {
  await using broker = await InProcessBroker.start()
  await broker.makeTopic('orders', 1, { 'retention.ms': '5' })
  const connection = await broker.connect()

  for (const version of [1, 2, 3, 4]) {
    const { results } = await connection.send(ApiKey.DescribeConfigs, version, {
      resources: [
        {
          resourceType: ResourceType.topic,
          resourceName: 'orders',
          configurationKeys: ['retention.ms', 'segment.ms'],
        },
      ],
      includeSynonyms: true,
      includeDocumentation: version >= 3,
    })
    const [result] = results
    equal(result?.errorCode, ErrorCode.none)
    const byName = new Map(result?.configs.map((config) => [config.name, config]))
    deepEqual([...byName.keys()].toSorted(), ['retention.ms', 'segment.ms'])

    const retention = byName.get('retention.ms')
    equal(retention?.value, '5')
    equal(retention?.configSource, ConfigSource.topic)
    equal(retention?.readOnly, false)
    equal(retention?.synonyms[0]?.name, 'retention.ms')
    equal(byName.get('segment.ms')?.configSource, ConfigSource.default)
    if (version < 3) continue
    equal(retention?.configType, 5)
    ok((retention?.documentation ?? '').length > 10)
  }
})

test('without names every setting is shown, also those that Kafka has and we refuse to change', async () => {
  await using broker = await InProcessBroker.start({ settings: { 'num.partitions': '3' } })
  const connection = await broker.connect()

  const { results } = await connection.send(ApiKey.DescribeConfigs, 4, {
    resources: [{ resourceType: ResourceType.broker, resourceName: '1', configurationKeys: null }],
  })

  const byName = new Map(results[0]?.configs.map((config) => [config.name, config]))
  equal(byName.get('num.partitions')?.value, '3')
  equal(byName.get('num.partitions')?.configSource, ConfigSource.given)
  equal(byName.get('num.partitions')?.readOnly, true)
  equal(byName.get('authorizer.class.name')?.value, '')
  ok(byName.size > 100)
})

test('each of several nodes shows its own id', async () => {
  await using broker = await InProcessBroker.start({ settings: { 'barnabus.nodes': '2' } })
  const connection = await broker.connect(1)

  const { results } = await connection.send(ApiKey.DescribeConfigs, 4, {
    resources: [
      { resourceType: ResourceType.broker, resourceName: '2', configurationKeys: ['node.id'] },
    ],
  })

  equal(results[0]?.configs[0]?.value, '2')
})

test('one resource is described once in a request', async () => {
  await using broker = await InProcessBroker.start()
  await broker.makeTopic('orders')
  const connection = await broker.connect()
  const orders = { resourceType: ResourceType.topic, resourceName: 'orders' }

  const { results } = await connection.send(ApiKey.DescribeConfigs, 4, {
    resources: [orders, orders].map((resource) => ({ ...resource, configurationKeys: null })),
  })

  deepEqual(
    results.map(({ errorCode, configs }) => [errorCode, configs.length]),
    [
      [ErrorCode.invalidRequest, 0],
      [ErrorCode.invalidRequest, 0],
    ],
  )
})

test('what cannot be described says why', async () => {
  await using broker = await InProcessBroker.start()
  const connection = await broker.connect()
  const resources = [
    { resourceType: ResourceType.topic, resourceName: 'missing' },
    { resourceType: ResourceType.topic, resourceName: 'a b' },
    { resourceType: ResourceType.broker, resourceName: '7' },
    { resourceType: ResourceType.brokerLogger, resourceName: '1' },
    { resourceType: ResourceType.group, resourceName: '' },
    { resourceType: 99, resourceName: 'x' },
  ].map((resource) => ({ ...resource, configurationKeys: null }))

  const { results } = await connection.send(ApiKey.DescribeConfigs, 4, { resources })

  deepEqual(
    results.map(({ errorCode }) => errorCode),
    [
      ErrorCode.unknownTopicOrPartition,
      ErrorCode.invalidTopicException,
      ErrorCode.invalidRequest,
      ErrorCode.invalidRequest,
      ErrorCode.invalidRequest,
      ErrorCode.invalidRequest,
    ],
  )
  ok(results.every(({ errorMessage }) => errorMessage !== null))
})
