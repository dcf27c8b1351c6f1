import { deepEqual, equal, rejects } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { eventually, TestCluster } from '@barnabus/testkit'
import { OperatingError } from '@barnabus/base'

import { TestStore } from '../stores/test-store.fixture.ts'
import { FailingGroup } from './dead-letters.fixture.ts'

describe('a redrive that is taken back', { concurrency: 2 }, () => {
  let cluster: TestCluster
  before(async () => {
    cluster = await TestCluster.start()
  })
  after(() => cluster[Symbol.asyncDispose]())

  test('what the group has not got to is not handled, and its letters are open again', async () => {
    await using given = await FailingGroup.start(cluster)
    const handling = await given.handle()
    await given.publish(['a', 'b', 'c'])
    await given.died(3)
    await handling.stop()
    await handling.close()
    given.isBroken = false

    const { redrive } = await given.letters.redrive()
    const pending = await given.letters.undo(redrive)
    const between = await given.letters.list({ filter: { state: 'redriven' } })
    await given.publish(['d'])
    await given.handle()
    await isOpen(given, 3)
    await given.succeeded(1)
    const again = await given.letters.redrive()
    await given.succeeded(4)

    equal(pending, 3)
    equal(between.letters.length, 3)
    equal(again.sent, 3)
    deepEqual(given.handled.toSorted(compared), ['a', 'b', 'c', 'd'])
  })

  test('what the group has handled stays as it is', async () => {
    await using given = await FailingGroup.start(cluster)
    const handling = await given.handle()
    await given.publish(['a', 'b'])
    await given.died(2)
    given.isBroken = false
    const { redrive } = await given.letters.redrive()
    await given.succeeded(2)
    await handling.stop()

    const pending = await given.letters.undo(redrive)

    equal(pending, 0)
    equal((await given.letters.list({ filter: { state: 'redriven' } })).letters.length, 2)
  })

  test('a redrive that moved nothing cannot be taken back', async () => {
    await using given = await FailingGroup.start(cluster)
    await given.handle()

    await rejects(given.letters.undo('00ff'), { code: 'BUS_REDRIVE_UNKNOWN' })
  })

  test('where positions are in a database, letters are redriven and taken back all the same', async () => {
    await using given = await FailingGroup.start(cluster)
    await using stores = await TestStore.open()
    const handling = await given.handle({ store: stores.connect().store })
    await given.publish(['a', 'b', 'c'])
    await given.died(3)
    const { letters } = await given.letters.list()
    given.isBroken = false
    await given.letters.redrive({ ids: [letters[0]!.id] })
    await given.succeeded(1)
    await handling.stop()
    await handling.close()

    const { redrive, sent } = await given.letters.redrive()
    await given.letters.undo(redrive)
    await given.handle({ store: stores.connect().store })
    await isOpen(given, 2)
    await given.letters.redrive()
    await given.succeeded(3)

    equal(sent, 2)
    deepEqual(given.handled.toSorted(compared), ['a', 'b', 'c'])
  })
})

async function isOpen(given: FailingGroup, count: number): Promise<void> {
  await eventually(async () => {
    const { letters } = await given.letters.list({ filter: { state: 'open' } })
    if (letters.length !== count) throw new OperatingError('TEST_NOT_YET', 'they are not open yet')
  })
}

function compared(one: string, other: string): number {
  return one < other ? -1 : 1
}
