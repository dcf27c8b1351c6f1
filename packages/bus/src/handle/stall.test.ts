import { deepEqual, equal, match } from 'node:assert/strict'
import { test } from 'node:test'

import { OperatingError } from '@barnabus/base'
import { Admin } from '@barnabus/client'
import { eventually, TestCluster, until } from '@barnabus/testkit'

import { connect } from '../bus.ts'
import { topic } from '../topics/topic.ts'

test('R3: where a dead letter cannot be written, its partition waits and says so, others go on', async () => {
  await using cluster = await TestCluster.start()
  await using admin = new Admin(cluster.settings)
  const name = await cluster.makeTopic('work', 2)
  const group = cluster.name('g')
  const work = topic<string>(name)
  const dead = `${name}.${group}.dead`
  await using bus = await connect(cluster.settings)
  const handled: string[] = []
  await admin.createTopics([{ topic: dead, partitions: 2, configs: { 'max.message.bytes': 300 } }])
  const handling = await bus.handle(work, { group }, ({ value }) => {
    if (value.startsWith('bad')) throw new Error('it is bad')
    handled.push(value)
  })
  const [one, other] = await keysOfTwoPartitions(cluster, name)

  await bus.publish(work, { key: one, value: `bad${'.'.repeat(400)}` })
  await bus.publish(work, { key: one, value: 'behind it' })
  await bus.publish(work, { key: other, value: 'elsewhere' })
  await until(() => handled.includes('elsewhere') && handling.stalls.length > 0)

  const [stall] = handling.stalls
  equal(handling.stalls.length, 1)
  match(stall!.reason, /too large|RECORD_TOO_LARGE|MESSAGE_TOO_LARGE/i)
  deepEqual((await cluster.readCommitted(dead, stall!.partition)).values, [])

  await admin.incrementalAlterConfigs([
    { type: 'TOPIC', name: dead, set: { 'max.message.bytes': 100_000 } },
  ])
  await until(() => handled.includes('behind it') && handling.stalls.length === 0)

  const { values } = await cluster.readCommitted(dead, stall!.partition)
  equal(values.length, 1)
})

test('R3: a dead-letter topic that is removed in the middle of the work loses no new letter', async () => {
  await using cluster = await TestCluster.start()
  await using admin = new Admin(cluster.settings)
  const name = await cluster.makeTopic('work')
  const group = cluster.name('g')
  const work = topic<number>(name)
  const dead = `${name}.${group}.dead`
  await using bus = await connect(cluster.settings)
  const handled: number[] = []
  await bus.handle(work, { group, producer: hasty }, ({ value }) => {
    if (value % 2 === 0) throw new Error('it is even')
    handled.push(value)
  })
  await bus.publish(work, { key: 'k', value: 0 })
  await eventually(async () => {
    const { values } = await cluster.readCommitted(dead)
    if (values.length === 0) throw new OperatingError('TEST_NOT_YET', 'it is no dead letter yet')
  })
  await cluster.deleteTopic(dead)
  for (const value of [1, 2, 3]) await bus.publish(work, { key: 'k', value })
  // Whoever may make topics makes it anew; otherwise an operator does.
  await eventually(async () => {
    await admin.createTopics([{ topic: dead, partitions: 1 }]).catch(() => undefined)
    const { values } = await cluster.readCommitted(dead)
    if (!values.includes('2')) throw new OperatingError('TEST_NOT_YET', 'it is no dead letter yet')
  }, 60_000)
  await until(() => handled.length === 2)

  deepEqual(handled, [1, 3])
})

// What cannot be written is known soon.
const hasty = { 'delivery.timeout.ms': 3000, 'request.timeout.ms': 1000, 'max.block.ms': 3000 }

async function keysOfTwoPartitions(
  cluster: TestCluster,
  name: string,
): Promise<readonly [string, string]> {
  await using bus = await connect(cluster.settings)
  const byPartition = new Map<number, string>()
  const probe = topic<string>(name)
  for (let number = 0; byPartition.size < 2; number += 1) {
    const { partition } = await bus.publish(probe, { key: `k${number}`, value: 'probe' })
    byPartition.set(partition, `k${number}`)
  }
  return [byPartition.get(0)!, byPartition.get(1)!]
}
