import { deepEqual, equal, match, rejects } from 'node:assert/strict'
import { test } from 'node:test'

import { ApiKey, ErrorCode, encodeBatch, type Compression } from '@barnabus/protocol'
import { InProcessBroker, type MadeTopic, type RawConnection } from '@barnabus/testkit'

const unknownId = 'AAAAAAAAAAAAAAAAAAAAcw'

test('each batch gets the offsets after the one before it, also when nobody waits', async () => {
  await using broker = await InProcessBroker.start()
  const topic = await broker.makeTopic('t')
  const connection = await broker.connect()

  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      produce(connection, topic, { 0: batchOf(`${index}`, 'and one more') }),
    ),
  )

  deepEqual(
    answers.map((partitions) => partitions[0]?.baseOffset),
    Array.from({ length: 50 }, (_, index) => BigInt(2 * index)),
  )
  deepEqual(answers[0]?.[0]?.logAppendTimeMs, -1n)
  deepEqual(answers[0]?.[0]?.logStartOffset, 0n)
})

test('a partition that fails takes nobody with it', async () => {
  await using broker = await InProcessBroker.start()
  const topic = await broker.makeTopic('t', 2)
  const connection = await broker.connect()

  const partitions = await produce(connection, topic, {
    0: batchOf('good'),
    1: damaged(batchOf('bad')),
    7: batchOf('nowhere'),
  })

  deepEqual(
    partitions.map(({ index, errorCode, baseOffset }) => [index, errorCode, baseOffset]),
    [
      [0, ErrorCode.none, 0n],
      [1, ErrorCode.corruptMessage, -1n],
      [7, ErrorCode.unknownTopicOrPartition, -1n],
    ],
  )
})

test('topics go by name up to v12 and by id from v13 on, and have an error for each', async () => {
  await using broker = await InProcessBroker.start()
  const topic = await broker.makeTopic('t')
  const connection = await broker.connect()
  const nobody = { name: 'nobody', id: unknownId } as MadeTopic

  equal((await produce(connection, topic, { 0: batchOf('a') }, { version: 3 }))[0]?.baseOffset, 0n)
  equal((await produce(connection, topic, { 0: batchOf('a') }, { version: 13 }))[0]?.baseOffset, 1n)
  for (const [version, errorCode] of [
    [12, ErrorCode.unknownTopicOrPartition],
    [13, ErrorCode.unknownTopicId],
  ] as const) {
    const [partition] = await produce(connection, nobody, { 0: batchOf('a') }, { version })
    equal(partition?.errorCode, errorCode)
  }
})

test('acks other than -1, 0 and 1 are refused, and nothing is appended', async () => {
  await using broker = await InProcessBroker.start()
  const topic = await broker.makeTopic('t')
  const connection = await broker.connect()

  const [refused] = await produce(connection, topic, { 0: batchOf('a') }, { acks: 2 })
  const [next] = await produce(connection, topic, { 0: batchOf('a') }, { acks: 1 })

  equal(refused?.errorCode, ErrorCode.invalidRequiredAcks)
  equal(next?.baseOffset, 0n)
})

test('acks=0 is not answered, and what follows on the connection is', async () => {
  await using broker = await InProcessBroker.start()
  const topic = await broker.makeTopic('t')
  const connection = await broker.connect()

  await connection.post(ApiKey.Produce, 9, requestFor(topic, { 0: batchOf('silent') }, 0))
  const [next] = await produce(connection, topic, { 0: batchOf('loud') })

  equal(next?.baseOffset, 1n)
})

test('with acks=0 an error closes the connection', async () => {
  await using broker = await InProcessBroker.start()
  const topic = await broker.makeTopic('t')
  const connection = await broker.connect()

  await connection.post(ApiKey.Produce, 9, requestFor(topic, { 9: batchOf('nowhere') }, 0))

  await rejects(produce(connection, topic, { 0: batchOf('too late') }))
})

test('a partition named twice is answered once, and its last batch counts', async () => {
  await using broker = await InProcessBroker.start()
  const topic = await broker.makeTopic('t')
  const connection = await broker.connect()
  const partition = (value: string, count: number) => ({
    index: 0,
    records: batchOf(...Array<string>(count).fill(value)),
  })

  const { responses } = await connection.send(ApiKey.Produce, 9, {
    acks: -1,
    timeoutMs: 1000,
    topicData: [{ name: topic.name, partitionData: [partition('first', 3), partition('last', 1)] }],
  })
  const [next] = await produce(connection, topic, { 0: batchOf('next') })

  equal(responses.flatMap(({ partitionResponses }) => partitionResponses).length, 1)
  equal(next?.baseOffset, 1n)
})

test('zstd is for those who speak v7 or later', async () => {
  await using broker = await InProcessBroker.start()
  const topic = await broker.makeTopic('t')
  const connection = await broker.connect()
  const compressed = (compression: Compression) =>
    encodeBatch({ records: [{ value: Buffer.from('squeezed'), timestamp: now }], compression })

  const [early] = await produce(connection, topic, { 0: compressed('zstd') }, { version: 6 })
  const [late] = await produce(connection, topic, { 0: compressed('zstd') }, { version: 7 })
  const [other] = await produce(connection, topic, { 0: compressed('lz4') }, { version: 3 })

  equal(early?.errorCode, ErrorCode.unsupportedCompressionType)
  equal(late?.errorCode, ErrorCode.none)
  equal(other?.errorCode, ErrorCode.none)
})

