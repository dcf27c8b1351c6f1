import { deepEqual, equal, match, rejects } from 'node:assert/strict'
import { test } from 'node:test'

import { OperatingError } from '@barnabus/base'
import { Admin, Producer } from '@barnabus/client'
import { eventually } from '@barnabus/testkit'

import { consumer, failureOf, Given } from './external-offsets.fixture.ts'
import { forgetPositions } from './forget-positions.ts'

for (const [from, expected] of [
  ['earliest', [1, 2, 3]],
  ['latest', [3]],
] as const) {
  test(`D3.4: without a stored position a group begins where it is told: ${from}`, async () => {
    await using given = await Given.begin()
    await given.publish(1, 2)
    await given.handle({ from })
    await eventually(async () => {
      const rows = await given.stores.run('SELECT * FROM barnabus_positions WHERE topic = $1', [
        given.source.name,
      ])
      if (rows.length === 0) throw new OperatingError('TEST_NOT_YET', 'not assigned')
    })
    await given.publish(3)
    await given.untilEffects(...expected)
  })
}

test('D3.4: without a stored position a group does not begin if that is what it is told', async () => {
  await using given = await Given.begin()
  await given.publish(1)
  const handling = await given.handle({ from: 'fail' })
  await rejects(handling.ended(), { code: 'BUS_POSITION_MISSING' })
})

test('D3.4: records that are gone stop the group, with how many there were', async () => {
  await using given = await Given.begin()
  await given.publish(1, 2)
  await given.handle()
  await given.untilEffects(1, 2)
  await given.stopAll()
  await given.publish(3, 4, 5, 6)
  await using admin = new Admin(given.cluster.settings)
  await admin.deleteRecords([{ topic: given.source.name, partition: 0, beforeOffset: 5n }])

  const failure = await failureOf(await given.handle())
  equal(failure.code, 'BUS_POSITION_GONE')
  match(failure.message, /at offset 2: 3 offsets are gone, the first that is left is 5/)
  deepEqual(await given.effects(), [1, 2])

  await forgetPositions(given.stores.connect().store, {
    group: given.group,
    topic: given.source.name,
  })
  await given.stopAll()
  await given.handle()
  await given.untilEffects(1, 2, 6)
})

test('D3.4: records that go while the group is behind them stop it as well', async () => {
  await using given = await Given.begin()
  const values = Array.from({ length: 40 }, (_, index) => index)
  await given.publish(...values)
  await using admin = new Admin(given.cluster.settings)
  const narrow = { ...consumer, 'max.partition.fetch.bytes': 1, 'max.poll.records': 1 }
  const handling = await given.handle({ consumer: narrow }, (value) =>
    value === 0
      ? admin.deleteRecords([{ topic: given.source.name, partition: 0, beforeOffset: 39n }])
      : undefined,
  )

  const failure = await failureOf(handling)
  equal(failure.code, 'BUS_POSITION_GONE')
  match(failure.message, /[1-9]\d* offsets are gone, the first that is left is 39/)
})

test('D3.5: a topic that was deleted and made again is refused until somebody says otherwise', async () => {
  await using given = await Given.begin()
  await given.publish(1, 2)
  await given.handle()
  await given.untilEffects(1, 2)
  await given.stopAll()
  await given.cluster.remakeTopic(given.source.name)
  await given.publish(3, 4, 5)

  const handling = await given.handle()
  await rejects(handling.ended(), { code: 'BUS_TOPIC_REMADE' })
  deepEqual(await given.effects(), [1, 2])

  await given.stopAll()
  const { store } = given.stores.connect()
  await forgetPositions(store, { group: given.group, topic: given.source.name })
  await given.handle()
  await given.untilEffects(1, 2, 3, 4, 5)
})

test('D3.6: the epoch of the last record is kept, by which a truncated log is noticed', async () => {
  await using given = await Given.begin()
  await given.publish(1)
  await given.handle()
  await given.untilEffects(1)
  const [row] = await given.stores.run(
    'SELECT leader_epoch FROM barnabus_positions WHERE topic = $1',
    [given.source.name],
  )
  equal(Number(row!['leader_epoch']) >= 0, true)
  await given.stopAll()
  await given.publish(2)
  await given.handle()
  await given.untilEffects(1, 2)
})

test('D3.6: a position behind the end of a log stops the group', async () => {
  await using given = await Given.begin()
  await given.publish(1, 2)
  await given.handle()
  await given.untilEffects(1, 2)
  await given.stopAll()
  await given.stores.run('UPDATE barnabus_positions SET next_offset = 7 WHERE topic = $1', [
    given.source.name,
  ])
  const failure = await failureOf(await given.handle())
  match(failure.message, /at offset 7: the partition ends 5 offsets before, at 2/)
})

test('D3.7: offsets without a message, such as those of aborted transactions, are passed', async () => {
  await using given = await Given.begin()
  const name = given.source.name
  const transactionalId = given.cluster.name('t')
  await using producer = new Producer({
    ...given.cluster.settings,
    'transactional.id': transactionalId,
  })
  await producer.initTransactions()
  for (const [value, end] of [
    ['1', 'commit'],
    ['2', 'abort'],
    ['3', 'commit'],
  ] as const) {
    const transaction = await producer.beginTransaction()
    await transaction.send({ topic: name, key: 'a', value })
    await transaction[end]()
  }
  await given.handle()
  await given.untilEffects(1, 3)
  await given.stopAll()
  await given.publish(4)
  await given.handle()
  await given.untilEffects(1, 3, 4)
})
