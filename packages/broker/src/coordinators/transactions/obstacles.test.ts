import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { ManualClock } from '@barnabus/base'
import { ApiKey, ErrorCode } from '@barnabus/protocol'
import {
  CrashingDisk,
  InProcessBroker,
  RawProducer,
  readCommitted,
  type RawConnection,
} from '@barnabus/testkit'

const kept = { topic: 'kept', partition: 0 }
const lost = { topic: 'lost', partition: 0 }

async function stateOf(connection: RawConnection, transactionalId: string): Promise<string> {
  const { transactionStates } = await connection.send(ApiKey.DescribeTransactions, 0, {
    transactionalIds: [transactionalId],
  })
  return transactionStates[0]!.transactionState
}

test('a transaction ends although a topic of it is deleted', async () => {
  await using broker = await InProcessBroker.start()
  await broker.makeTopic('kept')
  const topic = await broker.makeTopic('lost')
  const connection = await broker.connect()
  const producer = await new RawProducer(connection, 'p').begin()
  for (const at of [kept, lost]) equal(await producer.write(at, 'a'), ErrorCode.none)

  await broker.deleteTopic(topic)

  equal(await producer.end('commit'), ErrorCode.none)
  equal(await stateOf(connection, 'p'), 'CompleteCommit')
  deepEqual(await readCommitted(connection, kept), {
    values: ['a'],
    lastStableOffset: 2n,
    highWatermark: 2n,
  })
})

test('a partition that is offline holds up nobody but its own producer', async () => {
  const disk = new CrashingDisk(1)
  const clock = new ManualClock()
  await using broker = await InProcessBroker.start({ disk, clock })
  await broker.makeTopic('kept')
  const topic = await broker.makeTopic('lost')
  const before = await new RawProducer(await broker.connect(), 'p', { clock }).begin(900_000)
  for (const at of [kept, lost]) equal(await before.write(at, 'a'), ErrorCode.none)
  await broker.stop()
  for (const path of disk.paths().filter((one) => one.includes('lost-0') && one.endsWith('.log'))) {
    disk.damage(path, (bytes) => bytes.subarray(0, 10))
  }
  await broker.restart()
  const connection = await broker.connect()
  const producer = before.twin(connection)
  equal(await producer.write(lost, 'b'), ErrorCode.kafkaStorageError)

  equal(await producer.end('commit'), ErrorCode.none)

  equal(await stateOf(connection, 'p'), 'PrepareCommit')
  deepEqual((await readCommitted(connection, kept)).values, ['a'])
  equal(await producer.write(kept, 'b'), ErrorCode.concurrentTransactions)
  await broker.deleteTopic(topic)
  equal(await stateOf(connection, 'p'), 'CompleteCommit')
  equal(await producer.write(kept, 'b'), ErrorCode.none)
})
