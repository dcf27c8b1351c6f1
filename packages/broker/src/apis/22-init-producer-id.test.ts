import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { ApiKey, ErrorCode } from '@barnabus/protocol'
import { InProcessBroker, type RawConnection } from '@barnabus/testkit'

const idempotent = { transactionalId: null, transactionTimeoutMs: 60_000 }

async function producerId(connection: RawConnection): Promise<bigint> {
  const answer = await connection.send(ApiKey.InitProducerId, 4, idempotent)
  deepEqual([answer.errorCode, answer.producerEpoch], [ErrorCode.none, 0])
  return answer.producerId
}

test('no producer id is given out twice, whoever asks, not even after a restart', async () => {
  await using broker = await InProcessBroker.start()
  const ids: bigint[] = []
  for (let life = 0; life < 3; life += 1) {
    const connections = await Promise.all([broker.connect(), broker.connect()])
    for (let round = 0; round < 600; round += 1) {
      ids.push(...(await Promise.all(connections.map((connection) => producerId(connection)))))
    }
    await broker.restart()
  }

  equal(new Set(ids).size, 3600)
})

test('a producer that wants to go on in a higher epoch gets a new id instead', async () => {
  await using broker = await InProcessBroker.start()
  const connection = await broker.connect()
  const first = await producerId(connection)
  const next = await connection.send(ApiKey.InitProducerId, 4, {
    ...idempotent,
    producerId: first,
    producerEpoch: 0,
  })

  deepEqual([next.errorCode, next.producerId, next.producerEpoch], [ErrorCode.none, first + 1n, 0])
})

test('what makes no sense is refused', async () => {
  await using broker = await InProcessBroker.start()
  const connection = await broker.connect()
  const codeOf = async (changes: object): Promise<number> => {
    const answer = await connection.send(ApiKey.InitProducerId, 4, { ...idempotent, ...changes })
    deepEqual([answer.producerId, answer.producerEpoch], [-1n, -1])
    return answer.errorCode
  }

  equal(await codeOf({ producerId: 5n }), ErrorCode.invalidRequest)
  equal(await codeOf({ producerEpoch: 5 }), ErrorCode.invalidRequest)
  equal(await codeOf({ transactionalId: '' }), ErrorCode.invalidRequest)
  const payments = { transactionalId: 'payments' }
  equal(await codeOf(payments), ErrorCode.notCoordinator) // Nobody has asked who is.
  for (const transactionTimeoutMs of [0, -1, 900_001]) {
    const wanted = { ...payments, transactionTimeoutMs }
    equal(await codeOf(wanted), ErrorCode.invalidTransactionTimeout)
  }
})
