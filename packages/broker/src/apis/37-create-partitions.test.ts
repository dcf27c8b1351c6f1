import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'

import { ApiKey, ErrorCode } from '@barnabus/protocol'
import { InProcessBroker } from '@barnabus/testkit'

test('added partitions are there at once and after a restart, the others untouched', async () => {
  await using broker = await InProcessBroker.start()
  await broker.makeTopic('a', 2)
  await broker.makeTopic('b')
  const connection = await broker.connect()
  const topics = [
    { name: 'a', count: 5, assignments: null },
    { name: 'b', count: 1, assignments: null },
    { name: 'nowhere', count: 2, assignments: null },
  ]
  const { results } = await connection.send(ApiKey.CreatePartitions, 3, {
    topics,
    timeoutMs: 1000,
    validateOnly: false,
  })
  deepEqual(
    results.map(({ name, errorCode }) => [name, errorCode]),
    [
      ['a', ErrorCode.none],
      ['b', ErrorCode.invalidPartitions],
      ['nowhere', ErrorCode.unknownTopicOrPartition],
    ],
  )

  for (const restart of [false, true]) {
    if (restart) await broker.restart()
    const later = await broker.connect()
    const metadata = await later.send(ApiKey.Metadata, 12, { topics: [{ name: 'a' }] })
    const partitions = metadata.topics[0]?.partitions ?? []
    deepEqual(
      partitions.map(({ partitionIndex }) => partitionIndex),
      [0, 1, 2, 3, 4],
    )
  }
})

test('validating adds nothing, and a topic named twice gets nothing', async () => {
  await using broker = await InProcessBroker.start()
  await broker.makeTopic('a')
  const connection = await broker.connect()
  const grow = { name: 'a', count: 3, assignments: null }
  const send = async (topics: readonly (typeof grow)[], validateOnly: boolean) => {
    const request = { topics, timeoutMs: 1000, validateOnly }
    const { results } = await connection.send(ApiKey.CreatePartitions, 3, request)
    return results.map(({ errorCode }) => errorCode)
  }

  deepEqual(await send([grow], true), [ErrorCode.none])
  deepEqual(await send([grow, { ...grow, count: 4 }], false), [ErrorCode.invalidRequest])
  deepEqual(await send([grow], false), [ErrorCode.none])
})
