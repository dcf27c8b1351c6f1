import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { ApiKey, encodeBatch, ErrorCode } from '@barnabus/protocol'
import { InProcessBroker, type RawConnection } from '@barnabus/testkit'

import { OperationType } from '../config/config-operation.ts'
import { ResourceType } from '../config/config-resource.ts'

async function set(
  connection: RawConnection,
  topic: string,
  [name, value]: readonly [string, string],
  validateOnly = false,
): Promise<ErrorCode | undefined> {
  const { responses } = await connection.send(ApiKey.IncrementalAlterConfigs, 1, {
    resources: [
      {
        resourceType: ResourceType.topic,
        resourceName: topic,
        configs: [{ name, configOperation: OperationType.set, value }],
      },
    ],
    validateOnly,
  })
  return responses[0]?.errorCode as ErrorCode | undefined
}

async function valueOf(
  connection: RawConnection,
  topic: string,
  name: string,
): Promise<string | null | undefined> {
  const { results } = await connection.send(ApiKey.DescribeConfigs, 4, {
    resources: [
      { resourceType: ResourceType.topic, resourceName: topic, configurationKeys: [name] },
    ],
  })
  return results[0]?.configs[0]?.value
}

async function produce(connection: RawConnection, topic: string, size: number): Promise<number> {
  const records = encodeBatch({ records: [{ value: new Uint8Array(size), timestamp: 0n }] })
  const { responses } = await connection.send(ApiKey.Produce, 9, {
    transactionalId: null,
    acks: -1,
    timeoutMs: 10_000,
    topicData: [{ name: topic, partitionData: [{ index: 0, records }] }],
  })
  return responses[0]?.partitionResponses[0]?.errorCode ?? -1
}

test('a change is in effect when it is answered, and still after a restart', async () => {
  await using broker = await InProcessBroker.start()
  await broker.makeTopic('orders')
  const connection = await broker.connect()
  equal(await produce(connection, 'orders', 1000), ErrorCode.none)

  equal(await set(connection, 'orders', ['max.message.bytes', '500']), ErrorCode.none)

  equal(await produce(connection, 'orders', 1000), ErrorCode.messageTooLarge)
  await broker.restart()
  const again = await broker.connect()
  equal(await valueOf(again, 'orders', 'max.message.bytes'), '500')
  equal(await produce(again, 'orders', 1000), ErrorCode.messageTooLarge)
})

test('a change for all brokers reaches topics that were told nothing, and only these', async () => {
  await using broker = await InProcessBroker.start()
  await broker.makeTopic('plain')
  await broker.makeTopic('told', 1, { 'max.message.bytes': '2000' })
  const connection = await broker.connect()

  await connection.send(ApiKey.IncrementalAlterConfigs, 1, {
    resources: [
      {
        resourceType: ResourceType.broker,
        resourceName: '',
        configs: [{ name: 'message.max.bytes', configOperation: OperationType.set, value: '500' }],
      },
    ],
    validateOnly: false,
  })

  equal(await produce(connection, 'plain', 1000), ErrorCode.messageTooLarge)
  equal(await produce(connection, 'told', 1000), ErrorCode.none)
})

test('what is only to be validated changes nothing', async () => {
  await using broker = await InProcessBroker.start()
  await broker.makeTopic('orders')
  const connection = await broker.connect()

  equal(await set(connection, 'orders', ['max.message.bytes', '500'], true), ErrorCode.none)
  equal(await set(connection, 'orders', ['max.message.bytes', 'x'], true), ErrorCode.invalidConfig)

  equal(await valueOf(connection, 'orders', 'max.message.bytes'), '1048588')
})

test('one wrong setting of a resource changes nothing of it, and nothing of others is held back', async () => {
  await using broker = await InProcessBroker.start()
  await broker.makeTopic('good')
  await broker.makeTopic('bad')
  const connection = await broker.connect()
  const configOperation = OperationType.set

  const { responses } = await connection.send(ApiKey.IncrementalAlterConfigs, 0, {
    resources: [
      {
        resourceType: ResourceType.topic,
        resourceName: 'bad',
        configs: [
          { name: 'retention.ms', configOperation, value: '5' },
          { name: 'segment.ms', configOperation, value: '0' },
        ],
      },
      {
        resourceType: ResourceType.topic,
        resourceName: 'good',
        configs: [{ name: 'retention.ms', configOperation, value: '5' }],
      },
    ],
    validateOnly: false,
  })

  deepEqual(
    responses.map(({ errorCode }) => errorCode),
    [ErrorCode.invalidConfig, ErrorCode.none],
  )
  equal(await valueOf(connection, 'bad', 'retention.ms'), '604800000')
  equal(await valueOf(connection, 'good', 'retention.ms'), '5')
})
