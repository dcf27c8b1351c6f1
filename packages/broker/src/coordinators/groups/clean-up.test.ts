import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { ManualClock } from '@barnabus/base'
import { ApiKey, ErrorCode } from '@barnabus/protocol'
import {
  committedOffset,
  InProcessBroker,
  RawProducer,
  type RawConnection,
} from '@barnabus/testkit'

const minute = 60_000
const settings = {
  'offsets.retention.minutes': '10',
  'offsets.retention.check.interval.ms': String(minute),
}

async function commit(
  connection: RawConnection,
  groupId: string,
  more: { readonly version?: number; readonly retentionTimeMs?: bigint } = {},
): Promise<void> {
  const { version = 8, retentionTimeMs = -1n } = more
  await connection.send(ApiKey.OffsetCommit, version, {
    groupId,
    memberId: '',
    generationIdOrMemberEpoch: -1,
    retentionTimeMs,
    topics: [
      {
        name: 't',
        partitions: [{ partitionIndex: 0, committedOffset: 1n, committedMetadata: '' }],
      },
    ],
  })
}

async function groupsWithOffsets(
  connection: RawConnection,
  ...groupIds: readonly string[]
): Promise<string[]> {
  const { groups } = await connection.send(ApiKey.OffsetFetch, 9, {
    groups: groupIds.map((groupId) => ({ groupId, topics: null })),
  })
  return groups.filter(({ topics }) => topics.length > 0).map(({ groupId }) => groupId)
}

test('offsets that nobody renews expire, and stay away after a restart', async () => {
  const clock = new ManualClock()
  await using broker = await InProcessBroker.start({ settings, clock })
  await broker.makeTopic('t')
  const connection = await broker.connect()
  await commit(connection, 'left')
  await commit(connection, 'renewed')
  const there = (): Promise<string[]> => groupsWithOffsets(connection, 'left', 'renewed')

  clock.advance(9 * minute)
  await commit(connection, 'renewed')
  deepEqual(await there(), ['left', 'renewed'])
  clock.advance(2 * minute)
  deepEqual(await there(), ['renewed'])

  await broker.restart()
  const after = await broker.connect()
  deepEqual(await groupsWithOffsets(after, 'left', 'renewed'), ['renewed'])
})

test('old clients may say how long an offset is to be kept', async () => {
  const clock = new ManualClock()
  await using broker = await InProcessBroker.start({ settings, clock })
  await broker.makeTopic('t')
  const connection = await broker.connect()
  await commit(connection, 'short', { version: 4, retentionTimeMs: BigInt(2 * minute) })
  await commit(connection, 'long', { version: 4, retentionTimeMs: BigInt(60 * minute) })
  await broker.restart()

  clock.advance(20 * minute)

  const after = await broker.connect()
  deepEqual(await groupsWithOffsets(after, 'short', 'long'), ['long'])
})

test('a transaction commits no offset in a topic that was deleted meanwhile', async () => {
  await using broker = await InProcessBroker.start({ settings })
  const [topic, at] = [await broker.makeTopic('t'), { topic: 't', partition: 0 }]
  const connection = await broker.connect()
  const producer = await new RawProducer(connection, 'p').begin()
  equal(await producer.commitOffset('g', at, 6n), ErrorCode.none)

  await broker.deleteTopic(topic)
  await broker.makeTopic('t')

  equal(await producer.end('commit'), ErrorCode.none)
  equal(await committedOffset(connection, 'g', at), -1n)
})
