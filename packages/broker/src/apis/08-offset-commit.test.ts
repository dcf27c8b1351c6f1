import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { ApiKey, ErrorCode } from '@barnabus/protocol'
import { InProcessBroker, type RawConnection } from '@barnabus/testkit'

const nobody = { memberId: '', generationIdOrMemberEpoch: -1 }

function offsets(
  ...values: readonly bigint[]
): { partitionIndex: number; committedOffset: bigint; committedMetadata: string }[] {
  return values.map((committedOffset, partitionIndex) => ({
    partitionIndex,
    committedOffset,
    committedMetadata: `at ${committedOffset}`,
  }))
}

async function committed(connection: RawConnection, groupId: string): Promise<unknown> {
  const { topics } = await connection.send(ApiKey.OffsetFetch, 7, { groupId, topics: null })
  return topics.map(({ name, partitions }) => [
    name,
    partitions.map(({ committedOffset, metadata }) => [committedOffset, metadata]),
  ])
}

test('a commit without a group is kept over a restart', async () => {
  await using broker = await InProcessBroker.start()
  await broker.makeTopic('t', 2)
  const connection = await broker.connect()

  const { topics } = await connection.send(ApiKey.OffsetCommit, 8, {
    groupId: 'readers',
    ...nobody,
    topics: [{ name: 't', partitions: offsets(5n, 7n) }],
  })
  deepEqual(
    topics[0]?.partitions.map(({ errorCode }) => errorCode),
    [ErrorCode.none, ErrorCode.none],
  )
  await broker.restart()

  deepEqual(await committed(await broker.connect(), 'readers'), [
    ['t', [[5n, 'at 5'], [7n, 'at 7']]],
  ]) // prettier-ignore
  deepEqual(await committed(await broker.connect(), 'others'), [])
})

test('each partition that cannot be committed has its error, and the others are committed', async () => {
  await using broker = await InProcessBroker.start()
  await broker.makeTopic('t', 2)
  const connection = await broker.connect()
  const [first, second] = offsets(5n, 7n)

  const { topics } = await connection.send(ApiKey.OffsetCommit, 8, {
    groupId: 'readers',
    ...nobody,
    topics: [
      { name: 'nowhere', partitions: offsets(1n) },
      {
        name: 't',
        partitions: [
          first!,
          { ...second!, committedMetadata: 'x'.repeat(4097) },
          { ...second!, partitionIndex: 2 },
        ],
      },
    ],
  })

  deepEqual(
    topics.map(({ name, partitions }) => [
      name,
      partitions.map(({ partitionIndex, errorCode }) => [partitionIndex, errorCode]),
    ]),
    [
      ['nowhere', [[0, ErrorCode.unknownTopicOrPartition]]],
      ['t', [
        [2, ErrorCode.unknownTopicOrPartition],
        [0, ErrorCode.none],
        [1, ErrorCode.offsetMetadataTooLarge],
      ]],
    ],
  ) // prettier-ignore
  deepEqual(await committed(connection, 'readers'), [['t', [[5n, 'at 5']]]])
})

test('topics are named by their ids from version 10 on', async () => {
  await using broker = await InProcessBroker.start()
  const { id } = await broker.makeTopic('t')
  const connection = await broker.connect()
  const unknown = 'AAAAAAAAAAAAAAAAAAAAKg' as typeof id

  const { topics } = await connection.send(ApiKey.OffsetCommit, 10, {
    groupId: 'readers',
    ...nobody,
    topics: [
      { topicId: unknown, partitions: offsets(1n) },
      { topicId: id, partitions: offsets(5n) },
    ],
  })
  const fetched = await connection.send(ApiKey.OffsetFetch, 10, {
    groups: [
      {
        groupId: 'readers',
        topics: [
          { topicId: id, partitionIndexes: [0, 9] },
          { topicId: unknown, partitionIndexes: [0] },
        ],
      },
      { groupId: 'readers', topics: null },
    ],
  })

  deepEqual(
    topics.map(({ topicId, partitions }) => [topicId, partitions[0]?.errorCode]),
    [
      [unknown, ErrorCode.unknownTopicId],
      [id, ErrorCode.none],
    ],
  )
  deepEqual(
    fetched.groups.map((group) =>
      group.topics.map(({ topicId, partitions }) => [
        topicId,
        partitions.map(({ committedOffset, errorCode }) => [committedOffset, errorCode]),
      ]),
    ),
    [
      [
        [id, [[5n, ErrorCode.none], [-1n, ErrorCode.none]]],
        [unknown, [[-1n, ErrorCode.unknownTopicId]]],
      ],
      [[id, [[5n, ErrorCode.none]]]],
    ],
  ) // prettier-ignore
})

test('a generation of a group that does not exist is refused, and makes no group', async () => {
  await using broker = await InProcessBroker.start()
  await broker.makeTopic('t')
  const connection = await broker.connect()
  const commit = async (version: number): Promise<number | undefined> => {
    const { topics } = await connection.send(ApiKey.OffsetCommit, version, {
      groupId: 'readers',
      memberId: 'a',
      generationIdOrMemberEpoch: 3,
      topics: [{ name: 't', partitions: offsets(1n) }],
    })
    return topics[0]?.partitions[0]?.errorCode
  }

  equal(await commit(8), ErrorCode.illegalGeneration)
  equal(await commit(9), ErrorCode.groupIdNotFound)
  deepEqual(await committed(connection, 'readers'), [])
})

test('only the node that coordinates a group takes its commits', async () => {
  await using broker = await InProcessBroker.start({ settings: { 'barnabus.nodes': '3' } })
  await broker.makeTopic('t')
  const connections = [await broker.connect(0), await broker.connect(1), await broker.connect(2)]
  const { coordinators } = await connections[0]!.send(ApiKey.FindCoordinator, 4, {
    keyType: 0,
    coordinatorKeys: ['readers', 'writers', 'a', 'b', 'c'],
  })

  for (const { key, port } of coordinators) {
    for (const [index, connection] of connections.entries()) {
      const { topics } = await connection.send(ApiKey.OffsetCommit, 8, {
        groupId: key,
        ...nobody,
        topics: [{ name: 't', partitions: offsets(1n) }],
      })
      const isCoordinator = broker.address(index).endsWith(`:${port}`)
      const expected = isCoordinator ? ErrorCode.none : ErrorCode.notCoordinator
      equal(topics[0]?.partitions[0]?.errorCode, expected)
    }
  }
})

test('a topic takes its offsets with it, also if its namesake comes at once', async () => {
  await using broker = await InProcessBroker.start()
  const topic = await broker.makeTopic('t')
  const connection = await broker.connect()
  await connection.send(ApiKey.OffsetCommit, 8, {
    groupId: 'readers',
    ...nobody,
    topics: [{ name: 't', partitions: offsets(5n) }],
  })

  await broker.deleteTopic(topic)
  await broker.makeTopic('t')

  deepEqual(await committed(connection, 'readers'), [])
  await broker.restart()
  deepEqual(await committed(await broker.connect(), 'readers'), [])
})
