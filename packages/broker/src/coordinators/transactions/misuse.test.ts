import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { ApiKey, ErrorCode } from '@barnabus/protocol'
import {
  InProcessBroker,
  RawProducer,
  readCommitted,
  type ProtocolVersion,
} from '@barnabus/testkit'

const first = { topic: 't', partition: 0 }
const second = { topic: 't', partition: 1 }

interface Stage extends AsyncDisposable {
  readonly broker: InProcessBroker
  readonly producer: RawProducer
}

async function stage(protocol: ProtocolVersion): Promise<Stage> {
  const broker = await InProcessBroker.start()
  await broker.makeTopic('t', 2)
  const producer = await new RawProducer(await broker.connect(), 'p', { protocol }).begin()
  return { broker, producer, [Symbol.asyncDispose]: () => broker[Symbol.asyncDispose]() }
}

test('in the older protocol nothing joins a transaction without being added', async () => {
  await using on = await stage(1)
  const { producer } = on

  equal(await producer.write(first, 'nowhere'), ErrorCode.transactionAbortable)
  equal(await producer.write(first, 'nowhere', 10), ErrorCode.invalidTxnState)
  equal(await producer.commitOffset('g', first, 1n), ErrorCode.transactionAbortable)
  equal(await producer.add(first), ErrorCode.none)
  equal(await producer.write(second, 'elsewhere'), ErrorCode.transactionAbortable)
  equal(await producer.write(first, 'here'), ErrorCode.none)
  equal(await producer.end('commit'), ErrorCode.none)

  equal(await producer.write(first, 'after the end'), ErrorCode.transactionAbortable)
  deepEqual((await readCommitted(producer.connection, first)).values, ['here'])
  equal((await readCommitted(producer.connection, second)).highWatermark, 0n)
})

test('what follows a write that must come again does not overtake it', async () => {
  await using on = await stage(1)
  const { producer } = on
  const following = producer.twin().skip(first)
  equal(await producer.write(first, 'a'), ErrorCode.transactionAbortable)
  equal(await producer.add(first), ErrorCode.none)

  equal(await following.write(first, 'b'), ErrorCode.outOfOrderSequenceNumber)

  equal(await producer.write(first, 'a'), ErrorCode.none)
  equal(await following.write(first, 'b'), ErrorCode.none)
  equal(await producer.end('commit'), ErrorCode.none)
  deepEqual((await readCommitted(producer.connection, first)).values, ['a', 'b'])
})

test('in the older protocol an end may be asked for again, but not the other one', async () => {
  await using on = await stage(1)
  const { producer } = on

  equal(await producer.end('commit'), ErrorCode.invalidTxnState)
  equal(await producer.end('abort'), ErrorCode.invalidTxnState)
  equal(await producer.add(first), ErrorCode.none)
  equal(await producer.end('commit'), ErrorCode.none)
  equal(await producer.end('commit'), ErrorCode.none)
  equal(await producer.end('abort'), ErrorCode.invalidTxnState)
})

test('a delayed write does not join the next transaction', async () => {
  await using on = await stage(2)
  const { producer } = on
  const { connection } = producer
  equal(await producer.write(first, 'a'), ErrorCode.none)
  const delayed = producer.twin()
  equal(await producer.end('abort'), ErrorCode.none)
  equal(await producer.write(second, 'b'), ErrorCode.none)

  equal(await delayed.write(first, 'delayed'), ErrorCode.invalidProducerEpoch)
  equal(await delayed.write(second, 'delayed'), ErrorCode.invalidProducerEpoch)
  equal(await delayed.commitOffset('g', first, 9n), ErrorCode.invalidProducerEpoch)

  equal(await producer.end('commit'), ErrorCode.none)
  deepEqual((await readCommitted(connection, first)).values, [])
  deepEqual((await readCommitted(connection, second)).values, ['b'])
})

test('a delayed end does not end the next transaction', async () => {
  await using on = await stage(2)
  const { producer } = on
  equal(await producer.write(first, 'a'), ErrorCode.none)
  const delayed = producer.twin()
  equal(await producer.end('abort'), ErrorCode.none)
  equal(await delayed.twin().end('abort'), ErrorCode.none) // What it asks for has been done.
  equal(await delayed.twin().end('commit'), ErrorCode.invalidTxnState)
  equal(await producer.write(first, 'b'), ErrorCode.none)

  equal(await delayed.end('abort'), ErrorCode.producerFenced)
  equal(await delayed.end('commit'), ErrorCode.producerFenced)

  equal(await producer.end('commit'), ErrorCode.none)
  deepEqual((await readCommitted(producer.connection, first)).values, ['b'])
})

test('in the newer protocol nothing can be committed that has not begun, but aborted', async () => {
  await using on = await stage(2)
  const { producer } = on

  equal(await producer.end('commit'), ErrorCode.invalidTxnState)
  equal(await producer.end('abort'), ErrorCode.none)
  equal(producer.producerEpoch, 1)
})

test('partitions are added all or none, and never those of internal topics', async () => {
  await using on = await stage(1)
  const { producer } = on
  const answer = await producer.connection.send(ApiKey.AddPartitionsToTxn, 3, {
    transactions: [],
    v3AndBelowTransactionalId: 'p',
    v3AndBelowProducerId: producer.producerId,
    v3AndBelowProducerEpoch: producer.producerEpoch,
    v3AndBelowTopics: [
      { name: 't', partitions: [0, 7] },
      { name: '__transaction_state', partitions: [0] },
    ],
  })

  deepEqual(
    answer.resultsByTopicV3AndBelow.map(({ resultsByPartition }) =>
      resultsByPartition.map(({ partitionErrorCode }) => partitionErrorCode),
    ),
    [
      [ErrorCode.operationNotAttempted, ErrorCode.unknownTopicOrPartition],
      [ErrorCode.topicAuthorizationFailed],
    ],
  )
  equal(await producer.write(first, 'nowhere'), ErrorCode.transactionAbortable)
})
