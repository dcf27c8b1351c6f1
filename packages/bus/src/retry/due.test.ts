import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'

import { OperatingError } from '@barnabus/base'
import { Consumer } from '@barnabus/client'
import { eventually, TestCluster, until } from '@barnabus/testkit'

import { connect } from '../bus.ts'
import { Crash } from '../crash.ts'
import { topic } from '../topics/topic.ts'

test('R6, R8: who takes over a message that waits neither waits anew nor comes early', async () => {
  await using cluster = await TestCluster.start()
  const name = await cluster.makeTopic('work')
  const group = cluster.name('g')
  const work = topic<string>(name)
  const delayMs = 1500
  const options = {
    group,
    retry: { delays: [delayMs] },
    consumer: { 'group.instance.id': group },
  }
  let failedMs = 0
  let retriedMs = 0
  const crash = new Crash()
  const first = await connect(cluster.settings, { env: crash.env, steps: crash, instance: group })
  await first.handle(work, options, () => {
    failedMs = Date.now()
    throw new Error('once')
  })
  await first.publish(work, { key: 'k', value: 'waits' })
  const tier = `${name}.${group}.retry.1`
  await eventually(async () => {
    const { values } = await cluster.readCommitted(tier)
    if (values.length === 0) throw new OperatingError('TEST_NOT_YET', 'it does not wait yet')
  })
  crash.crash()
  await using second = await connect(cluster.settings, { instance: group })
  await second.handle(work, options, () => {
    retriedMs = Date.now()
  })
  await until(() => retriedMs > 0)

  ok(retriedMs - failedMs >= delayMs, `it came ${retriedMs - failedMs} ms later`)
  await using consumer = new Consumer(cluster.settings)
  consumer.assign([{ topic: tier, partition: 0 }])
  consumer.seekToBeginning()
  const [waited] = await consumer.poll()
  const due = Number(waited!.headers.get('bus-due')!.toString())
  ok(retriedMs >= due, 'never before it is due')
})

test('R10: a message that waits for long holds nothing up that waits for short', async () => {
  await using cluster = await TestCluster.start()
  const work = topic<string>(await cluster.makeTopic('work'))
  await using bus = await connect(cluster.settings)
  const seen: string[] = []
  await bus.handle(
    work,
    { group: cluster.name('g'), retry: { delays: [10, '1h'] } },
    ({ value, attempt }) => {
      if (value === 'slow' || attempt === 1) throw new Error('not yet')
      seen.push(value)
    },
  )
  await bus.publish(work, { key: 'a', value: 'slow' })
  for (const value of ['1', '2', '3']) await bus.publish(work, { key: value, value })
  await until(() => seen.length === 3)

  deepEqual(seen.toSorted(), ['1', '2', '3'])
})

test('R17, R18: what waits has the time of its append, whatever time its publisher gave it', async () => {
  await using cluster = await TestCluster.start()
  const name = await cluster.makeTopic('work')
  const group = cluster.name('g')
  const work = topic<string>(name)
  await using bus = await connect(cluster.settings)
  const beganMs = Date.now()
  await bus.handle(work, { group }, () => {
    throw new Error('no')
  })
  await bus.publish(work, { key: 'k', value: 'late' })
  await using consumer = new Consumer(cluster.settings)
  consumer.assign([{ topic: `${name}.${group}.dead`, partition: 0 }])
  consumer.seekToBeginning()
  const [letter] = await consumer.poll()

  ok(letter!.timestamp >= BigInt(beganMs))
  equal(letter!.headers.get('bus-topic')?.toString(), name)
  ok(BigInt(letter!.headers.get('bus-timestamp')!.toString()) <= letter!.timestamp)
})
