import { deepEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'

import { OperatingError } from '@barnabus/base'
import { Producer } from '@barnabus/client'
import { eventually, TestCluster, until } from '@barnabus/testkit'

import { connect } from '../bus.ts'
import { topic } from '../topics/topic.ts'

const hourMs = 3_600_000

test('R9: how long a message waits does not depend on the clock of its publisher', async () => {
  await using cluster = await TestCluster.start()
  const work = topic<string>(await cluster.makeTopic('work'))
  await using bus = await connect(cluster.settings)
  await using producer = new Producer(cluster.settings)
  const failedMs = new Map<string, number>()
  const waitedMs = new Map<string, number>()
  const retry = { delays: [500] }
  await bus.handle(work, { group: cluster.name('g'), retry }, ({ value, attempt }) => {
    if (attempt === 2) waitedMs.set(value, Date.now() - failedMs.get(value)!)
    else {
      failedMs.set(value, Date.now())
      throw new Error('once')
    }
  })
  for (const [value, skewMs] of [
    ['late', -hourMs],
    ['early', hourMs - 60_000],
  ] as const) {
    const timestamp = Date.now() + skewMs
    await producer.send({ topic: work.name, key: value, value: JSON.stringify(value), timestamp })
  }
  await until(() => waitedMs.size === 2)

  for (const [value, ms] of waitedMs) ok(ms >= 500 && ms < hourMs / 2, `${value} waited ${ms} ms`)
})

test('R11: a message waits behind an earlier one of its key, also where another member has failed that', async () => {
  await using cluster = await TestCluster.start()
  const work = topic<string>(await cluster.makeTopic('work'))
  const options = { group: cluster.name('g'), retry: { delays: [hourMs] } }
  const waiting = (): Promise<readonly string[]> =>
    cluster.readCommitted(`${work.name}.${options.group}.retry.1`).then(({ values }) => values)
  const seen: string[] = []
  const handler = ({ value }: { readonly value: string }): void => {
    if (value === 'first') throw new Error('not now')
    seen.push(value)
  }
  await using publisher = await connect(cluster.settings)
  const publish = (value: string, key: string): Promise<unknown> =>
    publisher.publish(work, { key, value })

  const before = await connect(cluster.settings)
  await before.handle(work, options, handler)
  for (const value of ['first', 'second']) await publish(value, 'k')
  await publish('of another key', 'other')
  await until(() => seen.length > 0)
  await before.close()
  deepEqual(seen, ['of another key'])
  deepEqual(
    await waiting(),
    ['first', 'second'].map((value) => JSON.stringify(value)),
  )

  await using after = await connect(cluster.settings)
  await after.handle(work, options, handler)
  await publish('third', 'k')
  await publish('also of another key', 'other')
  await until(() => seen.length > 1)
  deepEqual(seen, ['of another key', 'also of another key'])
  await eventually(async () => {
    if ((await waiting()).length < 3)
      throw new OperatingError('TEST_NOT_YET', 'it is not there yet')
  })
})

test('R12: a message that becomes a dead letter lets those behind it go, in their order', async () => {
  await using cluster = await TestCluster.start()
  const work = topic<number>(await cluster.makeTopic('work'))
  await using bus = await connect(cluster.settings)
  const seen: number[] = []
  const retry = { delays: [50, 50] }
  await bus.handle(work, { group: cluster.name('g'), retry }, ({ value }) => {
    if (value === 0) throw new Error('always')
    seen.push(value)
  })
  for (const value of [0, 1, 2, 3]) await bus.publish(work, { key: 'k', value })
  await until(() => seen.length === 3)

  deepEqual(seen, [1, 2, 3])
})

test('R13: no more may wait than is said; then nothing more is read until some are handled', async () => {
  await using cluster = await TestCluster.start()
  const name = await cluster.makeTopic('work')
  const work = topic<number>(name)
  const group = cluster.name('g')
  await using bus = await connect(cluster.settings)
  let isDown = true
  const seen: number[] = []
  const retry = { delays: [1000, 1000, 1000, 1000, 1000, 1000], waitingMax: 5 }
  const consumer = { 'max.poll.records': 2 }
  const handling = await bus.handle(work, { group, retry, consumer }, ({ value }) => {
    if (isDown && value % 2 === 0) throw new Error('not now')
    seen.push(value)
  })
  const count = 40
  for (let value = 0; value < count; value += 1) {
    await bus.publish(work, { key: `k${value % 20}`, value })
  }
  await until(() => handling.full.length > 0)
  const { values } = await cluster.readCommitted(`${name}.${group}.retry.1`)
  ok(values.length <= 5 + 2, `${values.length} wait`)
  isDown = false
  await until(() => seen.length === count)

  deepEqual(handling.full, [])
  deepEqual(
    seen.toSorted((one, other) => one - other),
    Array.from({ length: count }, (_, value) => value),
  )
})

test('R30: what waits in a tier that a release no longer has is handled all the same', async () => {
  await using cluster = await TestCluster.start()
  const work = topic<string>(await cluster.makeTopic('work'))
  const group = cluster.name('g')
  const seen: string[] = []
  // Long enough for the first release to be gone before the message is due; others may use the cluster.
  const secondMs = cluster.broker === undefined ? 8000 : 800
  await using publisher = await connect(cluster.settings)
  const before = await connect(cluster.settings)
  await before.handle(work, { group, retry: { delays: [10, secondMs] } }, () => {
    throw new Error('always')
  })
  await publisher.publish(work, { key: 'k', value: 'waits in the second tier' })
  await eventually(async () => {
    const { values } = await cluster.readCommitted(`${work.name}.${group}.retry.2`)
    if (values.length === 0) throw new OperatingError('TEST_NOT_YET', 'it is not there yet')
  })
  await before.close()
  await using after = await connect(cluster.settings)
  const options = { group, retry: { delays: [10] } }
  const handling = await after.handle(work, options, ({ value, attempt }) => {
    seen.push(`${value}, attempt ${attempt}`)
  })
  await until(() => seen.length > 0)

  deepEqual(seen, ['waits in the second tier, attempt 3'])
  ok(handling.topics.includes(`${work.name}.${group}.retry.2`))
})