test('a batch sent again by an idempotent producer gets its first answer again', async () => {
  await using broker = await InProcessBroker.start()
  const topic = await broker.makeTopic('t')
  const connection = await broker.connect()
  const numbered = (baseSequence: number) =>
    encodeBatch({
      records: [{ value: Buffer.from('once'), timestamp: now }],
      producerId: 1000n,
      producerEpoch: 0,
      baseSequence,
    })

  await produce(connection, topic, { 0: numbered(0) })
  const [second] = await produce(connection, topic, { 0: numbered(1) })
  const [again] = await produce(connection, topic, { 0: numbered(1) })
  const [gap] = await produce(connection, topic, { 0: numbered(5) })

  deepEqual([second?.baseOffset, second?.errorCode], [1n, ErrorCode.none])
  deepEqual([again?.baseOffset, again?.errorCode], [1n, ErrorCode.none])
  equal(gap?.errorCode, ErrorCode.outOfOrderSequenceNumber)
})

test('records that claim to be in a transaction are refused: none is open', async () => {
  await using broker = await InProcessBroker.start()
  const topic = await broker.makeTopic('t')
  const connection = await broker.connect()
  const records = encodeBatch({
    records: [{ value: Buffer.from('torn'), timestamp: now }],
    producerId: 1000n,
    producerEpoch: 0,
    baseSequence: 0,
    isTransactional: true,
  })

  const [refused] = await produce(connection, topic, { 0: records })

  equal(refused?.errorCode, ErrorCode.transactionalIdAuthorizationFailed)
})

test('a refusal says why, and which record is to blame', async () => {
  await using broker = await InProcessBroker.start()
  const topic = await broker.makeTopic('t', 1, { 'message.timestamp.after.max.ms': '1000' })
  const connection = await broker.connect()
  const future = now + 3_600_000n
  const records = encodeBatch({
    records: [
      { value: Buffer.from('now'), timestamp: now },
      { value: Buffer.from('then'), timestamp: future },
    ],
  })

  const [refused] = await produce(connection, topic, { 0: records }, { version: 8 })

  equal(refused?.errorCode, ErrorCode.invalidTimestamp)
  deepEqual(
    refused?.recordErrors.map(({ batchIndex }) => batchIndex),
    [1],
  )
  match(refused?.errorMessage ?? '', /timestamp/)
})

test('a node that does not lead the partition names the one that does, with its address', async () => {
  await using broker = await InProcessBroker.start({ settings: { 'barnabus.nodes': '3' } })
  const topic = await broker.makeTopic('t', 3)
  const connection = await broker.connect(0)

  const { responses, nodeEndpoints } = await connection.send(
    ApiKey.Produce,
    10,
    requestFor(topic, { 0: batchOf('a'), 1: batchOf('b'), 2: batchOf('c') }),
  )

  const partitions = responses.flatMap(({ partitionResponses }) => partitionResponses)
  const elsewhere = partitions.filter(({ errorCode }) => errorCode !== ErrorCode.none)
  equal(elsewhere.length, 2)
  equal(elsewhere[0]?.errorCode, ErrorCode.notLeaderOrFollower)
  for (const { currentLeader } of elsewhere) {
    const endpoint = nodeEndpoints.find(({ nodeId }) => nodeId === currentLeader.leaderId)
    const index = [0, 1, 2].find((one) => broker.address(one).endsWith(`:${endpoint?.port}`))
    const leader = await broker.connect(index)
    const { index: partition } = elsewhere.find((one) => one.currentLeader === currentLeader)!
    equal((await produce(leader, topic, { [partition]: batchOf('x') }))[0]?.errorCode, 0)
  }
})

const now = BigInt(Date.now())

function batchOf(...values: readonly string[]): Uint8Array {
  return encodeBatch({
    records: values.map((value) => ({ value: Buffer.from(value), timestamp: now })),
  })
}

function damaged(batch: Uint8Array): Uint8Array {
  batch[batch.length - 1]! ^= 1
  return batch
}

function requestFor(
  { name, id }: MadeTopic,
  batches: Readonly<Record<number, Uint8Array>>,
  acks = -1,
) {
  const partitionData = Object.entries(batches).map(([index, records]) => ({
    index: Number(index),
    records,
  }))
  return { acks, timeoutMs: 10_000, topicData: [{ name, topicId: id, partitionData }] }
}

async function produce(
  connection: RawConnection,
  topic: MadeTopic,
  batches: Readonly<Record<number, Uint8Array>>,
  { version = 9, acks = -1 } = {},
) {
  const { responses } = await connection.send(
    ApiKey.Produce,
    version,
    requestFor(topic, batches, acks),
  )
  return responses.flatMap(({ partitionResponses }) => partitionResponses)
}
