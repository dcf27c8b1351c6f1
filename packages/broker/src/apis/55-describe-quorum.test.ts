import { deepEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'

import { ApiKey } from '@barnabus/protocol'
import { InProcessBroker } from '@barnabus/testkit'

const request = {
  topics: [{ topicName: '__cluster_metadata', partitions: [{ partitionIndex: 0 }] }],
}

test('the first node is the quorum, the others observe it, and nobody is behind', async () => {
  await using broker = await InProcessBroker.start({ settings: { 'barnabus.nodes': '3' } })
  const connection = await broker.connect(2)
  const { topics, nodes } = await connection.send(ApiKey.DescribeQuorum, 2, request)

  const partition = topics[0]?.partitions[0]
  deepEqual(partition?.leaderId, 1)
  deepEqual(
    partition?.currentVoters.map(({ replicaId }) => replicaId),
    [1],
  )
  deepEqual(
    partition?.observers.map(({ replicaId, logEndOffset }) => [replicaId, logEndOffset]),
    [
      [2, partition?.highWatermark],
      [3, partition?.highWatermark],
    ],
  )
  deepEqual(
    nodes.map(({ nodeId, listeners }) => [
      nodeId,
      ...listeners.map(({ name, host, port }) => `${name}://${host}:${port}`),
    ]),
    [[1, `CONTROLLER://${broker.address(0)}`]],
  )
})

test('the high watermark grows with what is decided', async () => {
  await using broker = await InProcessBroker.start()
  const connection = await broker.connect()
  const highWatermark = async (): Promise<bigint> => {
    const { topics } = await connection.send(ApiKey.DescribeQuorum, 0, request)
    return topics[0]?.partitions[0]?.highWatermark ?? -1n
  }

  const before = await highWatermark()
  await broker.makeTopic('t')
  ok((await highWatermark()) > before)
})
