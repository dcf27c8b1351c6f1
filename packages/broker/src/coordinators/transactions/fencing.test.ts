import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { ErrorCode } from '@barnabus/protocol'
import { InProcessBroker, RawProducer, readCommitted } from '@barnabus/testkit'

const at = { topic: 't', partition: 0 }

async function started(): Promise<InProcessBroker> {
  const broker = await InProcessBroker.start()
  await broker.makeTopic('t', 2)
  return broker
}

test('who begins under a transactional id fences its predecessor, and aborts what it left', async () => {
  await using broker = await started()
  const connection = await broker.connect()
  const old = await new RawProducer(connection, 'p').begin()
  equal(await old.write(at, 'left behind'), ErrorCode.none)
  const next = new RawProducer(connection, 'p')

  equal(await next.init(), ErrorCode.concurrentTransactions)
  equal(await next.init(), ErrorCode.none)

  equal(next.producerId, old.producerId)
  equal(next.producerEpoch, 2) // The one in between fenced the old producer.
  equal(await old.write(at, 'too late'), ErrorCode.invalidProducerEpoch)
  equal(await old.end('commit'), ErrorCode.producerFenced)
  equal(await old.end('commit', 1), ErrorCode.invalidProducerEpoch) // It knows no better.
  equal(await next.write(at, 'fresh'), ErrorCode.none)
  equal(await next.end('commit'), ErrorCode.none)
  deepEqual((await readCommitted(connection, at)).values, ['fresh'])
})

test('a producer may take a new epoch itself, and ask again if it missed the answer', async () => {
  await using broker = await started()
  const connection = await broker.connect()
  const producer = await new RawProducer(connection, 'p').begin()
  const { producerId } = producer
  const current = { producerId, producerEpoch: 0 }

  equal(await producer.init(current), ErrorCode.none)
  equal(producer.producerEpoch, 1)
  equal(await producer.init(current), ErrorCode.none)
  equal(producer.producerEpoch, 1)

  equal(await producer.init({ producerId, producerEpoch: 7 }), ErrorCode.producerFenced)
  const foreign = { producerId: producerId + 1n, producerEpoch: 1 }
  equal(await producer.init(foreign), ErrorCode.producerFenced)
  equal(await producer.init({ ...foreign, version: 3 }), ErrorCode.invalidProducerEpoch)
  await new RawProducer(connection, 'p').begin()
  equal(await producer.init(current), ErrorCode.producerFenced)
})

test('nobody takes part in the transaction of another', async () => {
  await using broker = await started()
  const connection = await broker.connect()
  const one = await new RawProducer(connection, 'one').begin()
  const other = await new RawProducer(connection, 'other').begin()
  equal(await one.write(at, 'one'), ErrorCode.none)

  const stranger = new RawProducer(connection, 'one')
  stranger.producerId = other.producerId
  stranger.producerEpoch = other.producerEpoch
  equal(await stranger.write(at, 'stranger'), ErrorCode.invalidProducerIdMapping)
  equal(await stranger.end('commit'), ErrorCode.invalidProducerIdMapping)
  equal(await stranger.add(at), ErrorCode.invalidProducerIdMapping)
  equal(await stranger.commitOffset('g', at, 1n), ErrorCode.invalidProducerIdMapping)

  equal(await one.end('commit'), ErrorCode.none)
  deepEqual((await readCommitted(connection, at)).values, ['one'])
})
