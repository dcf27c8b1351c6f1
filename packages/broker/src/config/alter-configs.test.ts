import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { ErrorCode, errorCodeName, type Uuid } from '@barnabus/protocol'

import { ImageState } from '../metadata/image-state.ts'
import { decideAlteration, type AlterVerdict, type AskedNode } from './alter-configs.ts'
import { readBrokerSettings } from './read-broker-settings.ts'
import { OperationType } from './config-operation.ts'
import { ResourceType, type ConfigResource } from './config-resource.ts'

type Texts = Readonly<Record<string, string>>

function imageWith(configs: Texts): ImageState {
  const image = new ImageState()
  const id = 'AAAAAAAAAAAAAAAAAAAAAg' as Uuid
  image.apply({ kind: 'topic-created', name: 'orders', id, partitions: [[1]], configs })
  return image
}

const orders: ConfigResource = { resourceType: ResourceType.topic, resourceName: 'orders' }
const broker1: ConfigResource = { resourceType: ResourceType.broker, resourceName: '1' }
const readers: ConfigResource = { resourceType: ResourceType.group, resourceName: 'readers' }
const node1: AskedNode = { id: 1, settings: readBrokerSettings(new Map()) }
const allBrokers: ConfigResource = { resourceType: ResourceType.broker, resourceName: '' }

/** Asks node 1 for one operation on one setting. */
function alter(
  resource: ConfigResource,
  operation: keyof typeof OperationType,
  [name, value]: readonly [string, string | null],
  before: Texts = {},
): AlterVerdict {
  const operations = [{ name, value, configOperation: OperationType[operation] }]
  return decideAlteration(imageWith(before), node1, { resource, operations, replace: false })
}

function refusal(verdict: AlterVerdict): string {
  return verdict.kind === 'refused' ? errorCodeName(verdict.errorCode) : 'none'
}

function configsOf(verdict: AlterVerdict): Texts {
  return verdict.kind === 'change' ? Object.fromEntries(verdict.change.configs) : {}
}

test('setting and deleting leave the other settings as they are', () => {
  const before = { 'retention.ms': '5', 'segment.ms': '6' }

  deepEqual(configsOf(alter(orders, 'set', ['retention.ms', '7'], before)), {
    'retention.ms': '7',
    'segment.ms': '6',
  })
  deepEqual(configsOf(alter(orders, 'delete', ['retention.ms', null], before)), {
    'segment.ms': '6',
  })
})

test('lists are appended to and subtracted from, beginning with what is in effect', () => {
  const name = 'leader.replication.throttled.replicas'
  const appended = alter(orders, 'append', [name, '0:1,0:2'], { [name]: '0:1' })
  const subtracted = alter(orders, 'subtract', ['cleanup.policy', 'delete'])

  deepEqual(configsOf(appended), { [name]: '0:1,0:2' })
  deepEqual(configsOf(subtracted), { 'cleanup.policy': '' })
})

test('what is not a list cannot be appended to', () => {
  equal(refusal(alter(orders, 'append', ['retention.ms', '5'])), 'INVALID_CONFIG')
})

test('replacing resets whatever is not named', () => {
  const operations = [{ name: 'segment.ms', value: '7', configOperation: OperationType.set }]
  const image = imageWith({ 'retention.ms': '5' })

  const verdict = decideAlteration(image, node1, { resource: orders, operations, replace: true })

  deepEqual(configsOf(verdict), { 'segment.ms': '7' })
})

test('a topic refuses what it does not know, what is wrong, and what is not there yet', () => {
  equal(refusal(alter(orders, 'set', ['retention.msec', '5'])), 'INVALID_CONFIG')
  equal(refusal(alter(orders, 'set', ['retention.ms', 'soon'])), 'INVALID_CONFIG')
  equal(refusal(alter(orders, 'set', ['cleanup.policy', 'shrink'])), 'INVALID_CONFIG')
  equal(refusal(alter(orders, 'set', ['remote.storage.enable', 'true'])), 'INVALID_CONFIG')
})

