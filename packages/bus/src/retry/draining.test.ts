import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { systemClock } from '@barnabus/base'
import { Admin, Consumer, Producer } from '@barnabus/client'
import { TestCluster, until } from '@barnabus/testkit'

import { Draining } from './draining.ts'
import { firstOfEach, handleWhileItGrows, keys } from './grown-topic.fixture.ts'
import { prepareTopics } from './own-topics.ts'
import { retryPlan } from './retry-plan.ts'

test('R15: a key that moves to a new partition waits for its messages in the old one', async () => {
  await using cluster = await TestCluster.start()
  await using admin = new Admin(cluster.settings)

  const { seen, firstTier } = await handleWhileItGrows(cluster)

  deepEqual(
    firstOfEach(seen),
    keys.map((key) => `${key} 0`),
  )
  const [grown] = await admin.describeTopics([firstTier])
  equal(grown!.partitions.length, 4)
})

for (const [what, happens] of [
  ['a cluster that could not say what waits is asked again', 'failure'],
  ['a bus that closes while it asks what waits leaves nothing behind', 'close'],
] as const) {
  test(`R15: ${what}`, async () => {
    await using cluster = await TestCluster.start()
    const closing = new AbortController()
    const { signal } = closing
    let isDisturbed = false
    // Settled is what waits, and what waits now is asked next.
    class DisturbedAdmin extends Admin {
      override async describeTopics(
        ...[topics, options]: Parameters<Admin['describeTopics']>
      ): ReturnType<Admin['describeTopics']> {
        const isNow = isDisturbed
        isDisturbed = false
        if (isNow && happens === 'close') closing.abort()
        return await super.describeTopics(isNow ? [cluster.name('missing')] : topics, options)
      }
    }
    await using admin = new DisturbedAdmin(cluster.settings)
    await using producer = new Producer(cluster.settings)
    const [source, group] = [await cluster.makeTopic('work', 2), cluster.name('g')]
    await using consumer = new Consumer({ ...cluster.settings, 'group.id': group })
    const plan = retryPlan(source, { group, retry: { delays: ['1s'] } })
    const reader = { admin, settings: cluster.settings, options: {}, signal }
    const draining = new Draining(plan, consumer, reader, systemClock)
    await prepareTopics(admin, plan, signal)
    const tier = { topic: plan.tiers[0]!.topic, partition: 0 }
    await producer.send({ ...tier, value: 'waits' })
    await admin.alterGroupOffsets(group, [{ topic: source, partition: 0, offset: 0n }])

    await draining.begin([{ topic: source, partition: 1 }])
    equal(draining.has(1), true)
    isDisturbed = true
    await admin.alterGroupOffsets(group, [{ ...tier, offset: 1n }])
    await until(() => (happens === 'close' ? signal.aborted : !draining.has(1)))

    equal(isDisturbed, false)
  })
}
