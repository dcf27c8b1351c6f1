import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { ApiKey } from '@barnabus/protocol'
import { TestCluster } from '@barnabus/testkit'

import { systemClientEnv } from '../../client-env.ts'
import { Cluster } from '../../cluster/cluster.ts'
import { clusterConfig } from '../../cluster/cluster-config.ts'
import { commonProperties } from '../../config/common-properties.ts'
import { readSettings } from '../../config/read-settings.ts'
import { noSecurity } from '../../connection/security.ts'
import {
  ProducerFatalError,
  ProducerFencedError,
  TransactionAbortableError,
} from '../../errors/transaction-errors.ts'
import { Producer } from '../producer.ts'
import type { ProducerSettings } from '../producer-settings.ts'

for (const transactionVersionMax of [1, 2]) {
  describe(`transactions in protocol ${transactionVersionMax}`, () => {
    let kafka: TestCluster
    before(async () => (kafka = await TestCluster.start()))
    after(async () => kafka[Symbol.asyncDispose]())

    const producerFor = (transactionalId: string, settings: ProducerSettings = {}): Producer =>
      new Producer(
        { ...kafka.settings, 'transactional.id': transactionalId, 'linger.ms': 0, ...settings },
        { transactionVersionMax },
      )

    test('what is committed is seen, and what is aborted is not', async () => {
      const topic = await kafka.makeTopic('seen', 2)
      await using producer = producerFor(kafka.name('id'))

      for (const [value, end] of [
        ['a', 'commit'],
        ['b', 'abort'],
        ['c', 'commit'],
        ['d', 'dispose'],
        ['e', 'commit'],
      ] as const) {
        await using transaction = await producer.beginTransaction()
        const sends = [0, 1].map((partition) => transaction.send({ topic, partition, value }))
        if (end === 'commit') await transaction.commit()
        else await Promise.all(sends)
        if (end === 'abort') await transaction.abort()
        await Promise.all(sends)
      }

      for (const partition of [0, 1]) {
        deepEqual((await kafka.readCommitted(topic, partition)).values, ['a', 'c', 'e'])
        equal((await kafka.read(topic, partition)).length, 5)
      }
    })

    test('an empty transaction is nothing, and the next one goes on', async () => {
      const topic = await kafka.makeTopic('empty')
      await using producer = producerFor(kafka.name('id'))

      await (await producer.beginTransaction()).commit()
      await (await producer.beginTransaction()).abort()
      const transaction = await producer.beginTransaction()
      await transaction.sendAll([{ topic, value: 'a' }])
      await transaction.commit()

      deepEqual((await kafka.readCommitted(topic)).values, ['a'])
    })

    test('what has ended takes nothing, and nothing is sent without a transaction', async () => {
      const topic = await kafka.makeTopic('ended')
      await using producer = producerFor(kafka.name('id'))
      const transaction = await producer.beginTransaction()
      await rejects(producer.beginTransaction(), { errorName: 'INVALID_TXN_STATE' })
      await transaction.commit()

      await rejects(transaction.send({ topic, value: 'x' }), { errorName: 'INVALID_TXN_STATE' })
      await rejects(transaction.commit(), { errorName: 'INVALID_TXN_STATE' })
      await rejects(producer.send({ topic, value: 'x' }), { errorName: 'INVALID_TXN_STATE' })
      await using plain = new Producer(kafka.settings)
      await rejects(plain.beginTransaction(), { code: 'CLIENT_SETTINGS_CONTRADICT' })
    })

    test('offsets are committed with the records, or not at all', async () => {
      const topic = await kafka.makeTopic('offsets')
      const group = { groupId: kafka.name('group') }
      await using producer = producerFor(kafka.name('id'))

      const aborted = await producer.beginTransaction()
      await aborted.sendOffsets([{ topic, partition: 0, offset: 5n }], group)
      await aborted.abort()
      equal(await committedOffset(kafka, group.groupId, topic), -1n)

      const committed = await producer.beginTransaction()
      await committed.send({ topic, value: 'a' })
      const offset = { topic, partition: 0, offset: 7n, leaderEpoch: 0, metadata: 'note' }
      await committed.sendOffsets([offset], group)
      await committed.commit()
      equal(await committedOffset(kafka, group.groupId, topic), 7n)
    })

    test('a member that the group does not know cannot commit, and the producer goes on', async () => {
      const topic = await kafka.makeTopic('stranger')
      const groupId = kafka.name('group')
      await using producer = producerFor(kafka.name('id'))
      const transaction = await producer.beginTransaction()
      await transaction.send({ topic, value: 'a' })

      const stranger = { groupId, memberId: 'stranger', generationId: 3 }
      const failure = transaction.sendOffsets([{ topic, partition: 0, offset: 1n }], stranger)
      await rejects(failure, TransactionAbortableError)
      await rejects(transaction.commit(), TransactionAbortableError)
      await rejects(transaction.send({ topic, value: 'b' }), TransactionAbortableError)
      await transaction.abort()

      await using next = await producer.beginTransaction()
      await next.send({ topic, value: 'c' })
      await next.commit()
      deepEqual((await kafka.readCommitted(topic)).values, ['c'])
    })

    test('a record that is too large spoils the transaction, not the producer', async () => {
      const topic = await kafka.makeTopic('large')
      await using producer = producerFor(kafka.name('id'), { 'max.request.size': 1000 })
      const transaction = await producer.beginTransaction()
      void transaction.send({ topic, value: 'a' })

      await rejects(transaction.send({ topic, value: 'x'.repeat(2000) }), {
        errorName: 'MESSAGE_TOO_LARGE',
      })
      await rejects(transaction.commit(), TransactionAbortableError)
      await transaction.abort()

      const next = await producer.beginTransaction()
      await next.send({ topic, value: 'b' })
      await next.commit()
      deepEqual((await kafka.readCommitted(topic)).values, ['b'])
    })

    test('a batch that the broker refuses spoils the transaction, not the producer', async () => {
      const topic = await kafka.makeTopic('refused', 1, { 'max.message.bytes': '1000' })
      await using producer = producerFor(kafka.name('id'))
      const transaction = await producer.beginTransaction()
      await transaction.send({ topic, value: 'a' })

      await rejects(transaction.send({ topic, value: 'x'.repeat(2000) }), {
        errorName: 'MESSAGE_TOO_LARGE',
      })
      await rejects(transaction.commit(), TransactionAbortableError)
      await transaction.abort()

      for (const value of ['b', 'c']) {
        const next = await producer.beginTransaction()
        await next.send({ topic, value })
        await next.commit()
      }
      deepEqual((await kafka.readCommitted(topic)).values, ['b', 'c'])
    })

    test('whoever takes over the transactional id fences off its predecessor', async () => {
      const topic = await kafka.makeTopic('fence')
      const transactionalId = kafka.name('id')
      await using first = producerFor(transactionalId)
      const transaction = await first.beginTransaction()
      await transaction.send({ topic, value: 'first' })

      await using second = producerFor(transactionalId)
      await second.initTransactions()
      await rejects(transaction.commit(), ProducerFencedError)
      await rejects(first.beginTransaction(), ProducerFencedError)
      await rejects(transaction.send({ topic, value: 'late' }), ProducerFatalError)
      await transaction[Symbol.asyncDispose]()

      const next = await second.beginTransaction()
      await next.send({ topic, value: 'second' })
      await next.commit()
      deepEqual((await kafka.readCommitted(topic)).values, ['second'])
    })

    test('a fenced producer hears of it from the leader, too', async () => {
      const topic = await kafka.makeTopic('fence')
      const transactionalId = kafka.name('id')
      await using first = producerFor(transactionalId)
      const transaction = await first.beginTransaction()
      await transaction.send({ topic, value: 'first' })
      await using second = producerFor(transactionalId)
      await second.initTransactions()

      await rejects(transaction.send({ topic, value: 'late' }))
      await rejects(transaction.abort(), ProducerFencedError)
    })

    test('what was sent before its topic was known is part of the commit', async () => {
      const topic = await kafka.makeTopic('soon', 3)
      await using producer = producerFor(kafka.name('id'), { 'linger.ms': 60_000 })
      const transaction = await producer.beginTransaction()
      const sends = Array.from({ length: 30 }, (_, index) =>
        transaction.send({ topic, partition: index % 3, value: String(index) }),
      )

      await transaction.commit()

      ok((await Promise.all(sends)).every(({ offset }) => offset >= 0n))
      const seen = await Promise.all([0, 1, 2].map((number) => kafka.readCommitted(topic, number)))
      equal(seen.flatMap(({ values }) => values).length, 30)
    })

    test('closing a producer aborts what is open', async () => {
      const topic = await kafka.makeTopic('close')
      const producer = producerFor(kafka.name('id'))
      const transaction = await producer.beginTransaction()
      await transaction.send({ topic, value: 'a' })
      await producer.close()

      // It waits until none is open there any more.
      deepEqual((await kafka.readCommitted(topic)).values, [])
    })

    test('many small transactions follow each other', async () => {
      const topic = await kafka.makeTopic('many', 2)
      await using producer = producerFor(kafka.name('id'))
      for (let index = 0; index < 30; index += 1) {
        const transaction = await producer.beginTransaction()
        void transaction.send({ topic, partition: index % 2, value: String(index) })
        await (index % 3 === 0 ? transaction.abort() : transaction.commit())
      }
      const seen = await Promise.all([0, 1].map((number) => kafka.readCommitted(topic, number)))
      equal(seen.flatMap(({ values }) => values).length, 20)
    })
  })
}

async function committedOffset(
  kafka: TestCluster,
  groupId: string,
  topic: string,
): Promise<bigint | undefined> {
  const values = readSettings(commonProperties, kafka.settings)
  const config = clusterConfig(values, noSecurity, { allowAutoTopicCreation: false })
  const cluster = new Cluster(config, systemClientEnv)
  try {
    return await cluster.ask({
      action: 'fetch offsets',
      to: { coordinator: 'group', key: groupId },
      api: ApiKey.OffsetFetch,
      maxVersion: 7,
      request: () => ({
        groupId,
        requireStable: true,
        topics: [{ name: topic, partitionIndexes: [0] }],
      }),
      read: ({ topics }) => topics[0]?.partitions[0]?.committedOffset,
    })
  } finally {
    cluster.close('reader')
  }
}
