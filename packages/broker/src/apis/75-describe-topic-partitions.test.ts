import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'

import { ApiKey, ErrorCode } from '@barnabus/protocol'
import { InProcessBroker, type RawConnection } from '@barnabus/testkit'

interface Cursor {
  readonly topicName: string
  readonly partitionIndex: number
}

/** One portion, as the topics it names with their partitions, and where the next one begins. */
async function portion(
  connection: RawConnection,
  names: readonly string[],
  responsePartitionLimit: number,
  cursor: Cursor | null = null,
): Promise<{ readonly topics: readonly unknown[]; readonly next: Cursor | null }> {
  const { topics, nextCursor } = await connection.send(ApiKey.DescribeTopicPartitions, 0, {
    topics: names.map((name) => ({ name })),
    responsePartitionLimit,
    cursor,
  })
  return {
    topics: topics.map(({ name, errorCode, partitions }) => [
      name,
      errorCode === ErrorCode.none
        ? partitions.map(({ partitionIndex }) => partitionIndex)
        : errorCode,
    ]),
    next: nextCursor,
  }
}

test('a large cluster is described in portions, none too large, nothing left out', async () => {
  await using broker = await InProcessBroker.start({
    settings: { 'max.request.partition.size.limit': '4' },
  })
  await broker.makeTopic('b', 5)
  await broker.makeTopic('a', 2)
  await broker.makeTopic('c', 2)
  const connection = await broker.connect()

  const first = await portion(connection, [], 2000)
  deepEqual(first.topics, [
    ['a', [0, 1]],
    ['b', [0, 1]],
  ])
  deepEqual(first.next, { topicName: 'b', partitionIndex: 2 })
  const second = await portion(connection, [], 2000, first.next)
  deepEqual(second.topics, [
    ['b', [2, 3, 4]],
    ['c', [0]],
  ])
  deepEqual(second.next, { topicName: 'c', partitionIndex: 1 })
  const third = await portion(connection, [], 2000, second.next)
  deepEqual(third, { topics: [['c', [1]]], next: null })
})

test('topics come in the order of their names; what is missing has its error', async () => {
  await using broker = await InProcessBroker.start()
  await broker.makeTopic('a', 2)
  const connection = await broker.connect()

  deepEqual(await portion(connection, ['z', 'b c', 'a'], 2), {
    topics: [['a', [0, 1]]],
    next: { topicName: 'b c', partitionIndex: 0 },
  })
  deepEqual(await portion(connection, ['z', 'b c', 'a'], 3), {
    topics: [
      ['a', [0, 1]],
      ['b c', ErrorCode.invalidTopicException],
      ['z', ErrorCode.unknownTopicOrPartition],
    ],
    next: null,
  })
})

test('a limit of nothing means one, and a cursor that fits nothing is refused', async () => {
  await using broker = await InProcessBroker.start()
  await broker.makeTopic('a', 2)
  const connection = await broker.connect()

  deepEqual((await portion(connection, ['a'], 0)).topics, [['a', [0]]])
  const cursors = [
    { topicName: 'a', partitionIndex: -1 },
    { topicName: 'b', partitionIndex: 0 },
  ]
  for (const cursor of cursors) {
    deepEqual(await portion(connection, ['a'], 9, cursor), {
      topics: [['a', ErrorCode.invalidRequest]],
      next: null,
    })
  }
})
