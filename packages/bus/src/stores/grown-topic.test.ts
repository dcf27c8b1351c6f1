import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { OperatingError } from '@barnabus/base'
import { eventually, TestCluster } from '@barnabus/testkit'

import { connect } from '../bus.ts'
import {
  attentive,
  firstOfEach,
  grow,
  handleWhileItGrows,
  keys,
} from '../retry/grown-topic.fixture.ts'
import { topic } from '../topics/topic.ts'
import { TestStore } from './test-store.fixture.ts'

test('D3.4: a group that began at the end begins at the beginning of partitions made later', async () => {
  await using cluster = await TestCluster.start()
  await using stores = await TestStore.open()
  const work = topic<number>(await cluster.makeTopic('work', 1))
  const group = cluster.name('g')
  const seen: string[] = []
  const run = async () => {
    const bus = await connect({ ...cluster.settings, 'metadata.max.age.ms': 100 })
    const options = {
      group,
      store: stores.connect().store,
      from: 'latest',
      consumer: attentive,
    } as const
    await bus.handle(work, options, ({ key, value }) => seen.push(`${key} ${value}`))
    return bus
  }
  await using publisher = await connect({ ...cluster.settings, 'metadata.max.age.ms': 100 })
  await publisher.publish(work, { key: 'a', value: 0 })
  const first = await run()
  await eventually(async () => {
    const rows = await stores.run('SELECT * FROM barnabus_positions WHERE topic = $1', [work.name])
    if (rows.length < 1) throw new OperatingError('TEST_NOT_YET', 'it has not begun')
  })
  await first.close()

  const { lastValue } = await grow(cluster, publisher, work)
  await using _second = await run()
  await eventually(async () => {
    const missing = lastValue * keys.length - seen.length
    if (missing > 0) throw new OperatingError('TEST_NOT_YET', `${missing} are missing`)
  })

  equal(seen.includes('a 0'), false)
  deepEqual(new Set(seen).size, lastValue * keys.length)
})

test('R15: with a store, too, a key that moves to a new partition waits for its messages', async () => {
  await using cluster = await TestCluster.start()
  await using stores = await TestStore.open()

  const { seen } = await handleWhileItGrows(cluster, { store: stores.connect().store })

  deepEqual(
    firstOfEach(seen),
    keys.map((key) => `${key} 0`),
  )
})
