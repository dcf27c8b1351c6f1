import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { ApiKey, ErrorCode } from '@barnabus/protocol'
import { InProcessBroker } from '@barnabus/testkit'

test('every node describes the whole cluster, in the same words', async () => {
  await using broker = await InProcessBroker.start({
    settings: { 'barnabus.nodes': '2', 'broker.rack': 'r1' },
  })
  const answers = []
  for (const index of [0, 1]) {
    const connection = await broker.connect(index)
    answers.push(
      await connection.send(ApiKey.DescribeCluster, 2, {
        includeClusterAuthorizedOperations: true,
        includeFencedBrokers: true,
      }),
    )
  }

  const [one, other] = answers
  deepEqual(one, other)
  deepEqual(
    one?.brokers.map(({ brokerId, host, port, rack }) => [brokerId, `${host}:${port}`, rack]),
    [
      [1, broker.address(0), 'r1'],
      [2, broker.address(1), 'r1'],
    ],
  )
  deepEqual([one?.controllerId, one?.clusterAuthorizedOperations], [1, 8096])
  equal(one?.clusterId.length, 22)
})

test('who asks a broker for controllers, or for something unheard of, is told apart', async () => {
  await using broker = await InProcessBroker.start()
  const connection = await broker.connect()
  const codeOf = async (endpointType: number): Promise<number> => {
    const request = { includeClusterAuthorizedOperations: false, endpointType }
    return (await connection.send(ApiKey.DescribeCluster, 1, request)).errorCode
  }

  deepEqual(
    [await codeOf(1), await codeOf(2), await codeOf(3)],
    [ErrorCode.none, ErrorCode.mismatchedEndpointType, ErrorCode.unsupportedEndpointType],
  )
})