test('a topic that does not exist has no settings', () => {
  const missing = { ...orders, resourceName: 'nothing' }
  const impossible = { ...orders, resourceName: 'a b' }

  equal(refusal(alter(missing, 'set', ['retention.ms', '5'])), 'UNKNOWN_TOPIC_OR_PARTITION')
  equal(refusal(alter(impossible, 'set', ['retention.ms', '5'])), 'INVALID_TOPIC_EXCEPTION')
  equal(refusal(alter({ ...orders, resourceName: '' }, 'delete', ['x', null])), 'INVALID_REQUEST')
})

test('one broker and all brokers can be changed in what they read while they run', () => {
  const verdict = alter(broker1, 'set', ['log.retention.ms', '5'])
  const ofAll = alter(allBrokers, 'set', ['message.max.bytes', '6'])

  deepEqual(verdict.kind === 'change' && verdict.change.owner, { kind: 'broker', nodeId: 1 })
  deepEqual(ofAll.kind === 'change' && ofAll.change.owner, { kind: 'cluster' })
})

test('a broker refuses what it reads at the start only, and wrong values, as Kafka does', () => {
  equal(refusal(alter(broker1, 'set', ['num.partitions', '5'])), 'INVALID_REQUEST')
  equal(refusal(alter(broker1, 'set', ['message.max.bytes', '-1'])), 'INVALID_REQUEST')
})

test('a broker refuses what it does not know and what has no effect yet with a sentence', () => {
  equal(refusal(alter(broker1, 'set', ['message.max.byte', '5'])), 'INVALID_CONFIG')
  equal(refusal(alter(broker1, 'set', ['ssl.keystore.location', '/x'])), 'INVALID_CONFIG')
  equal(
    refusal(alter(broker1, 'set', ['listener.name.a.ssl.keystore.type', 'x'])),
    'INVALID_CONFIG',
  )
})

test('another broker has to be asked itself', () => {
  const broker2 = { ...broker1, resourceName: '2' }

  equal(refusal(alter(broker2, 'set', ['message.max.bytes', '5'])), 'INVALID_REQUEST')
})

test('groups, loggers and client metrics have no settings yet, and other types do not exist', () => {
  const ofType = (resourceType: number): string =>
    refusal(alter({ resourceType, resourceName: 'x' }, 'set', ['a', 'b']))

  equal(ofType(ResourceType.group), 'INVALID_CONFIG')
  equal(ofType(ResourceType.brokerLogger), 'INVALID_CONFIG')
  equal(ofType(ResourceType.clientMetrics), 'INVALID_CONFIG')
  equal(ofType(99), 'INVALID_REQUEST')
})

test('a setting named twice, set to null, or longer than Kafka can store is refused', () => {
  const twice = [
    { name: 'retention.ms', value: '1', configOperation: OperationType.set },
    { name: 'retention.ms', value: '2', configOperation: OperationType.set },
  ]
  const verdict = decideAlteration(imageWith({}), node1, {
    resource: orders,
    operations: twice,
    replace: false,
  })

  equal(refusal(verdict), 'INVALID_REQUEST')
  equal(refusal(alter(orders, 'set', ['retention.ms', null])), 'INVALID_REQUEST')
  equal(refusal(alter(orders, 'set', ['retention.ms', ' '.repeat(40_000)])), 'INVALID_CONFIG')
})

test('an operation that Kafka does not have is refused', () => {
  const operations = [{ name: 'retention.ms', value: '1', configOperation: 9 }]
  const verdict = decideAlteration(imageWith({}), node1, {
    resource: orders,
    operations,
    replace: false,
  })

  equal(verdict.kind === 'refused' && verdict.errorCode, ErrorCode.invalidRequest)
})

test('a group’s settings stay within those of the broker', () => {
  const session = 'consumer.session.timeout.ms'
  deepEqual(configsOf(alter(readers, 'set', [session, '50000'])), { [session]: '50000' })
  equal(refusal(alter(readers, 'set', [session, '44999'])), 'INVALID_CONFIG')
  equal(refusal(alter(readers, 'set', [session, '60001'])), 'INVALID_CONFIG')
  equal(refusal(alter(readers, 'set', ['retention.ms', '1'])), 'INVALID_CONFIG')
  const nobody = { ...readers, resourceName: '' }
  equal(refusal(alter(nobody, 'set', [session, '50000'])), 'INVALID_REQUEST')
})
