import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { TestCluster } from '@barnabus/testkit'
import { z } from 'zod'

import { connect } from './bus.ts'
import { deliveries } from './handle/handle-options.ts'
import { Reject } from './handle/reject.ts'
import { topic } from './topics/topic.ts'

const impatient = {
  consumer: { 'session.timeout.ms': 6000, 'heartbeat.interval.ms': 200 },
} as const

for (const delivery of deliveries) {
  test(`what a handler publishes comes with what it has handled: ${delivery}`, async () => {
    await using cluster = await TestCluster.start()
    const orders = topic(await cluster.makeTopic('orders', 2), {
      value: z.object({ n: z.number() }),
    })
    const results = topic<string>(await cluster.makeTopic('results'))
    await using bus = await connect(cluster.settings)
    for (let n = 0; n < 20; n += 1) await bus.publish(orders, { key: `k${n % 5}`, value: { n } })

    const seen: string[] = []
    const all = Promise.withResolvers<void>()
    await bus.handle(
      orders,
      { group: cluster.name('g'), delivery, ...impatient },
      async (message, context) => {
        await context.publish(results, { value: `${message.key} ${message.value.n}` })
      },
    )
    await bus.handle(results, { group: cluster.name('h'), ...impatient }, ({ value }) => {
      seen.push(value)
      if (seen.length === 20) all.resolve()
    })
    await all.promise

    deepEqual(seen.toSorted(), Array.from({ length: 20 }, (_, n) => `k${n % 5} ${n}`).toSorted())
  })
}

test('while a message is retried, later ones of its key wait, and others do not', async () => {
  await using cluster = await TestCluster.start()
  const orders = topic<number>(await cluster.makeTopic('orders'))
  await using bus = await connect(cluster.settings)
  const seen: string[] = []
  const all = Promise.withResolvers<void>()
  await bus.handle(
    orders,
    { group: cluster.name('g'), retry: { delays: [200, 400] }, ...impatient },
    ({ key, value, attempt }) => {
      if (key === 'a' && value === 1 && attempt < 3) throw new Error('not yet')
      seen.push(`${key}${value}`)
      if (seen.length === 6) all.resolve()
    },
  )
  for (const value of [1, 2, 3]) {
    await bus.publish(orders, { key: 'a', value })
    await bus.publish(orders, { key: 'b', value })
  }
  await all.promise

  deepEqual(seen, ['b1', 'b2', 'b3', 'a1', 'a2', 'a3'])
})

test('what a failed attempt has published is never sent', async () => {
  await using cluster = await TestCluster.start()
  const orders = topic<number>(await cluster.makeTopic('orders'))
  const results = topic<number>(await cluster.makeTopic('results'))
  await using bus = await connect(cluster.settings)
  const retry = { delays: [10] }
  await bus.handle(
    orders,
    { group: cluster.name('g'), retry, ...impatient },
    async ({ value, attempt }, context) => {
      await context.publish(results, { value: attempt })
      if (value < 3 && attempt === 1) throw new Error('not at first')
    },
  )
  for (const value of [1, 2, 3]) await bus.publish(orders, { key: `k${value}`, value })
  await untilThere(cluster, results.name, 3)
  await bus.close()

  const { values } = await cluster.readCommitted(results.name)
  deepEqual(values.toSorted(), ['1', '2', '2'])
})

test('a message that is rejected is a dead letter at once, one that keeps failing at last', async () => {
  await using cluster = await TestCluster.start()
  const name = await cluster.makeTopic('orders')
  const orders = topic<string>(name)
  const group = cluster.name('g')
  await using bus = await connect(cluster.settings)
  let calls = 0
  await bus.handle(orders, { group, retry: { delays: [50] }, ...impatient }, ({ value }) => {
    calls += 1
    throw value === 'rejected' ? new Reject('over the limit') : new TypeError('broken')
  })
  await bus.publish(orders, { key: 'a', value: 'rejected' })
  await bus.publish(orders, { key: 'b', value: 'failing' })

  const { values } = await untilThere(cluster, `${name}.${group}.dead`, 2)

  equal(calls, 3)
  deepEqual(values.toSorted(), ['"failing"', '"rejected"'])
})

async function untilThere(cluster: TestCluster, name: string, count: number) {
  for (;;) {
    const view = await cluster.readCommitted(name)
    if (view.values.length >= count) return view
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
