import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { ManualClock } from '@barnabus/base'
import { ApiKey, ErrorCode } from '@barnabus/protocol'
import { InProcessBroker, RawProducer, readCommitted } from '@barnabus/testkit'

const at = { topic: 't', partition: 0 }
const checkIntervalMs = 10_000

test('a transaction that takes too long is aborted, also over a restart', async () => {
  const clock = new ManualClock()
  await using broker = await InProcessBroker.start({ clock })
  await broker.makeTopic('t')
  const slow = await new RawProducer(await broker.connect(), 'slow', { clock }).begin(60_000)
  equal(await slow.write(at, 'never'), ErrorCode.none)

  clock.advance(50_000)
  await broker.restart()
  const connection = await broker.connect()
  equal((await readCommitted(connection, at)).lastStableOffset, 0n)
  clock.advance(10_001 + checkIntervalMs)

  const late = slow.twin(connection)
  equal(await late.end('commit'), ErrorCode.invalidTxnState)
  equal(await late.write(at, 'too late'), ErrorCode.invalidProducerEpoch)
  deepEqual(await readCommitted(connection, at), {
    values: [],
    lastStableOffset: 2n,
    highWatermark: 2n,
  })
})

test('a transaction within its time is left alone', async () => {
  const clock = new ManualClock()
  await using broker = await InProcessBroker.start({ clock })
  await broker.makeTopic('t')
  const producer = await new RawProducer(await broker.connect(), 'p', { clock }).begin(60_000)
  equal(await producer.write(at, 'in time'), ErrorCode.none)

  clock.advance(60_000)

  equal(await producer.end('commit'), ErrorCode.none)
  deepEqual((await readCommitted(producer.connection, at)).values, ['in time'])
})

test('an id that nobody uses is forgotten; one with a transaction is not', async () => {
  const clock = new ManualClock()
  const settings = {
    'transactional.id.expiration.ms': '60000',
    'transaction.remove.expired.transaction.cleanup.interval.ms': '10000',
  }
  await using broker = await InProcessBroker.start({ clock, settings })
  await broker.makeTopic('t')
  const connection = await broker.connect()
  const unused = await new RawProducer(connection, 'unused', { clock }).begin()
  const used = await new RawProducer(connection, 'used', { clock }).begin(900_000)
  equal(await used.write(at, 'still open'), ErrorCode.none)

  clock.advance(70_000)

  const { transactionStates } = await connection.send(ApiKey.DescribeTransactions, 0, {
    transactionalIds: ['unused', 'used'],
  })
  deepEqual(
    transactionStates.map(({ errorCode, transactionState }) => [errorCode, transactionState]),
    [
      [ErrorCode.transactionalIdNotFound, ''],
      [ErrorCode.none, 'Ongoing'],
    ],
  )
  equal(await unused.write(at, 'forgotten'), ErrorCode.invalidProducerIdMapping)
})
