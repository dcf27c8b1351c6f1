import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'

import { eventually, TestCluster } from '@barnabus/testkit'
import { OperatingError } from '@barnabus/base'

import { connect } from '../bus.ts'
import { topic } from '../topics/topic.ts'

test('middleware is around each handler, the first outermost, and what it throws is retried', async () => {
  await using cluster = await TestCluster.start()
  const work = topic<string>(await cluster.makeTopic('work'))
  await using bus = await connect(cluster.settings)
  const seen: string[] = []
  bus.use(async (message, _context, next) => {
    seen.push(`outer ${message.attempt}`)
    await next()
    seen.push('outer after')
  })
  bus.use(async (message, _context, next) => {
    if (message.attempt === 1) throw new Error('not at first')
    await next()
    seen.push('inner after')
  })
  const retry = { delays: [10] }
  await bus.handle(work, { group: cluster.name('g'), retry }, ({ value }) => seen.push(value))
  await bus.publish(work, { value: 'handled' })
  await eventually(async () => {
    if (!seen.includes('outer after')) throw new OperatingError('TEST_NOT_YET', 'not yet')
  })

  deepEqual(seen, ['outer 1', 'outer 2', 'handled', 'inner after', 'outer after'])
})
