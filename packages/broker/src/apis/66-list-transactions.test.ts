import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { ManualClock } from '@barnabus/base'
import { ApiKey, ErrorCode } from '@barnabus/protocol'
import { InProcessBroker, RawProducer, type RawConnection } from '@barnabus/testkit'

const everything = {
  ...{ stateFilters: [], producerIdFilters: [], durationFilter: -1n },
  transactionalIdPattern: null,
}

async function listed(connection: RawConnection, filter: object): Promise<readonly string[]> {
  const answer = await connection.send(ApiKey.ListTransactions, 2, { ...everything, ...filter })
  equal(answer.errorCode, ErrorCode.none)
  return answer.transactionStates.map(({ transactionalId }) => transactionalId).sort()
}

test('transactional ids are listed by state, producer, duration and pattern', async () => {
  const clock = new ManualClock()
  await using broker = await InProcessBroker.start({ clock })
  await broker.makeTopic('t')
  const connection = await broker.connect()
  const open = await new RawProducer(connection, 'orders-open', { clock }).begin()
  equal(await open.write({ topic: 't', partition: 0 }, 'a'), ErrorCode.none)
  const idle = await new RawProducer(connection, 'orders-idle', { clock }).begin()
  clock.advance(2000)

  deepEqual(await listed(connection, {}), ['orders-idle', 'orders-open'])
  deepEqual(await listed(connection, { stateFilters: ['Ongoing'] }), ['orders-open'])
  deepEqual(await listed(connection, { producerIdFilters: [idle.producerId] }), ['orders-idle'])
  deepEqual(await listed(connection, { transactionalIdPattern: '.*open' }), ['orders-open'])
  deepEqual(await listed(connection, { transactionalIdPattern: 'open' }), [])
  const ongoing = { stateFilters: ['Ongoing'] }
  deepEqual(await listed(connection, { ...ongoing, durationFilter: 1999n }), ['orders-open'])
  deepEqual(await listed(connection, { ...ongoing, durationFilter: 2000n }), [])
})

test('a filter that is wrong is said to be', async () => {
  await using broker = await InProcessBroker.start()
  const connection = await broker.connect()

  const states = { ...everything, stateFilters: ['Ongoing', 'Sleeping', 'Dead'] }
  const answer = await connection.send(ApiKey.ListTransactions, 2, states)
  deepEqual(answer.unknownStateFilters, ['Sleeping'])
  const pattern = { ...everything, transactionalIdPattern: '(' }
  const refused = await connection.send(ApiKey.ListTransactions, 2, pattern)
  equal(refused.errorCode, ErrorCode.invalidRegularExpression)
})

test('a transactional id is described with its producer and its partitions', async () => {
  await using broker = await InProcessBroker.start()
  await broker.makeTopic('t', 3)
  const connection = await broker.connect()
  const producer = await new RawProducer(connection, 'p').begin(30_000)
  await producer.write({ topic: 't', partition: 2 }, 'a')

  const { transactionStates } = await connection.send(ApiKey.DescribeTransactions, 0, {
    transactionalIds: ['p', 'unknown', ''],
  })

  const [known, unknown, empty] = transactionStates
  deepEqual(
    [known?.transactionState, known?.transactionTimeoutMs, known?.producerId, known?.producerEpoch],
    ['Ongoing', 30_000, producer.producerId, 0],
  )
  deepEqual(
    known?.topics.map((one) => ({ ...one })),
    [{ topic: 't', partitions: [2] }],
  )
  equal(unknown?.errorCode, ErrorCode.transactionalIdNotFound)
  equal(empty?.errorCode, ErrorCode.invalidRequest)
})
