import { deepEqual, equal, rejects } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { ApiKey } from '@barnabus/protocol'
import { TestCluster, writeValues } from '@barnabus/testkit'

import { Consumer } from '../consumer.ts'
import { RequestTap } from '../fetching/request-tap.fixture.ts'
import { groupProtocols, next, GroupCluster } from './group-cluster.fixture.ts'

for (const protocol of groupProtocols) {
  describe(`a consumer of a group, in the ${protocol} protocol`, () => {
    let given: GroupCluster
    before(async () => (given = await GroupCluster.start(protocol)))
    after(async () => given[Symbol.asyncDispose]())

    test('goes on at what was committed', async () => {
      const topic = await given.topicWith('a', 'b', 'c')
      const group = given.kafka.name('group')
      {
        await using consumer = new Consumer(given.settingsOf(group))
        await consumer.subscribe([topic])
        for await (const record of consumer) {
          if (record.offset !== 1n) continue
          await consumer.commit(record)
          break
        }
      }
      await using successor = new Consumer(given.settingsOf(group))
      await successor.subscribe([topic])

      equal(await next(successor), 'c')
      await successor.commit()
      equal(await given.committedOf(group, topic), 3n)
      await successor.commit([{ topic, partition: 0, offset: 1n, metadata: 'note' }])
      const [committed] = await successor.committed([{ topic, partition: 0 }])
      equal(committed?.offset, 1n)
      equal(committed.metadata, 'note')
    })

    test('what is finished is committed now and then, and what is not comes again', async () => {
      const topic = await given.topicWith('a', 'b', 'c')
      const group = given.kafka.name('group')
      const automatic = { 'enable.auto.commit': true, 'auto.commit.interval.ms': 0 }
      {
        await using consumer = new Consumer(given.settingsOf(group, automatic))
        await consumer.subscribe([topic])
        equal(await next(consumer), 'a')
        equal(await next(consumer), 'b')
        await given.untilCommitted(group, topic, 1n)
      }
      equal(await given.committedOf(group, topic), 1n)

      await using successor = new Consumer(given.settingsOf(group))
      await successor.subscribe([topic])
      equal(await next(successor), 'b')
    })

    test('in a loop, too, the record at hand is not finished', async () => {
      const topic = await given.topicWith('a', 'b', 'c')
      const group = given.kafka.name('group')
      {
        const automatic = { 'enable.auto.commit': true, 'max.poll.records': 500 }
        await using consumer = new Consumer(given.settingsOf(group, automatic))
        await consumer.subscribe([topic])
        for await (const { offset } of consumer) if (offset === 1n) break
      }

      equal(await given.committedOf(group, topic), 1n)
    })

    test('an interval that is not over commits nothing, but closing does', async () => {
      const topic = await given.topicWith('a', 'b', 'c')
      const group = given.kafka.name('group')
      const consumer = new Consumer(given.settingsOf(group, { 'enable.auto.commit': true }))
      await consumer.subscribe([topic])
      equal(await next(consumer), 'a')
      equal(await next(consumer), 'b')
      equal(await given.committedOf(group, topic), undefined)

      await consumer.close()
      equal(await given.committedOf(group, topic), 1n)
    })

    test('without automatic commits, closing commits nothing', async () => {
      const topic = await given.topicWith('a', 'b')
      const group = given.kafka.name('group')
      const consumer = new Consumer(given.settingsOf(group))
      await consumer.subscribe([topic])
      equal(await next(consumer), 'a')
      equal(await next(consumer), 'b')
      await consumer.close()

      equal(await given.committedOf(group, topic), undefined)
    })

    test('who is no member any more commits nothing', async () => {
      const topic = await given.topicWith('a')
      const group = given.kafka.name('group')
      await using consumer = new Consumer(given.settingsOf(group))
      await consumer.subscribe([topic])
      equal(await next(consumer), 'a')

      await given.expel(consumer)

      await rejects(consumer.commit(), { errorName: 'UNKNOWN_MEMBER_ID' })
      equal(await given.committedOf(group, topic), undefined)
    })

    test('a pattern finds topics, those to come as well', async () => {
      const prefix = given.kafka.name('pattern')
      const topic = await given.kafka.makeTopic(prefix)
      await writeValues(given.kafka, { topic, partition: 0 }, ['a'])
      await using consumer = new Consumer(
        given.settingsOf(given.kafka.name('group'), { 'metadata.max.age.ms': 100 }),
      )
      await consumer.subscribe(new RegExp(`^${prefix}`))
      equal(await next(consumer), 'a')
      await consumer.commit() // As everything may be shared out anew.

      const later = await given.kafka.makeTopic(prefix)
      await writeValues(given.kafka, { topic: later, partition: 0 }, ['b'])
      equal(await next(consumer), 'b')
    })

    test('a subscription can be given up, and partitions assigned instead', async () => {
      const topic = await given.topicWith('a')
      await using consumer = new Consumer(given.settingsOf(given.kafka.name('group')))
      await consumer.subscribe([topic])
      equal(await next(consumer), 'a')
      const assign = async (): Promise<void> => consumer.assign([{ topic, partition: 0 }])
      await rejects(assign(), { code: 'CLIENT_SUBSCRIBED_OTHERWISE' })

      await consumer.unsubscribe()

      deepEqual(consumer.assignment, [])
      equal(consumer.groupMetadata.memberId, '')
      await assign()
      equal(await next(consumer), 'a')
      await rejects(consumer.subscribe([topic]), { code: 'CLIENT_SUBSCRIBED_OTHERWISE' })
    })

    test('a rebalance can be asked for', { skip: protocol === 'consumer' }, async () => {
      const topic = await given.topicWith('a')
      const tap = new RequestTap()
      await using consumer = new Consumer(given.settingsOf(given.kafka.name('group')), {
        env: tap.env,
      })
      await consumer.subscribe([topic])
      equal(await next(consumer), 'a')
      const { generationId } = consumer.groupMetadata

      consumer.enforceRebalance('for a change')
      while (consumer.groupMetadata.generationId <= generationId) {
        await consumer.poll({ timeoutMs: 20 })
      }
      equal(tap.requests(ApiKey.JoinGroup).at(-1)?.reason, 'for a change')
    })
  })
}

test('a consumer without a group neither subscribes nor commits', async () => {
  await using kafka = await TestCluster.start()
  await using consumer = new Consumer(kafka.settings)

  await rejects(consumer.subscribe(['orders']), { errorName: 'INVALID_GROUP_ID' })
  await rejects(consumer.commit(), { errorName: 'INVALID_GROUP_ID' })
  await rejects(consumer.poll(), { code: 'CLIENT_NOTHING_TO_READ' })
})
