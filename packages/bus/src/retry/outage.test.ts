import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'

import { TestCluster, until } from '@barnabus/testkit'

import { connect } from '../bus.ts'
import { topic } from '../topics/topic.ts'

const count = 60

test('R33: while everything fails one message is tried, and no attempts are used up', async () => {
  await using cluster = await TestCluster.start()
  const name = await cluster.makeTopic('work', 2)
  const group = cluster.name('g')
  const work = topic<number>(name)
  await using bus = await connect(cluster.settings)
  let isDown = true
  let failures = 0
  const attempts = new Map<number, number>()
  const handling = await bus.handle(work, { group }, ({ value, attempt }) => {
    if (isDown) {
      failures += 1
      throw new Error('the database is down')
    }
    attempts.set(value, attempt)
  })
  for (let value = 0; value < count; value += 1) {
    await bus.publish(work, { key: `k${value % 7}`, value })
  }
  await until(() => handling.isOutage)
  const noticedAfter = failures
  await until(() => failures >= noticedAfter + 2)
  isDown = false
  const dead = await deadLetters()
  await until(() => attempts.size + dead.length >= count)

  ok(dead.length <= 2 * 20, 'only what failed before it was noticed is a dead letter')
  ok(attempts.size >= count - 2 * 20)
  deepEqual([...new Set(attempts.values())], [1])
  equal(handling.isOutage, false)

  async function deadLetters(): Promise<readonly string[]> {
    const both = [0, 1].map((partition) =>
      cluster.readCommitted(`${name}.${group}.dead`, partition),
    )
    return (await Promise.all(both)).flatMap(({ values }) => values)
  }
})

test('one message that always fails among others that do not is no outage', async () => {
  await using cluster = await TestCluster.start()
  const work = topic<number>(await cluster.makeTopic('work'))
  await using bus = await connect(cluster.settings)
  let handled = 0
  const handling = await bus.handle(work, { group: cluster.name('g') }, ({ value }) => {
    if (value % 2 === 0) throw new Error('this one')
    handled += 1
  })
  for (let value = 0; value < count; value += 1) await bus.publish(work, { key: 'k', value })
  await until(() => handled === count / 2)

  equal(handling.isOutage, false)
})
