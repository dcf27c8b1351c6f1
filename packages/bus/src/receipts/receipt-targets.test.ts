import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { ManualClock } from '@barnabus/base'
import { Admin } from '@barnabus/client'
import { TestCluster } from '@barnabus/testkit'

import { ReceiptTargets } from './receipt-targets.ts'

test('a topic that comes and goes is noticed, and not asked for with each message', async () => {
  await using cluster = await TestCluster.start()
  await using admin = new Admin(cluster.settings)
  const clock = new ManualClock()
  const targets = new ReceiptTargets(admin, clock)
  const name = cluster.name('bus.receipts.app')
  const { signal } = new AbortController()
  const look = async (): Promise<boolean> => {
    await targets.find(name, signal)
    return targets.has(name)
  }

  const before = await look()
  await admin.createTopics([{ topic: name, partitions: 1 }])
  const tooSoon = await look()
  clock.advance(5000)
  const made = await look()
  await cluster.deleteTopic(name)
  const stillBelieved = await look()
  clock.advance(30_000)
  const gone = await look()

  deepEqual(
    { before, tooSoon, made, stillBelieved, gone },
    { before: false, tooSoon: false, made: true, stillBelieved: true, gone: false },
  )
})

test('whoever writes to a topic that is gone forgets it at once', async () => {
  await using cluster = await TestCluster.start()
  await using admin = new Admin(cluster.settings)
  const targets = new ReceiptTargets(admin, new ManualClock())
  const name = cluster.name('bus.receipts.app')
  await admin.createTopics([{ topic: name, partitions: 1 }])
  await targets.find(name, new AbortController().signal)
  const before = targets.has(name)
  targets.forget(name)

  deepEqual([before, targets.has(name)], [true, false])
  equal(targets.has('bus.receipts.other'), false)
})
