import { deepEqual, equal, match } from 'node:assert/strict'
import { test } from 'node:test'

import { ApiKey, ErrorCode, zeroUuid } from '@barnabus/protocol'
import { InProcessBroker } from '@barnabus/testkit'

const plain = { numPartitions: 1, replicationFactor: 1, assignments: [], configs: [] }

test('a created topic shows its id, its numbers and every setting in effect', async () => {
  await using broker = await InProcessBroker.start({ settings: { 'log.retention.ms': '3600000' } })
  const connection = await broker.connect()
  const configs = [{ name: 'segment.bytes', value: '1048576' }]
  const topic = { ...plain, name: 'a', numPartitions: -1, replicationFactor: -1, configs }
  const { topics } = await connection.send(ApiKey.CreateTopics, 7, { topics: [topic] })

  const [created] = topics
  equal(created?.errorCode, ErrorCode.none)
  deepEqual([created.numPartitions, created.replicationFactor], [1, 1])
  const shown = (name: string): unknown => {
    const config = created.configs?.find((candidate) => candidate.name === name)
    return [config?.value, config?.configSource]
  }
  deepEqual(shown('segment.bytes'), ['1048576', 1], 'its own')
  deepEqual(shown('retention.ms'), ['3600000', 4], 'from the start of the broker')
  deepEqual(shown('compression.type'), ['producer', 5], 'by default')
})

test('what is wrong with one topic stops no other, and is said in a sentence', async () => {
  await using broker = await InProcessBroker.start()
  const connection = await broker.connect()
  const { topics } = await connection.send(ApiKey.CreateTopics, 7, {
    topics: [
      { ...plain, name: 'good' },
      { ...plain, name: 'twice' },
      { ...plain, name: 'twice' },
      { ...plain, name: 'odd', configs: [{ name: 'retention.msec', value: '1' }] },
      { ...plain, name: 'wide', replicationFactor: 3 },
    ],
  })
  const answers = new Map(topics.map((topic) => [topic.name, topic]))

  equal(topics.length, 4, 'one answer for each name')
  equal(answers.get('good')?.errorCode, ErrorCode.none)
  equal(answers.get('twice')?.errorCode, ErrorCode.invalidRequest)
  equal(answers.get('odd')?.errorCode, ErrorCode.invalidConfig)
  match(answers.get('odd')?.errorMessage ?? '', /retention\.msec.*retention\.ms/)
  equal(answers.get('wide')?.errorCode, ErrorCode.invalidReplicationFactor)
  match(answers.get('wide')?.errorMessage ?? '', /3 replicas.*1 broker/)
  equal(answers.get('wide')?.topicId, zeroUuid)
})

test('validating says what would be, and leaves nothing', async () => {
  await using broker = await InProcessBroker.start()
  const connection = await broker.connect()
  const request = { topics: [{ ...plain, name: 'a', numPartitions: 3 }] }
  const validated = await connection.send(ApiKey.CreateTopics, 7, {
    ...request,
    validateOnly: true,
  })
  const created = await connection.send(ApiKey.CreateTopics, 7, request)

  deepEqual(
    [validated.topics[0]?.errorCode, validated.topics[0]?.numPartitions],
    [ErrorCode.none, 3],
  )
  equal(created.topics[0]?.errorCode, ErrorCode.none, 'it was not there yet')
})

test('a thousand topics of one request are there at once, and after a restart', async () => {
  await using broker = await InProcessBroker.start()
  const names = Array.from({ length: 1000 }, (_, index) => `topic-${index}`)
  const connection = await broker.connect()
  const created = await connection.send(ApiKey.CreateTopics, 7, {
    topics: names.map((name) => ({ ...plain, name })),
  })
  const ids = new Map(created.topics.map(({ name, topicId }) => [name, topicId]))
  equal(new Set(ids.values()).size, 1000)

  await broker.restart()
  const again = await broker.connect()
  const { topics } = await again.send(ApiKey.Metadata, 12, { topics: null })

  deepEqual(new Map(topics.map(({ name, topicId }) => [name ?? '', topicId])), ids)
})

test('there are never more partitions than the operator allows', async () => {
  await using broker = await InProcessBroker.start({
    settings: { 'barnabus.partitions.max': '10' },
  })
  const connection = await broker.connect()
  const create = async (name: string, numPartitions: number): Promise<number | undefined> => {
    const topics = [{ ...plain, name, numPartitions }]
    const answer = await connection.send(ApiKey.CreateTopics, 7, { topics })
    return answer.topics[0]?.errorCode
  }

  equal(await create('a', 8), ErrorCode.none)
  equal(await create('b', 3), ErrorCode.policyViolation)
  equal(await create('c', 2_000_000_000), ErrorCode.policyViolation)
  equal(await create('d', 2), ErrorCode.none)
})
