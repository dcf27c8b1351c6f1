import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { ApiKey, ErrorCode, encodeBatch } from '@barnabus/protocol'
import { InProcessBroker, type RawConnection } from '@barnabus/testkit'

const latest = -1n
const earliest = -2n
const maxTimestamp = -3n
const earliestLocal = -4n
const latestTiered = -5n
const earliestPendingUpload = -6n

const hourMs = 3_600_000n
const base = BigInt(Date.now()) - 10n * hourMs

test('first and last, newest, and by time', async () => {
  await using broker = await brokerWith([0n, 3n, 1n], [2n, 5n])
  const connection = await broker.connect()
  const find = (timestamp: bigint) => offsetAt(connection, timestamp)

  deepEqual(await find(earliest), [0n, -1n])
  deepEqual(await find(latest), [5n, -1n])
  deepEqual(await find(maxTimestamp), [4n, base + 5n])
  deepEqual(await find(earliestLocal), [0n, -1n])
  deepEqual(await find(base), [0n, base])
  deepEqual(await find(base + 1n), [1n, base + 3n], 'the first at that time or later')
  deepEqual(await find(base + 4n), [4n, base + 5n])
  deepEqual(await find(base + 6n), [-1n, -1n])
  deepEqual(await find(0n), [0n, base])
})

test('nothing is tiered', async () => {
  await using broker = await brokerWith([0n])
  const connection = await broker.connect()

  deepEqual(await offsetAt(connection, latestTiered), [-1n, -1n])
  deepEqual(await offsetAt(connection, earliestPendingUpload), [-1n, -1n])
})

test('an empty partition begins and ends at 0, and has no newest record', async () => {
  await using broker = await InProcessBroker.start()
  await broker.makeTopic('t')
  const connection = await broker.connect()

  deepEqual(await offsetAt(connection, earliest), [0n, -1n])
  deepEqual(await offsetAt(connection, latest), [0n, -1n])
  deepEqual(await offsetAt(connection, maxTimestamp), [-1n, -1n])
  deepEqual(await offsetAt(connection, base), [-1n, -1n])
})

test('places that came with later versions are refused below them', async () => {
  await using broker = await brokerWith([0n])
  const connection = await broker.connect()

  for (const [timestamp, since] of [
    [maxTimestamp, 7],
    [earliestLocal, 8],
    [latestTiered, 9],
    [earliestPendingUpload, 11],
    [-7n, 12],
  ] as const) {
    const before = await answerAt(connection, timestamp, since - 1)
    equal(before?.errorCode, ErrorCode.unsupportedVersion, `${timestamp} in v${since - 1}`)
    if (since > 11) continue
    const after = await answerAt(connection, timestamp, since)
    equal(after?.errorCode, ErrorCode.none, `${timestamp} in v${since}`)
  }
})

test('every version knows the first and the last offset, and epochs come with v4', async () => {
  await using broker = await brokerWith([0n])
  const connection = await broker.connect()

  for (let version = 1; version <= 11; version += 1) {
    const answer = await answerAt(connection, latest, version)
    const epoch = version >= 4 ? 0 : -1
    deepEqual([answer?.offset, answer?.leaderEpoch], [1n, epoch], `v${version}`)
  }
})

test('a partition named twice is refused once, an unknown one by itself', async () => {
  await using broker = await brokerWith([0n])
  const connection = await broker.connect()

  const { topics } = await connection.send(ApiKey.ListOffsets, 5, {
    replicaId: -1,
    isolationLevel: 0,
    topics: [
      {
        name: 't',
        partitions: [0, 0, 3].map((partitionIndex) => ({ partitionIndex, timestamp: latest })),
      },
    ],
  })

  deepEqual(
    topics.flatMap(({ partitions }) => partitions.map(({ errorCode }) => errorCode)),
    [ErrorCode.invalidRequest, ErrorCode.unknownTopicOrPartition],
  )
})

/** A broker with a topic `t` of one partition, and batches of records with these timestamps. */
async function brokerWith(...batches: readonly (readonly bigint[])[]): Promise<InProcessBroker> {
  const broker = await InProcessBroker.start()
  const topic = await broker.makeTopic('t')
  const connection = await broker.connect()
  for (const timestamps of batches) {
    const records = encodeBatch({
      records: timestamps.map((after) => ({ value: null, timestamp: base + after })),
    })
    const { responses } = await connection.send(ApiKey.Produce, 9, {
      acks: -1,
      timeoutMs: 10_000,
      topicData: [{ name: topic.name, partitionData: [{ index: 0, records }] }],
    })
    equal(responses[0]?.partitionResponses[0]?.errorCode, ErrorCode.none)
  }
  return broker
}

async function answerAt(connection: RawConnection, timestamp: bigint, version: number) {
  const { topics } = await connection.send(ApiKey.ListOffsets, version, {
    replicaId: -1,
    topics: [{ name: 't', partitions: [{ partitionIndex: 0, timestamp }] }],
  })
  return topics[0]?.partitions[0]
}

async function offsetAt(connection: RawConnection, timestamp: bigint) {
  const answer = await answerAt(connection, timestamp, 11)
  equal(answer?.errorCode, ErrorCode.none)
  return [answer?.offset, answer?.timestamp]
}
