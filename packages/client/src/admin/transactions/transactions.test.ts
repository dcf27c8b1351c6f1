import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { TestCluster } from '@barnabus/testkit'

import { Producer } from '../../producer/producer.ts'
import { Admin } from '../admin.ts'

describe('transactions, for an administrator', () => {
  let kafka: TestCluster
  let admin: Admin
  before(async () => {
    kafka = await TestCluster.start()
    admin = new Admin(kafka.settings)
  })
  after(async () => {
    await admin.close()
    await kafka[Symbol.asyncDispose]()
  })

  /** A producer in the middle of a transaction that has written to a topic. */
  async function writing(): Promise<{ producer: Producer; id: string; topic: string }> {
    const [id, topic] = [kafka.name('transaction'), kafka.name('written')]
    await admin.createTopics([{ topic }])
    const producer = new Producer({ ...kafka.settings, 'transactional.id': id })
    const transaction = await producer.beginTransaction()
    await transaction.send({ topic, partition: 0, value: 'v' })
    return { producer, id, topic }
  }

  test('an open one is listed, and described with what it has written to', async () => {
    const { producer, id, topic } = await writing()

    const listed = await admin.listTransactions({ states: ['Ongoing'] })
    const [found] = await admin.describeTransactions([id])

    ok(listed.some(({ transactionalId }) => transactionalId === id))
    equal(found?.state, 'Ongoing')
    equal(found.timeoutMs, 60_000)
    ok(found.startedAtMs !== undefined && found.startedAtMs > 0n)
    deepEqual(found.partitions, [{ topic, partition: 0 }])
    await producer.close()
  })

  test('what is not there, or no state, is refused', async () => {
    await rejects(admin.describeTransactions([kafka.name('missing')]), {
      errorName: 'TRANSACTIONAL_ID_NOT_FOUND',
    })
    await rejects(admin.listTransactions({ states: ['Asleep'] }), {
      code: 'CLIENT_ARGUMENT_REFUSED',
    })
  })

  test('whoever is fenced can commit no more', async () => {
    const { producer, id } = await writing()
    const [before] = await admin.describeTransactions([id])

    const [fenced] = await admin.fenceProducers([id])

    equal(fenced?.producerId, before?.producerId)
    ok(fenced!.producerEpoch > before!.producerEpoch)
    const [after] = await admin.describeTransactions([id])
    equal(after?.startedAtMs, undefined)
    await producer.close().catch(() => undefined)
  })

  test('what hangs in a partition is aborted there', async () => {
    const { producer, topic } = await writing()
    const [found] = await admin.describeProducers([{ topic, partition: 0 }])
    const [open] = found!.producers
    equal(open?.currentTransactionStartOffset, 0n)

    await admin.abortTransaction({
      topic,
      partition: 0,
      producerId: open.producerId,
      producerEpoch: open.producerEpoch,
      coordinatorEpoch: open.coordinatorEpoch ?? 0,
    })

    const [after] = await admin.describeProducers([{ topic, partition: 0 }])
    equal(after?.producers[0]?.currentTransactionStartOffset, undefined)
    await producer.close().catch(() => undefined)
  })
})
