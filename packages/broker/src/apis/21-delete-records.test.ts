import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { ApiKey, ErrorCode, encodeBatch } from '@barnabus/protocol'
import { InProcessBroker, type RawConnection } from '@barnabus/testkit'

const upToHighWatermark = -1n

test('what was deleted stays deleted, also after a restart', async () => {
  await using broker = await brokerWithRecords(5)

  deepEqual(await deleteBefore(await broker.connect(), 3n), [ErrorCode.none, 3n])
  await broker.restart()

  equal(await firstOffset(await broker.connect()), 3n)
})

test('-1 deletes everything there is, and what is gone already is no error', async () => {
  await using broker = await brokerWithRecords(5)
  const connection = await broker.connect()

  deepEqual(await deleteBefore(connection, upToHighWatermark), [ErrorCode.none, 5n])
  deepEqual(await deleteBefore(connection, 2n), [ErrorCode.none, 5n])
})

test('offsets that nobody has written yet are out of range', async () => {
  await using broker = await brokerWithRecords(5)
  const connection = await broker.connect()

  deepEqual(await deleteBefore(connection, 6n), [ErrorCode.offsetOutOfRange, -1n])
  deepEqual(await deleteBefore(connection, -2n), [ErrorCode.offsetOutOfRange, -1n])
  equal(await firstOffset(connection), 0n)
})

test('an unknown partition is refused by itself', async () => {
  await using broker = await brokerWithRecords(1)
  const connection = await broker.connect()

  const { topics } = await connection.send(ApiKey.DeleteRecords, 0, {
    topics: [
      { name: 't', partitions: [{ partitionIndex: 0, offset: 1n }] },
      { name: 'nobody', partitions: [{ partitionIndex: 0, offset: 1n }] },
    ],
    timeoutMs: 1000,
  })

  deepEqual(
    topics.map(({ name, partitions }) => [name, partitions[0]?.errorCode]),
    [
      ['t', ErrorCode.none],
      ['nobody', ErrorCode.unknownTopicOrPartition],
    ],
  )
})

async function brokerWithRecords(count: number): Promise<InProcessBroker> {
  const broker = await InProcessBroker.start()
  await broker.makeTopic('t')
  const connection = await broker.connect()
  const records = encodeBatch({ records: Array.from({ length: count }, () => ({ value: null })) })
  const { responses } = await connection.send(ApiKey.Produce, 9, {
    acks: -1,
    timeoutMs: 10_000,
    topicData: [{ name: 't', partitionData: [{ index: 0, records }] }],
  })
  equal(responses[0]?.partitionResponses[0]?.errorCode, ErrorCode.none)
  return broker
}

async function deleteBefore(connection: RawConnection, offset: bigint) {
  const { topics } = await connection.send(ApiKey.DeleteRecords, 2, {
    topics: [{ name: 't', partitions: [{ partitionIndex: 0, offset }] }],
    timeoutMs: 1000,
  })
  const answer = topics[0]?.partitions[0]
  return [answer?.errorCode, answer?.lowWatermark]
}

async function firstOffset(connection: RawConnection): Promise<bigint | undefined> {
  const { topics } = await connection.send(ApiKey.ListOffsets, 5, {
    replicaId: -1,
    topics: [{ name: 't', partitions: [{ partitionIndex: 0, timestamp: -2n }] }],
  })
  return topics[0]?.partitions[0]?.offset
}
