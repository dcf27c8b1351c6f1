import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { ApiKey, ErrorCode, zeroUuid, type Uuid } from '@barnabus/protocol'
import { InProcessBroker, type RawConnection } from '@barnabus/testkit'

const unknownId = 'AAAAAAAAQAAAAAAAAAAAcw' as Uuid

/** Asks by name, without creating anything, and shows name and error of what comes. */
async function ask(
  connection: RawConnection,
  version: number,
  names: readonly string[] | null,
): Promise<(readonly [string | null, number])[]> {
  const { topics } = await connection.send(ApiKey.Metadata, version, {
    topics: names?.map((name) => ({ name })) ?? null,
    ...(version >= 4 && { allowAutoTopicCreation: false }),
  })
  return topics.map(({ name, errorCode }) => [name, errorCode])
}

test('all topics are asked for with nothing in v0, and with null from v1 on', async () => {
  await using broker = await InProcessBroker.start()
  await broker.makeTopic('a')
  await broker.makeTopic('b')
  const connection = await broker.connect()
  const all = [
    ['a', ErrorCode.none],
    ['b', ErrorCode.none],
  ]

  deepEqual(await ask(connection, 0, []), all)
  deepEqual(await ask(connection, 1, null), all)
  deepEqual(await ask(connection, 13, null), all)
  deepEqual(await ask(connection, 1, []), [])
  deepEqual(await ask(connection, 13, []), [])
})

test('a topic that asking creates is there, with partitions, in the very answer', async () => {
  await using broker = await InProcessBroker.start({ settings: { 'num.partitions': '3' } })
  const connection = await broker.connect()
  const { topics } = await connection.send(ApiKey.Metadata, 12, {
    topics: [{ name: 'new' }, { name: 'not valid' }, { name: '__consumer_offsets' }],
    allowAutoTopicCreation: true,
  })

  const [created, invalid, internal] = topics
  equal(created?.errorCode, ErrorCode.none)
  equal(created.partitions.length, 3)
  equal(invalid?.errorCode, ErrorCode.invalidTopicException)
  equal(internal?.errorCode, ErrorCode.unknownTopicOrPartition)
  deepEqual(await ask(connection, 12, null), [['new', ErrorCode.none]])
})

test('twenty clients that ask for one new topic at once all get the same one', async () => {
  await using broker = await InProcessBroker.start()
  const connections = await Promise.all(Array.from({ length: 20 }, () => broker.connect()))
  const request = { topics: [{ name: 'new' }], allowAutoTopicCreation: true }
  const answers = await Promise.all(
    connections.map((connection) => connection.send(ApiKey.Metadata, 12, request)),
  )

  deepEqual(new Set(answers.map(({ topics }) => topics[0]?.errorCode)), new Set([ErrorCode.none]))
  equal(new Set(answers.map(({ topics }) => topics[0]?.topicId)).size, 1)
})

test('nothing is created against the wish of the client, or of the operator', async () => {
  await using willing = await InProcessBroker.start()
  const missing = [['new', ErrorCode.unknownTopicOrPartition]]
  deepEqual(await ask(await willing.connect(), 12, ['new']), missing)

  await using unwilling = await InProcessBroker.start({
    settings: { 'auto.create.topics.enable': 'false' },
  })
  const connection = await unwilling.connect()
  const { topics } = await connection.send(ApiKey.Metadata, 12, {
    topics: [{ name: 'new' }],
    allowAutoTopicCreation: true,
  })
  equal(topics[0]?.errorCode, ErrorCode.unknownTopicOrPartition)
})

test('topics are asked for by id from v12 on, and ids are for all of a request', async () => {
  await using broker = await InProcessBroker.start()
  const topic = await broker.makeTopic('a')
  await broker.makeTopic('b')
  const connection = await broker.connect()
  const { topics } = await connection.send(ApiKey.Metadata, 12, {
    topics: [
      { name: null, topicId: topic.id },
      { name: null, topicId: unknownId },
      { name: 'b', topicId: zeroUuid },
    ],
  })

  deepEqual(
    topics.map(({ name, topicId, errorCode }) => [name, topicId, errorCode]),
    [
      ['a', topic.id, ErrorCode.none],
      [null, unknownId, ErrorCode.unknownTopicId],
    ],
  )
})

test('a topic without name or id, or with an id before v12, makes the request invalid', async () => {
  await using broker = await InProcessBroker.start()
  const { id } = await broker.makeTopic('a')
  const connection = await broker.connect()
  const codeOf = async (version: number, name: string | null, topicId: Uuid): Promise<number[]> => {
    const answer = await connection.send(ApiKey.Metadata, version, { topics: [{ name, topicId }] })
    return answer.topics.map(({ errorCode }) => errorCode)
  }

  deepEqual(await codeOf(10, null, zeroUuid), [ErrorCode.invalidRequest])
  deepEqual(await codeOf(11, 'a', id), [ErrorCode.invalidRequest])
  deepEqual(await codeOf(12, null, zeroUuid), [ErrorCode.invalidRequest])
  deepEqual(await codeOf(11, 'a', zeroUuid), [ErrorCode.none])
})

test('what may be done to topics and cluster is said to those who ask', async () => {
  await using broker = await InProcessBroker.start()
  await broker.makeTopic('a')
  const connection = await broker.connect()
  const asked = await connection.send(ApiKey.Metadata, 8, {
    topics: [{ name: 'a' }],
    includeClusterAuthorizedOperations: true,
    includeTopicAuthorizedOperations: true,
  })
  const notAsked = await connection.send(ApiKey.Metadata, 8, { topics: [{ name: 'a' }] })

  const nothing = -2_147_483_648
  deepEqual(
    [asked.clusterAuthorizedOperations, asked.topics[0]?.topicAuthorizedOperations],
    [8096, 3576],
  )
  deepEqual(
    [notAsked.clusterAuthorizedOperations, notAsked.topics[0]?.topicAuthorizedOperations],
    [nothing, nothing],
  )
})

test('three nodes stand on three ports, and share the leadership', async () => {
  await using broker = await InProcessBroker.start({
    settings: { 'barnabus.nodes': '3', 'node.id': '7', 'default.replication.factor': '3' },
  })
  const topic = { numPartitions: 6, replicationFactor: -1, assignments: [], configs: [] }
  const connection = await broker.connect()
  await connection.send(ApiKey.CreateTopics, 7, { topics: [{ name: 'a', ...topic }] })
  const { brokers, topics, controllerId } = await connection.send(ApiKey.Metadata, 12, {
    topics: [{ name: 'a' }],
  })

  deepEqual(
    brokers.map(({ nodeId, host, port }) => [nodeId, `${host}:${port}`]),
    [7, 8, 9].map((nodeId, index) => [nodeId, broker.address(index)]),
  )
  equal(controllerId, 7)
  const partitions = topics[0]?.partitions ?? []
  deepEqual(
    partitions.map(({ leaderId }) => leaderId),
    [7, 8, 9, 7, 8, 9],
  )
  deepEqual(partitions[1]?.replicaNodes, [8, 9, 7])
  deepEqual(partitions[1]?.isrNodes, [8, 9, 7])
  const elsewhere = await broker.connect(2)
  deepEqual(await ask(elsewhere, 12, ['a']), [['a', ErrorCode.none]], 'each node knows all')
})
