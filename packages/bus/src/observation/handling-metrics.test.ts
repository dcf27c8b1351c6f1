import { deepEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'

import { OperatingError } from '@barnabus/base'
import { eventually, TestCluster } from '@barnabus/testkit'

import { connect } from '../bus.ts'
import { topic } from '../topics/topic.ts'

test('a handling counts what came of its attempts, and what waits', async () => {
  await using cluster = await TestCluster.start()
  const work = topic<number>(await cluster.makeTopic('work'))
  const group = cluster.name('g')
  await using bus = await connect(cluster.settings)
  await bus.handle(work, { group, retry: { delays: ['1h'] } }, ({ value }) => {
    if (value === 0) throw new Error('not now')
  })
  for (const [key, value] of [
    ['a', 0],
    ['a', 1],
    ['b', 2],
    ['b', 3],
  ] as const) {
    await bus.publish(work, { key, value })
  }
  const numberOf = (name: string): number | undefined =>
    bus.metrics().find((metric) => metric.name === name)?.value
  await eventually(async () => {
    if (numberOf('handled-total') !== 2 || numberOf('parked-total') !== 1) {
      throw new OperatingError('TEST_NOT_YET', 'not all are handled yet')
    }
  })

  const names = ['handled-total', 'retried-total', 'parked-total', 'dead-letter-total', 'waiting']
  deepEqual(names.map(numberOf), [2, 1, 1, 0, 2])
  const [first] = bus.metrics()
  deepEqual(first!.tags, { topic: work.name, group })
  ok(bus.metrics().every(({ value }) => Number.isFinite(value)))
})
