import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { ApiKey, ErrorCode, encodeBatch } from '@barnabus/protocol'
import { InProcessBroker } from '@barnabus/testkit'

test('a partition shows the idempotent producers that wrote to it', async () => {
  await using broker = await InProcessBroker.start()
  await broker.makeTopic('t', 2)
  const connection = await broker.connect()
  const timestamp = BigInt(Date.now())
  const records = encodeBatch({
    records: [
      { value: null, timestamp },
      { value: null, timestamp },
    ],
    producerId: 1000n,
    producerEpoch: 3,
    baseSequence: 0,
  })
  await connection.send(ApiKey.Produce, 9, {
    acks: -1,
    timeoutMs: 10_000,
    topicData: [{ name: 't', partitionData: [{ index: 1, records }] }],
  })

  const { topics } = await connection.send(ApiKey.DescribeProducers, 0, {
    topics: [{ name: 't', partitionIndexes: [0, 1, 9] }],
  })

  const [none, one, unknown] = topics[0]?.partitions ?? []
  deepEqual(none?.activeProducers, [])
  equal(unknown?.errorCode, ErrorCode.unknownTopicOrPartition)
  deepEqual(
    { ...one?.activeProducers[0] },
    {
      producerId: 1000n,
      producerEpoch: 3,
      lastSequence: 1,
      lastTimestamp: timestamp,
      coordinatorEpoch: -1,
      currentTxnStartOffset: -1n,
    },
  )
})

test('a name that no topic can have is told apart from one that no topic has', async () => {
  await using broker = await InProcessBroker.start()
  const connection = await broker.connect()

  const { topics } = await connection.send(ApiKey.DescribeProducers, 0, {
    topics: [
      { name: 'no/topic', partitionIndexes: [0] },
      { name: 'nobody', partitionIndexes: [0] },
    ],
  })

  deepEqual(
    topics.map(({ partitions }) => partitions[0]?.errorCode),
    [ErrorCode.invalidTopicException, ErrorCode.unknownTopicOrPartition],
  )
})
