import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { connect } from '../bus.ts'
import { Crash } from '../crash.ts'
import { Given } from './external-offsets.fixture.ts'
import type { Store } from './store.ts'
import { runIn } from './test-store.fixture.ts'

for (const [what, change, expected, callCount] of [
  ['somebody else has become the owner', 'owner_epoch = owner_epoch + 1', [1, 2], 3],
  ['the position is another', 'next_offset = next_offset + 1', [2], 2],
] as const) {
  test(`D3.2: a late transaction changes nothing when ${what}`, async () => {
    await using given = await Given.begin()
    await given.publish(1, 2)
    let isPolled = false
    const steps = { reached: (step: string) => void (isPolled ||= step === 'polled') }
    const { store } = given.stores.connect()
    let changes = 0
    const late: Store = {
      ...store,
      async transaction(task) {
        const statement = `UPDATE barnabus_positions SET ${change} WHERE topic = $1`
        if (isPolled && changes === 0) {
          changes += 1
          await given.stores.run(statement, [given.source.name])
        }
        return await store.transaction(task)
      },
    }
    let calls = 0

    await given.handle({ store: late }, () => void (calls += 1), given.source, { steps })

    await given.untilEffects(...expected)
    equal(calls, callCount)
  })
}

test('D3.2: a zombie that wakes up after its partition went to another does nothing', async () => {
  await using given = await Given.begin()
  await given.publish(1, 2)
  const crash = new Crash()
  const [isAsleep, wakes] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const hasTried = Promise.withResolvers<void>()
  const sleeper = {
    async reached(step: string) {
      if (step === 'positions-mirrored') hasTried.resolve()
      if (step !== 'polled') return
      isAsleep.resolve()
      await wakes.promise
    },
  }
  // As short as the cluster lets a session be.
  const sessionMs = given.cluster.broker === undefined ? 6000 : 1000
  const short = { 'session.timeout.ms': sessionMs, 'heartbeat.interval.ms': 200 }
  const zombie = await connect(given.cluster.settings, { env: crash.env, steps: sleeper })
  const { store } = given.stores.connect()
  const watched: Store = {
    ...store,
    transaction: (task) => store.transaction(task).finally(() => isOver && hasTried.resolve()),
  }
  let isOver = false
  const options = { group: given.group, store: watched, consumer: short }
  await zombie.handle(given.source, options, async ({ value }, { database }) => {
    await runIn(database, 'INSERT INTO effects VALUES ($1, $2)', [BigInt(value), 'late'])
  })
  await isAsleep.promise
  crash.crash()
  await given.handle({ consumer: short })
  await given.untilEffects(1, 2)

  isOver = true
  wakes.resolve()
  await hasTried.promise
  deepEqual(await given.effects(), [1, 2])
  deepEqual(await given.stores.run("SELECT value FROM effects WHERE key = 'late'"), [])
  void zombie.close()
})
