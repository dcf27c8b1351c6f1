import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { ApiKey, ErrorCode } from '@barnabus/protocol'
import { InProcessBroker } from '@barnabus/testkit'

test('a group forgets the offsets that it is told to, for good', async () => {
  await using broker = await InProcessBroker.start()
  await broker.makeTopic('t', 3)
  const connection = await broker.connect()
  await connection.send(ApiKey.OffsetCommit, 8, {
    groupId: 'readers',
    memberId: '',
    topics: [
      {
        name: 't',
        partitions: [0, 1, 2].map((partitionIndex) => ({
          partitionIndex,
          committedOffset: 4n,
          committedMetadata: null,
        })),
      },
    ],
  })

  const { errorCode, topics } = await connection.send(ApiKey.OffsetDelete, 0, {
    groupId: 'readers',
    topics: [
      { name: 't', partitions: [{ partitionIndex: 0 }, { partitionIndex: 1 }] },
      { name: 'nowhere', partitions: [{ partitionIndex: 0 }] },
    ],
  })
  await broker.restart()
  const after = await broker.connect()
  const left = await after.send(ApiKey.OffsetFetch, 7, { groupId: 'readers', topics: null })

  equal(errorCode, ErrorCode.none)
  deepEqual(
    topics.map(({ name, partitions }) => [name, partitions.map((one) => one.errorCode)]),
    [
      ['nowhere', [ErrorCode.unknownTopicOrPartition]],
      ['t', [ErrorCode.none, ErrorCode.none]],
    ],
  )
  deepEqual(
    left.topics.map(({ partitions }) => partitions.map(({ partitionIndex }) => partitionIndex)),
    [[2]],
  )
})

test('a group that does not exist, or cannot, has nothing to forget', async () => {
  await using broker = await InProcessBroker.start()
  const connection = await broker.connect()
  const errorOf = async (groupId: string): Promise<number> =>
    (await connection.send(ApiKey.OffsetDelete, 0, { groupId, topics: [] })).errorCode

  equal(await errorOf('nobody'), ErrorCode.groupIdNotFound)
  equal(await errorOf(''), ErrorCode.invalidGroupId)
})
