import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'

import { OperatingError } from '@barnabus/base'
import { Admin, Consumer, Producer } from '@barnabus/client'
import { eventually, TestCluster, until } from '@barnabus/testkit'

import { connect } from '../bus.ts'
import { topic } from '../topics/topic.ts'

test('R22: headers by which a publisher pretends to be the bus are neither believed nor shown', async () => {
  await using cluster = await TestCluster.start()
  const work = topic<string>(await cluster.makeTopic('work'))
  const origin = { 'bus-topic': 'other', 'bus-partition': '7', 'bus-offset': '7' }
  const forged = {
    ...origin,
    'bus-timestamp': '7',
    'bus-attempts': '7',
    'bus-due': '9999999999999',
  }
  await using producer = new Producer(cluster.settings)
  await using bus = await connect(cluster.settings, { envelope: 'none' })
  await producer.send({ topic: work.name, value: '"raw"', headers: { ...forged, own: 'x' } })
  await bus.publish(work, { value: 'through the bus', headers: { ...forged, own: 'y' } })
  const seen: unknown[] = []
  await bus.handle(
    work,
    { group: cluster.name('g') },
    ({ value, attempt, headers, ...message }) => {
      seen.push([value, attempt, message.topic, [...headers].map(([name]) => name)])
    },
  )
  await until(() => seen.length === 2)

  deepEqual(seen, [
    ['raw', 1, work.name, ['own']],
    ['through the bus', 1, work.name, ['own']],
  ])
})

test('R28: what was aborted is neither handled nor retried', async () => {
  await using cluster = await TestCluster.start()
  const name = await cluster.makeTopic('work')
  const group = cluster.name('g')
  await using producer = new Producer({ ...cluster.settings, 'transactional.id': group })
  for (const [value, ends] of [
    ['1', 'abort'],
    ['2', 'commit'],
    ['3', 'abort'],
  ] as const) {
    const transaction = await producer.beginTransaction()
    await transaction.send({ topic: name, key: 'k', value })
    await transaction[ends]()
  }
  await producer.close()
  await using bus = await connect(cluster.settings)
  const seen: unknown[] = []
  const work = topic<number>(name)
  await bus.handle(work, { group, retry: { delays: [10] } }, ({ value, attempt }) => {
    seen.push([value, attempt])
    if (attempt === 1) throw new Error('once')
  })
  await bus.publish(work, { key: 'k', value: 4 })
  await until(() => seen.length === 4)

  deepEqual(seen.map(String), ['2,1', '2,2', '4,1', '4,2'])
})

test('R29: in a compacted topic gaps are no losses, and a tombstone is a message', async () => {
  await using cluster = await TestCluster.start()
  const name = await cluster.makeTopic('work', 1, {
    'cleanup.policy': 'compact',
    'min.cleanable.dirty.ratio': '0.01',
    'segment.ms': '100',
    'max.compaction.lag.ms': '200',
  })
  const group = cluster.name('g')
  const work = topic<number | null>(name)
  await using bus = await connect(cluster.settings)
  for (let value = 0; value < 20; value += 1) await bus.publish(work, { key: 'k', value })
  await bus.publish(work, { key: 'gone', value: null })
  const seen: unknown[] = []
  await bus.handle(work, { group }, ({ key, value }) => void seen.push([key, value]))
  await until(() => seen.some((one) => String(one) === 'gone,'))

  deepEqual(
    seen.find((one) => String(one) === 'gone,'),
    ['gone', null],
  )
  await using admin = new Admin(cluster.settings)
  await eventually(async () => {
    const [offset] = await admin.listGroupOffsets(group)
    if (offset?.offset !== 21n) throw new OperatingError('TEST_NOT_YET', 'not committed yet')
  })
})

test('R5: a tombstone that fails stays one, in the retry tier and as a dead letter', async () => {
  await using cluster = await TestCluster.start()
  const name = await cluster.makeTopic('work')
  const group = cluster.name('g')
  const work = topic<null>(name)
  await using bus = await connect(cluster.settings)
  const seen: unknown[] = []
  await bus.handle(work, { group, retry: { delays: [10] } }, ({ value }) => {
    seen.push(value)
    throw new Error('no')
  })
  await bus.publish(work, { key: 'k', value: null })
  await using consumer = new Consumer(cluster.settings)
  const dead = { topic: `${name}.${group}.dead`, partition: 0 }
  consumer.assign([dead])
  consumer.seekToBeginning()
  const [letter] = await consumer.poll()

  equal(letter?.value, null)
  ok(letter !== undefined && seen.every((value) => value === null))
  equal(seen.length, 2)
})

test('R32: whoever handles dead letters and fails has retries and dead letters of its own', async () => {
  await using cluster = await TestCluster.start()
  const name = await cluster.makeTopic('work')
  const group = cluster.name('g')
  const work = topic<string>(name)
  const dead = topic<string>(`${name}.${group}.dead`)
  await using bus = await connect(cluster.settings)
  const alerts: string[] = []
  await bus.handle(work, { group }, ({ value }) => {
    throw new Error(value)
  })
  await bus.handle(dead, { group: 'alerts', retry: { delays: [10] } }, ({ value, attempt }) => {
    if (attempt === 1 || value === 'never told') throw new Error('nobody listens')
    alerts.push(value)
  })
  await bus.publish(work, { key: 'k', value: 'never told' })
  await bus.publish(work, { key: 'k', value: 'told' })
  await until(() => alerts.length > 0)

  deepEqual(alerts, ['told'])
  const { values } = await cluster.readCommitted(`${dead.name}.alerts.dead`)
  deepEqual(values, ['"never told"'])
})
