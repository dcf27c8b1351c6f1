import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { ApiKey, ErrorCode } from '@barnabus/protocol'
import { writeValues } from '@barnabus/testkit'

import type { TopicPartition } from '../../topic-partition.ts'
import { Consumer } from '../consumer.ts'
import { RequestTap } from '../fetching/request-tap.fixture.ts'
import { groupProtocols, next, nextOf, GroupCluster } from './group-cluster.fixture.ts'

for (const protocol of groupProtocols) {
  describe(`a consumer that is given partitions, and gives them up, in the ${protocol} protocol`, () => {
    let given: GroupCluster
    before(async () => (given = await GroupCluster.start(protocol)))
    after(async () => given[Symbol.asyncDispose]())

    test('a partition goes to another at the next pull, once the hook has committed', async () => {
      const topic = await given.kafka.makeTopic('handover', 2)
      const values = Array.from({ length: 20 }, (_, index) => String(index))
      for (const partition of [0, 1]) await writeValues(given.kafka, { topic, partition }, values)
      const group = given.kafka.name('group')
      await using first = new Consumer(given.settingsOf(group))
      const events: string[] = []
      let isHolding = false
      let handedOver: readonly TopicPartition[] = []
      await first.subscribe([topic], {
        onAssigned: (partitions) => void events.push(`assigned ${partitions.length}`),
        onRevoked: async (partitions) => {
          ok(!isHolding, 'the application is done with what it was given')
          await first.commit()
          handedOver = partitions
          events.push(`revoked ${partitions.length}`)
        },
      })
      const read = new Set<string>()
      const pull = async (consumer: Consumer): Promise<void> => {
        isHolding = false
        for (const record of await consumer.poll({ timeoutMs: 50 })) {
          const name = `${record.partition} ${record.offset}`
          ok(!read.has(name), `${name} comes twice`)
          read.add(name)
        }
        isHolding = true
      }
      while (read.size < 4) await pull(first)
      equal(events[0], 'assigned 2')

      await using second = new Consumer(given.settingsOf(group))
      await second.subscribe([topic])
      const controller = new AbortController()
      const ofSecond = (async () => {
        for await (const { partition, offset } of second.records({ signal: controller.signal })) {
          const name = `${partition} ${offset}`
          ok(!read.has(name), `${name} comes twice`)
          read.add(name)
          if (read.size === 40) break
        }
      })()
      while (handedOver.length === 0) {
        if (read.size > 10) first.pause() // Or nothing would be left to hand over.
        await pull(first)
      }
      first.resume()
      while (read.size < 40) await pull(first)
      controller.abort()
      await ofSecond.catch(() => undefined)

      ok(handedOver.length > 0)
      ok(second.assignment.length === 1 && first.assignment.length === 1)
    })

    test(
      'what is held is finished first, and committed, before it is given up',
      {
        skip: protocol === 'consumer',
      },
      async () => {
        const topic = await given.topicWith('a', 'b', 'c')
        const group = given.kafka.name('group')
        const tap = new RequestTap()
        const rebalancing = Promise.withResolvers<void>()
        tap.change(ApiKey.Heartbeat, ({ errorCode }) => {
          if (errorCode === ErrorCode.rebalanceInProgress) rebalancing.resolve()
          return undefined
        })
        const settings = { 'enable.auto.commit': true, 'heartbeat.interval.ms': 50 }
        await using first = new Consumer(given.settingsOf(group, settings), { env: tap.env })
        const revoked: unknown[] = []
        await first.subscribe([topic], { onRevoked: (partitions) => void revoked.push(partitions) })
        equal(await next(first), 'a')
        equal(await next(first), 'b')

        await using second = new Consumer(given.settingsOf(group))
        await second.subscribe([topic])
        await rebalancing.promise
        await first.committed([{ topic, partition: 0 }]) // Time enough to give it up.
        deepEqual(revoked, [])

        await first.poll({ timeoutMs: 100 })
        equal(revoked.length, 1)
        equal(await given.committedOf(group, topic), 2n)
      },
    )

    test('who was sent away loses its partitions, and gets them again', async () => {
      const topic = await given.topicWith('a', 'b')
      const events: string[] = []
      await using consumer = new Consumer(given.settingsOf(given.kafka.name('group')))
      await consumer.subscribe([topic], {
        onAssigned: () => void events.push('assigned'),
        onRevoked: () => void events.push('revoked'),
        onLost: () => void events.push('lost'),
      })
      equal(await next(consumer), 'a')
      await given.expel(consumer)
      await consumer.commit().catch(() => undefined) // So it notices at once.
      while (!events.includes('lost')) await consumer.poll({ timeoutMs: 20 })

      while (events.at(-1) !== 'assigned') await consumer.poll({ timeoutMs: 20 })
      deepEqual(events, ['assigned', 'lost', 'assigned'])
    })

    test('who was sent away loses them even while it cannot learn which topics there are', async () => {
      const topic = await given.topicWith('a', 'b')
      const tap = new RequestTap()
      const lost = Promise.withResolvers<void>()
      const settings = given.settingsOf(given.kafka.name('group'))
      await using consumer = new Consumer(settings, { env: tap.env })
      await consumer.subscribe(new RegExp(`^${topic}$`), { onLost: () => lost.resolve() })
      equal(await next(consumer), 'a')
      tap.change(ApiKey.Metadata, () => 'silence')

      await given.expel(consumer)
      await consumer.commit().catch(() => undefined) // So it notices at once.

      await lost.promise
      deepEqual(consumer.assignment, [])
    })

    test('a transaction does not commit what was read before its partition went to another', async () => {
      const topic = await given.kafka.makeTopic('handover', 2)
      for (const partition of [0, 1]) await writeValues(given.kafka, { topic, partition }, ['a'])
      const group = given.kafka.name('group')
      await using producer = given.transactionalProducer()
      await using first = new Consumer(given.settingsOf(group))
      await first.subscribe([topic])
      await using transaction = await producer.beginTransaction()
      const [one, other] = [await nextOf(first), await nextOf(first)]
      const offsets = [one, other].map(({ partition, offset }) => ({
        ...{ topic, partition, offset: offset + 1n },
      }))

      await using second = new Consumer(given.settingsOf(group))
      await second.subscribe([topic])
      first.pause()
      while (first.assignment.length > 1 || second.assignment.length === 0) {
        await first.poll({ timeoutMs: 20 })
        await second.poll({ timeoutMs: 20 })
      }

      const gone = { name: 'TransactionAbortableError', code: 'CLIENT_PARTITION_GONE' }
      await rejects(transaction.sendOffsets(offsets, first.groupMetadata), gone)
      await rejects(transaction.commit(), gone)
      await transaction.abort()
      equal(await given.committedOf(group, topic), undefined)

      first.resume()
      first.seekToBeginning()
      await using next = await producer.beginTransaction()
      const { partition, offset } = await nextOf(first)
      const read = [{ topic, partition, offset: offset + 1n }]
      await next.sendOffsets(read, first.groupMetadata)
      await next.commit()
      equal((await first.committed(read))[0]?.offset, 1n)
    })

    test('nor what was read before its partition went away and came back', async () => {
      const topic = await given.topicWith('a', 'b', 'c')
      const group = given.kafka.name('group')
      const at = { topic, partition: 0 }
      let assignments = 0
      await using producer = given.transactionalProducer()
      await using consumer = new Consumer(given.settingsOf(group))
      await consumer.subscribe([topic], {
        onAssigned() {
          assignments += 1
          if (assignments === 2) consumer.pause()
        },
      })
      equal(await next(consumer), 'a')
      equal(await next(consumer), 'b')
      await given.expel(consumer)
      await consumer.commit().catch(() => undefined) // So it notices at once.
      while (assignments < 2) await consumer.poll({ timeoutMs: 20 })

      await using stale = await producer.beginTransaction()
      await rejects(stale.sendOffsets([{ ...at, offset: 2n }], consumer.groupMetadata), {
        code: 'CLIENT_PARTITION_GONE',
      })
      await stale.abort()

      consumer.resume()
      equal(await next(consumer), 'a')
      await using fresh = await producer.beginTransaction()
      await fresh.sendOffsets([{ ...at, offset: 1n }], consumer.groupMetadata)
      await fresh.commit()
      equal(await given.committedOf(group, topic), 1n)
    })

    test('an application that holds a record for too long loses its place until it pulls', async () => {
      const topic = await given.topicWith('a', 'b')
      const lost = Promise.withResolvers<void>()
      await using consumer = new Consumer(
        given.settingsOf(given.kafka.name('group'), { 'max.poll.interval.ms': 700 }),
      )
      await consumer.subscribe([topic], {
        onLost: () => lost.resolve(),
        onRevoked: () => lost.resolve(),
      })
      equal(await next(consumer), 'a')

      await lost.promise

      equal(await next(consumer), 'a') // Nothing was committed, so it begins again.
    })

    test('a hook that throws is told of at the next pull', async () => {
      const topic = await given.topicWith('a')
      await using consumer = new Consumer(given.settingsOf(given.kafka.name('group')))
      await consumer.subscribe([topic], {
        onAssigned: () => {
          throw new Error('no room')
        },
      })

      await rejects(next(consumer), { code: 'CLIENT_HOOK_FAILED', message: /no room/ })
      equal(await next(consumer), 'a')
    })

    test('a hook may seek before anything is read', async () => {
      const topic = await given.topicWith('a', 'b')
      await using consumer = new Consumer(given.settingsOf(given.kafka.name('group')))
      await consumer.subscribe([topic], {
        onAssigned: async ([partition]) => {
          await consumer.position(partition!) // It could be read by now.
          await consumer.endOffsets([partition!])
          consumer.seek(partition!, 1n)
        },
      })

      equal(await next(consumer), 'b')
    })

    test('a hook may seek late where nothing is committed and nothing else was said', async () => {
      const topic = await given.topicWith('a', 'b')
      const settings = given.settingsOf(given.kafka.name('group'), { 'auto.offset.reset': 'none' })
      await using consumer = new Consumer(settings)
      await consumer.subscribe([topic], {
        async onAssigned([partition]) {
          // So it is known now that there is no position, and whoever polls is told to look again.
          await rejects(consumer.position(partition!), { code: 'CLIENT_NO_OFFSET' })
          await consumer.partitionsFor(topic)
          consumer.seek(partition!, 1n)
        },
      })

      equal(await next(consumer), 'b')
    })
  })
}
