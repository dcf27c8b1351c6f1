import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'

import { until } from '@barnabus/testkit'

import { Given } from './external-offsets.fixture.ts'

const partitions = 2
const count = 60
const noticedAfter = 20

test('R33: with a store, too, one message is tried while everything fails, and no attempts are used up', async () => {
  await using given = await Given.begin(partitions)
  const { cluster, source, group } = given
  let isDown = true
  let failures = 0
  const failed = new Set<number>()
  const handling = await given.handle({}, (value) => {
    if (!isDown) return
    failures += 1
    failed.add(value)
    throw new Error('what it needs is down')
  })
  await given.publish(...Array.from({ length: count }, (_, value) => value))
  await until(() => handling.isOutage)
  // Some have been tried again by now: the first that is left of each partition, and no other.
  await until(() => failures > noticedAfter + partitions)
  ok(failed.size < noticedAfter + partitions, `${failed.size} have failed`)
  deepEqual(handling.stalls, [], 'the database is not at fault')
  isDown = false
  await until(() => !handling.isOutage)
  const dead = await lettersOf(`${source.name}.${group}.dead`)
  await given.untilCount(count - dead.length)

  ok(dead.length < noticedAfter, 'only what failed before it was noticed is a dead letter')
  const all = [...(await given.effects()), ...dead].toSorted((one, other) => one - other)
  deepEqual(
    all,
    Array.from({ length: count }, (_, value) => value),
  )
  equal(handling.isOutage, false)

  async function lettersOf(name: string): Promise<readonly number[]> {
    const found = Array.from({ length: partitions }, (_, partition) =>
      cluster.readCommitted(name, partition),
    )
    return (await Promise.all(found)).flatMap(({ values }) => values.map(Number))
  }
})
