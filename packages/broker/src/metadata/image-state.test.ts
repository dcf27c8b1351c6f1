import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { uuidFromBytes, type Uuid } from '@barnabus/protocol'

import { ImageState } from './image-state.ts'
import {
  decodeMetadataRecord,
  encodeMetadataRecord,
  type MetadataRecord,
} from './metadata-record.ts'
import { adoptOrphans } from './node-changes.ts'

const id = (number: number): Uuid => uuidFromBytes(new Uint8Array(16).fill(number))

const created: MetadataRecord = {
  kind: 'topic-created',
  name: 'orders',
  id: id(1),
  partitions: [[1], [2]],
  configs: { 'retention.ms': '5' },
}

function imageOf(...records: MetadataRecord[]): ImageState {
  const image = new ImageState()
  for (const record of records) {
    const read = decodeMetadataRecord(encodeMetadataRecord(record))
    deepEqual(read, record, 'what is written is what is read')
    image.apply(record)
  }
  return image
}

test('a topic is found by its name, by its id, and by a name that would collide', () => {
  const image = imageOf({ ...created, name: 'my.orders' })
  const topic = image.topics.get('my.orders')

  equal(image.topicById(id(1)), topic)
  equal(image.topicLike('my_orders'), topic)
  deepEqual(topic?.partitions[1], { partition: 1, leaderId: 2, leaderEpoch: 0, replicaIds: [2] })
  deepEqual([...(topic?.configs ?? [])], [['retention.ms', '5']])
})

test('partitions that are added count on from those that are there', () => {
  const image = imageOf(created, { kind: 'partitions-added', id: id(1), partitions: [[1, 2]] })

  equal(image.partitionCount, 3)
  const { partitions = [] } = image.topics.get('orders') ?? {}
  deepEqual(
    partitions.map(({ partition, leaderId }) => [partition, leaderId]),
    [
      [0, 1],
      [1, 2],
      [2, 1],
    ],
  )
})

test('a deleted topic leaves nothing but its id, and its name can be had again', () => {
  const image = imageOf(created, { kind: 'topic-deleted', id: id(1) }, { ...created, id: id(2) })

  equal(image.topicById(id(1)), undefined)
  equal(image.topics.get('orders')?.id, id(2))
  equal(image.partitionCount, 2)
  deepEqual([...image.deletedTopicIds], [id(1)])
})

test('configs replace each other as a whole, each owner on its own', () => {
  const image = imageOf(
    created,
    { kind: 'configs-set', owner: { kind: 'topic', topic: 'orders' }, configs: { a: '1' } },
    { kind: 'configs-set', owner: { kind: 'broker', nodeId: 1 }, configs: { b: '2' } },
    { kind: 'configs-set', owner: { kind: 'cluster' }, configs: { c: '3' } },
    { kind: 'configs-set', owner: { kind: 'broker', nodeId: 1 }, configs: {} },
  )

  deepEqual([...(image.topics.get('orders')?.configs ?? [])], [['a', '1']])
  deepEqual([...image.brokerConfigs(1)], [])
  deepEqual([...image.clusterConfigs], [['c', '3']])
})

test('what another program wrote is not mistaken for a record', () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
  for (const text of ['', '{', '[]', 'null', '{"kind":"topic-renamed"}', '{"kind":"toString"}']) {
    equal(decodeMetadataRecord(bytes(text)), undefined, text)
  }
  equal(decodeMetadataRecord(new Uint8Array([0xff])), undefined)
})

test('partitions of nodes that are gone move to those that are here, in a higher epoch', () => {
  const image = imageOf({ ...created, partitions: [[1, 2, 3], [3, 1, 2], [3], [2, 3]] }) // prettier-ignore
  const moves = adoptOrphans(image, [1])
  for (const move of moves) image.apply(move)

  const { partitions = [] } = image.topics.get('orders') ?? {}
  deepEqual(
    partitions.map(({ leaderId, leaderEpoch, replicaIds }) => [leaderId, leaderEpoch, replicaIds]),
    [
      [1, 1, [1]],
      [1, 1, [1]],
      [1, 1, [1]],
      [1, 1, [1]],
    ],
  )
  deepEqual(adoptOrphans(image, [1]), [], 'once they have moved, they stay')
  deepEqual(adoptOrphans(image, [1, 2, 3]), [], 'more nodes are no reason to move')
})
