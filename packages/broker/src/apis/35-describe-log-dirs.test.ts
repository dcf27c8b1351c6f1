import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'

import { ApiKey, ErrorCode, encodeBatch } from '@barnabus/protocol'
import { InProcessBroker } from '@barnabus/testkit'

test('the one directory shows its partitions, their sizes, and the room that is left', async () => {
  await using broker = await InProcessBroker.start()
  await broker.makeTopic('full')
  await broker.makeTopic('empty', 2)
  const connection = await broker.connect()
  const records = encodeBatch({ records: [{ value: new Uint8Array(1000) }] })
  await connection.send(ApiKey.Produce, 9, {
    acks: -1,
    timeoutMs: 10_000,
    topicData: [{ name: 'full', partitionData: [{ index: 0, records }] }],
  })

  const { results } = await connection.send(ApiKey.DescribeLogDirs, 5, { topics: null })

  const [directory] = results
  equal(results.length, 1)
  equal(directory?.errorCode, ErrorCode.none)
  ok(directory.totalBytes >= directory.usableBytes && directory.usableBytes > 0n)
  const sizes = directory.topics.flatMap(({ name, partitions }) =>
    partitions.map(({ partitionIndex, partitionSize }) => [
      `${name}-${partitionIndex}`,
      partitionSize,
    ]),
  )
  deepEqual(Object.fromEntries(sizes), {
    'empty-0': 0n,
    'empty-1': 0n,
    'full-0': BigInt(records.length),
  })
})

test('who asks for some partitions is shown those', async () => {
  await using broker = await InProcessBroker.start()
  await broker.makeTopic('t', 3)
  const connection = await broker.connect()

  const some = await connection.send(ApiKey.DescribeLogDirs, 1, {
    topics: [{ topic: 't', partitions: [2, 9] }],
  })
  const none = await connection.send(ApiKey.DescribeLogDirs, 1, { topics: [] })

  deepEqual(
    some.results[0]?.topics.map(({ partitions }) => partitions.map((one) => one.partitionIndex)),
    [[2]],
  )
  deepEqual(none.results[0]?.topics, [])
})

test('each node shows the partitions that it has', async () => {
  await using broker = await InProcessBroker.start({ settings: { 'barnabus.nodes': '2' } })
  await broker.makeTopic('t', 4)

  const shown = []
  for (const node of [0, 1]) {
    const connection = await broker.connect(node)
    const { results } = await connection.send(ApiKey.DescribeLogDirs, 4, { topics: null })
    shown.push(...results.flatMap(({ topics }) => topics.flatMap(({ partitions }) => partitions)))
  }

  deepEqual(new Set(shown.map(({ partitionIndex }) => partitionIndex)), new Set([0, 1, 2, 3]))
  equal(shown.length, 4)
})
