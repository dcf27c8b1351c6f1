import { deepEqual, equal, match, rejects } from 'node:assert/strict'
import { test } from 'node:test'

import { OperatingError } from '@barnabus/base'
import { Admin } from '@barnabus/client'
import { eventually } from '@barnabus/testkit'

import { connect } from '../bus.ts'
import { Reject } from '../handle/reject.ts'
import { topic } from '../topics/topic.ts'
import { consumer, Given } from './external-offsets.fixture.ts'
import { wholeNumber } from './store.ts'
import { TestStore } from './test-store.fixture.ts'

test('D3.1: what a handler writes comes together with the position behind its message', async () => {
  await using given = await Given.begin(3)
  await given.publish(1, 2, 3, 4, 5)
  await given.handle()
  await given.untilEffects(1, 2, 3, 4, 5)
  await given.stopAll()
  await given.publish(6)
  await given.handle()
  await given.untilEffects(1, 2, 3, 4, 5, 6)

  const rows = await given.stores.run(
    'SELECT next_offset FROM barnabus_positions WHERE topic = $1',
    [given.source.name],
  )
  const sum = rows.reduce((total, row) => total + wholeNumber(row['next_offset'])!, 0n)
  equal(sum, 6n)
})

test('D3.3: whoever is given a partition goes on where the database says, not where Kafka does', async () => {
  await using given = await Given.begin()
  await given.publish(1, 2, 3)
  await given.handle()
  await given.untilEffects(1, 2, 3)
  await given.stopAll()
  await using admin = new Admin(given.cluster.settings)
  await admin.deleteGroups([given.group])

  await given.publish(4)
  await given.handle()
  await given.untilEffects(1, 2, 3, 4)
})

test('D3.8: Kafka is told afterwards where the group is', async () => {
  await using given = await Given.begin()
  await given.publish(1, 2, 3)
  await given.handle()
  await given.untilEffects(1, 2, 3)
  await using admin = new Admin(given.cluster.settings)
  await eventually(async () => {
    const offsets = await admin.listGroupOffsets(given.group)
    const found = offsets.find(({ topic: name }) => name === given.source.name)
    if (found?.offset !== 3n) throw new OperatingError('TEST_NOT_YET', `${found?.offset}`)
  })
})

test('D3.9: a group that has its positions in another database is refused', async () => {
  await using given = await Given.begin()
  await given.publish(1)
  await given.handle()
  await given.untilEffects(1)
  await given.stopAll()
  await using other = await TestStore.open()
  const handling = await given.handle({ store: other.connect().store })
  await rejects(handling.ended(), { code: 'BUS_STORE_FOREIGN' })
  await given.stopAll()
})

test('D3.9: a group keeps its positions in several topics apart', async () => {
  await using given = await Given.begin()
  const other = topic<number>(await given.cluster.makeTopic('other'))
  await given.publish(1, 2)
  await given.handle()
  await given.untilEffects(1, 2)
  await given.stopAll()
  await using bus = await connect(given.cluster.settings)
  await bus.publish(other, { value: 10 })
  await given.handle({}, undefined, other)
  await given.untilEffects(1, 2, 10)
})

test('a group that kept its offsets in Kafka goes on there', async () => {
  await using given = await Given.begin()
  await given.publish(1, 2)
  const seen: number[] = []
  const bus = await connect(given.cluster.settings)
  await bus.handle(given.source, { group: given.group, consumer }, ({ value }) => seen.push(value))
  await eventually(async () => {
    if (seen.length < 2) throw new OperatingError('TEST_NOT_YET', `${seen.length}`)
  })
  await bus.close()
  await given.publish(3)
  await given.handle()
  await given.untilEffects(3)
})

test('a message that fails leaves nothing in the database until an attempt succeeds', async () => {
  await using given = await Given.begin()
  let failures = 0
  await given.handle({ retry: { delays: [20, 40] } }, (value) => {
    if (value === 2 && failures < 2) {
      failures += 1
      throw new Error('not now')
    }
    if (value === 3) throw new Reject('never')
  })
  await given.publish(1, 2, 3, 4)
  await given.untilEffects(1, 2, 4)
  equal(failures, 2)
  await eventually(async () => {
    const { values } = await given.cluster.readCommitted(`${given.source.name}.${given.group}.dead`)
    if (values.length === 0) throw new OperatingError('TEST_NOT_YET', 'no dead letter')
    deepEqual(values, ['3'])
  })
})

test('a handler with a store cannot publish, and is told why', async () => {
  await using given = await Given.begin()
  await using bus = await connect(given.cluster.settings)
  const failed = Promise.withResolvers<unknown>()
  const { store } = given.stores.connect()
  await bus.handle(
    given.source,
    { group: given.group, store, consumer },
    async ({ value }, context) => {
      await context.publish(given.source, { value }).catch(failed.resolve)
    },
  )
  await given.publish(1)
  match(String(await failed.promise), /Kafka does not take part in its transaction/)
})

test('what a store cannot hold is refused', async () => {
  await using given = await Given.begin()
  await rejects(given.handle({ delivery: 'at-most-once' }), { code: 'BUS_POLICY_REFUSED' })
  await using bus = await connect(given.cluster.settings)
  const options = { group: given.group, from: 'fail' } as const
  await rejects(
    bus.handle(given.source, options, () => undefined),
    { code: 'BUS_POLICY_REFUSED' },
  )
})
