import { deepEqual, equal, notEqual, rejects } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import {
  ApiKey,
  parseUuid,
  zeroUuid,
  type DescribeTopicPartitionsResponse,
} from '@barnabus/protocol'
import { TestCluster } from '@barnabus/testkit'

import { RequestTap } from '../../consumer/fetching/request-tap.fixture.ts'
import type { FailedItemsError } from '../../errors/failed-items-error.ts'
import { Admin } from '../admin.ts'

const anotherId = parseUuid('AAAAAAAAAAAAAAAAAAAAAQ')

describe('topics that do not fit into one answer', () => {
  let kafka: TestCluster
  before(async () => (kafka = await TestCluster.start()))
  after(async () => kafka[Symbol.asyncDispose]())

  test('all partitions of all topics are described, also those cut in the middle', async () => {
    const tap = new RequestTap()
    await using admin = new Admin(kafka.settings, { env: tap.env })
    const asked = [kafka.name('b'), kafka.name('a'), kafka.name('c')]
    await admin.createTopics(asked.map((topic) => ({ topic, partitions: 3 })))
    tap.change(ApiKey.DescribeTopicPartitions, (answer) => cutAfter(2, answer))

    const described = await admin.describeTopics(asked)

    deepEqual(
      described.map(({ topic, partitions }) => [topic, partitions.map((one) => one.partition)]),
      asked.map((topic) => [topic, [0, 1, 2]]),
    )
    equal(tap.requests(ApiKey.DescribeTopicPartitions).length, 5)
  })

  test('who may lead without being in sync is told where the broker tells it', async () => {
    const tap = new RequestTap()
    await using admin = new Admin(kafka.settings, { env: tap.env })
    const topic = await kafka.makeTopic('t')
    const [{ id } = { id: -1 }] = (await admin.describeCluster()).nodes
    tap.change(ApiKey.DescribeTopicPartitions, (answer) => ({
      ...answer,
      topics: answer.topics.map((found) => ({
        ...found,
        partitions: found.partitions.map((partition) => ({
          ...partition,
          eligibleLeaderReplicas: [id, 77],
          lastKnownElr: null,
        })),
      })),
    }))

    const [[byName] = [], [byId] = []] = await Promise.all(
      [topic, { topicId: (await admin.describeTopics([topic]))[0]!.topicId! }].map(async (one) => {
        const [found] = await admin.describeTopics([one])
        return found!.partitions
      }),
    )

    deepEqual(
      byName?.eligibleLeaderReplicas?.map((node) => [node.id, node.port > 0]),
      [
        [id, true],
        [77, false],
      ],
    )
    deepEqual(byName?.lastKnownEligibleLeaderReplicas, [])
    equal(byId?.eligibleLeaderReplicas, undefined)
    equal(byId?.lastKnownEligibleLeaderReplicas, undefined)
  })

  test('a topic that goes away in the middle is one that is not there', async () => {
    const tap = new RequestTap()
    await using admin = new Admin(kafka.settings, { env: tap.env })
    const [topic, other] = [kafka.name('goes'), kafka.name('stays')]
    await admin.createTopics([{ topic, partitions: 2 }, { topic: other }])
    let answers = 0
    tap.change(ApiKey.DescribeTopicPartitions, (answer) => {
      answers += 1
      const [first, ...rest] = answer.topics
      if (answers > 1)
        return {
          ...answer,
          topics: [{ ...first!, errorCode: 3, topicId: zeroUuid, partitions: [] }, ...rest],
        }
      const topics = [{ ...first!, partitions: first!.partitions.slice(0, 1) }]
      return { ...answer, topics, nextCursor: { topicName: topic, partitionIndex: 1 } }
    })

    await rejects(admin.describeTopics([topic, other]), (error: FailedItemsError) => {
      equal(error.errorName, 'UNKNOWN_TOPIC_OR_PARTITION')
      deepEqual(
        [error.errors, error.results].map((part) => Array.from(part.keys())),
        [[topic], [other]],
      )
      return true
    })
    equal(answers, 2)
  })

  test('a topic that is made anew in the middle is described from its beginning', async () => {
    const tap = new RequestTap()
    await using admin = new Admin(kafka.settings, { env: tap.env })
    const topic = await kafka.makeTopic('t', 3)
    let answers = 0
    tap.change(ApiKey.DescribeTopicPartitions, (answer) => {
      answers += 1
      const cut = cutAfter(2, answer)
      if (answers > 1) return cut
      return { ...cut, topics: cut.topics.map((found) => ({ ...found, topicId: anotherId })) }
    })

    const [described] = await admin.describeTopics([topic])

    deepEqual(
      described?.partitions.map(({ partition }) => partition),
      [0, 1, 2],
    )
    notEqual(described.topicId, anotherId)
    equal(answers, 4)
  })

  test('a broker that leads back to where it has been is not followed', async () => {
    const tap = new RequestTap()
    await using admin = new Admin(kafka.settings, { env: tap.env })
    const topic = await kafka.makeTopic('t', 3)
    const cursors = [2, 2]
    tap.change(ApiKey.DescribeTopicPartitions, (answer) => ({
      ...answer,
      nextCursor: { topicName: topic, partitionIndex: cursors.shift() ?? 3 },
    }))

    await rejects(admin.describeTopics([topic]), {
      errorName: 'UNKNOWN_SERVER_ERROR',
      message: new RegExp(`leads from ${topic}-2 back to ${topic}-2`),
    })
  })
})

/** The same answer of a broker that puts no more than `limit` partitions into one. */
function cutAfter(
  limit: number,
  answer: DescribeTopicPartitionsResponse,
): DescribeTopicPartitionsResponse {
  const topics: DescribeTopicPartitionsResponse['topics'][number][] = []
  let left = limit
  for (const topic of answer.topics) {
    const partitions = topic.partitions.slice(0, left)
    const [next] = topic.partitions.slice(left)
    left -= partitions.length
    if (partitions.length > 0) topics.push({ ...topic, partitions })
    if (next === undefined) continue
    const nextCursor = { topicName: topic.name ?? '', partitionIndex: next.partitionIndex }
    return { ...answer, topics, nextCursor }
  }
  return { ...answer, topics }
}
