import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'

import { ApiKey, ErrorCode, batchesIn, readControlRecord } from '@barnabus/protocol'
import { InProcessBroker } from '@barnabus/testkit'

const marker = { producerId: 7n, producerEpoch: 2, transactionResult: false, coordinatorEpoch: 4 }

test('a marker is a control batch in each partition, and fences older epochs', async () => {
  await using broker = await InProcessBroker.start()
  await broker.makeTopic('t', 2)
  const connection = await broker.connect()
  const topics = [{ name: 't', partitionIndexes: [0, 1, 5] }]

  const answer = await connection.send(ApiKey.WriteTxnMarkers, 1, {
    markers: [
      { ...marker, topics },
      { ...marker, producerEpoch: 1, topics: [{ name: 't', partitionIndexes: [0] }] },
      { ...marker, coordinatorEpoch: 3, topics: [{ name: 't', partitionIndexes: [1] }] },
    ],
  })

  const errors = answer.markers.map((one) => one.topics[0]?.partitions.map((p) => p.errorCode))
  deepEqual(errors, [
    [ErrorCode.none, ErrorCode.none, ErrorCode.unknownTopicOrPartition],
    [ErrorCode.invalidProducerEpoch],
    [ErrorCode.transactionCoordinatorFenced],
  ])
  const described = await connection.send(ApiKey.DescribeProducers, 0, {
    topics: [{ name: 't', partitionIndexes: [1] }],
  })
  const producer = described.topics[0]?.partitions[0]?.activeProducers[0]
  deepEqual([producer?.producerEpoch, producer?.coordinatorEpoch], [2, 4])
})

test('readers get the marker, whole and marked as what it is', async () => {
  await using broker = await InProcessBroker.start()
  await broker.makeTopic('t', 1)
  const connection = await broker.connect()
  await connection.send(ApiKey.WriteTxnMarkers, 1, {
    markers: [{ ...marker, topics: [{ name: 't', partitionIndexes: [0] }] }],
  })

  const { responses } = await connection.send(ApiKey.Fetch, 12, {
    maxWaitMs: 100,
    minBytes: 1,
    maxBytes: 100_000,
    isolationLevel: 1,
    topics: [
      { topic: 't', partitions: [{ partition: 0, fetchOffset: 0n, partitionMaxBytes: 9999 }] },
    ],
  })

  const partition = responses[0]?.partitions[0]
  equal(partition?.lastStableOffset, 1n)
  const [batch] = batchesIn(partition.records ?? new Uint8Array())
  ok(batch?.isControl === true && batch.checksumHolds())
  const [record] = batch.records({ decompressedSizeMax: 1000 })
  deepEqual(readControlRecord(record!), {
    kind: 'endTransaction',
    outcome: 'abort',
    coordinatorEpoch: 4,
  })
})
