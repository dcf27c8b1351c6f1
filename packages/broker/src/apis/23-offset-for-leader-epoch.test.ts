import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { ApiKey, ErrorCode, encodeBatch } from '@barnabus/protocol'
import { InProcessBroker, type RawConnection } from '@barnabus/testkit'

test('the epoch in progress ends where the log ends, and others are not known', async () => {
  await using broker = await InProcessBroker.start()
  await broker.makeTopic('t')
  const connection = await broker.connect()
  const records = encodeBatch({ records: [{ value: null }, { value: null }] })
  await connection.send(ApiKey.Produce, 9, {
    acks: -1,
    timeoutMs: 10_000,
    topicData: [{ name: 't', partitionData: [{ index: 0, records }] }],
  })

  for (const version of [2, 3, 4]) {
    deepEqual(await endOf(connection, version, 0), [ErrorCode.none, 0, 2n])
    deepEqual(await endOf(connection, version, 1), [ErrorCode.none, -1, -1n])
  }
})

test('an epoch in which nothing was written yet ends where it began', async () => {
  await using broker = await InProcessBroker.start()
  await broker.makeTopic('t')

  deepEqual(await endOf(await broker.connect(), 4, 0), [ErrorCode.none, 0, 0n])
})

test('a client that knows of a newer leader is told that we do not', async () => {
  await using broker = await InProcessBroker.start()
  await broker.makeTopic('t')
  const connection = await broker.connect()

  const [errorCode] = await endOf(connection, 2, 0, 7)

  equal(errorCode, ErrorCode.unknownLeaderEpoch)
})

async function endOf(
  connection: RawConnection,
  version: number,
  leaderEpoch: number,
  currentLeaderEpoch = -1,
) {
  const { topics } = await connection.send(ApiKey.OffsetForLeaderEpoch, version, {
    topics: [{ topic: 't', partitions: [{ partition: 0, currentLeaderEpoch, leaderEpoch }] }],
  })
  const answer = topics[0]?.partitions[0]
  return [answer?.errorCode, answer?.leaderEpoch, answer?.endOffset]
}
