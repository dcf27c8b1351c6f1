import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'

import { OperatingError } from '@barnabus/base'
import { eventually, TestCluster, until } from '@barnabus/testkit'

import { connect } from '../bus.ts'
import type { Steps } from '../steps.ts'
import { topic } from '../topics/topic.ts'

test('R34: a bus that closes settles what it has begun, and takes nothing new', async () => {
  await using cluster = await TestCluster.start()
  const work = topic<number>(await cluster.makeTopic('work'))
  const group = cluster.name('g')
  const begun = Promise.withResolvers<void>()
  const mayEnd = Promise.withResolvers<void>()
  const seen: number[] = []
  await using publisher = await connect(cluster.settings)
  for (let value = 0; value < 5; value += 1) await publisher.publish(work, { key: 'k', value })
  const bus = await connect(cluster.settings)
  await bus.handle(work, { group, consumer: { 'max.poll.records': 2 } }, async ({ value }) => {
    begun.resolve()
    await mayEnd.promise
    seen.push(value)
  })
  await begun.promise
  const closed = bus.close()
  mayEnd.resolve()
  await closed
  const before = [...seen]
  await using next = await connect(cluster.settings)
  await next.handle(work, { group }, ({ value }) => void seen.push(value))
  await until(() => seen.length === 5)

  deepEqual(before, [0, 1])
  deepEqual(seen, [0, 1, 2, 3, 4])
})

test('R7, R35, D5.1: a member that was given up while it slept settles nothing any more', async () => {
  await using cluster = await TestCluster.start()
  const work = topic<string>(await cluster.makeTopic('work'))
  const results = topic<string>(await cluster.makeTopic('results'))
  const group = cluster.name('g')
  const sleeps = Promise.withResolvers<void>()
  const isAsleep = Promise.withResolvers<void>()
  const steps: Steps = {
    async reached(step) {
      if (step !== 'transaction-sent') return
      isAsleep.resolve()
      await sleeps.promise
    },
  }
  const handle = async (bus: Awaited<ReturnType<typeof connect>>): Promise<unknown> =>
    await bus.handle(
      work,
      { group, delivery: 'exactly-once', consumer: impatient },
      (message, context) => context.publish(results, { key: message.key, value: message.value }),
    )
  await using zombie = await connect(cluster.settings, { steps })
  await handle(zombie)
  await zombie.publish(work, { key: 'k', value: 'once' })
  await isAsleep.promise
  await using heir = await connect(cluster.settings)
  await handle(heir)
  await eventually(async () => {
    const records = await cluster.read(results.name)
    if (records.length < 2) throw new OperatingError('TEST_NOT_YET', 'the heir has not handled it')
  }, 60_000)
  sleeps.resolve()
  const { values } = await cluster.readCommitted(results.name)

  deepEqual(values, ['"once"'])
  equal((await cluster.read(results.name)).length >= 2, true)
  ok(values.length === 1)
})

// It sleeps longer than it may be without a poll, so its group gives it up.
const impatient = { 'max.poll.interval.ms': 7000, 'session.timeout.ms': 6000 } as const
