import { deepEqual, equal, rejects } from 'node:assert/strict'
import { test } from 'node:test'

import { Admin, isKafkaError } from '@barnabus/client'
import { TestCluster } from '@barnabus/testkit'

import { connect } from '../bus.ts'
import { makeTopic, onceKnown } from './make-topic.ts'
import { topic } from './topic.ts'

const signal = new AbortController().signal

test('of those who make a topic at the same time one has made it, and all know it then', async () => {
  await using cluster = await TestCluster.start()
  const admins = Array.from({ length: 8 }, () => new Admin(cluster.settings))
  const name = cluster.name('made')

  const outcomes = await Promise.all(
    admins.map(async (admin) => {
      const outcome = await makeTopic(admin, { topic: name, partitions: 3 }, signal)
      const [described] = await onceKnown(() => admin.describeTopics([name], { signal }), signal)
      return [outcome, described!.partitions.length] as const
    }),
  )
  await Promise.all(admins.map((admin) => admin.close()))

  deepEqual(outcomes.map(([outcome]) => outcome).toSorted(), [
    'made',
    ...Array<string>(7).fill('there'),
  ])
  deepEqual(new Set(outcomes.map(([, count]) => count)), new Set([3]))
})

test('a broker that has not heard of a topic yet is asked again, and no other failure is', async () => {
  await using cluster = await TestCluster.start()
  await using admin = new Admin(cluster.settings)
  const name = cluster.name('late')
  let asked = 0
  const describe = async (): Promise<unknown> => {
    asked += 1
    if (asked === 3) await makeTopic(admin, { topic: name }, signal)
    return await admin.describeTopics([name], { signal })
  }

  await onceKnown(describe, signal)
  equal(asked >= 3, true)
  await rejects(
    onceKnown(() => Promise.reject(new Error('other')), signal),
    { message: 'other' },
  )
  const stopped = AbortSignal.abort(new Error('enough'))
  const missing = (): Promise<unknown> => admin.describeTopics([cluster.name('never')])
  await rejects(onceKnown(missing, stopped), { message: 'enough' })
  await rejects(makeTopic(admin, { topic: name }, stopped), (error) => !isKafkaError(error))
})

test('members that begin at the same time with nothing there make all topics between them', async () => {
  await using cluster = await TestCluster.start()
  const buses = await Promise.all(Array.from({ length: 4 }, () => connect(cluster.settings)))
  const work = topic<number>(cluster.name('work'))
  const group = cluster.name('g')
  const options = { group, delivery: 'exactly-once', dedup: { window: '1h' } } as const
  const seen: number[] = []
  await Promise.all(
    buses.map((bus) => bus.handle(work, options, ({ value }) => void seen.push(value))),
  )
  const sent = await buses[0]!.publish(work, { value: 1 }, { receipts: [group] })
  const receipt = await sent.receipt(group)
  await Promise.all(buses.map((bus) => bus.close()))

  deepEqual([receipt.outcome, seen], ['processed', [1]])
})
