import { deepEqual, equal, rejects } from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'

import { sqliteStore, topic } from '@barnabus/bus'

import { startTestBus } from './start-test-bus.ts'

const orders = topic<number>('orders')

test('a group that keeps its positions in a database is waited for as any other', async () => {
  await using world = await startTestBus()
  using database = new DatabaseSync(':memory:')
  database.exec('CREATE TABLE invoices (value INTEGER)')
  const retry = { delays: ['10m'] } as const
  const options = { group: 'billing', store: sqliteStore(database), retry } as const
  await world.bus.handle(orders, options, ({ value, attempt }, context) => {
    if (attempt === 1) throw new Error('no')
    context.database.prepare('INSERT INTO invoices VALUES (?)').run(value)
  })
  await world.bus.publish(orders, { key: 'a', value: 7 })

  await world.idle()
  const count = (): number => database.prepare('SELECT * FROM invoices').all().length
  equal(count(), 0)
  await world.advance('10m')
  equal(count(), 1)
})

test('what is redriven is waited for', async () => {
  await using world = await startTestBus()
  let isDown = true
  const handled: number[] = []
  await world.bus.handle(orders, { group: 'billing' }, ({ value }) => {
    if (isDown) throw new Error('down')
    handled.push(value)
  })
  await world.bus.publish(orders, { key: 'a', value: 1 })
  await world.idle()

  isDown = false
  await world.bus.deadLetters(orders, 'billing').redrive()
  await world.idle()

  deepEqual(handled, [1])
  equal((await world.deadLetters(orders, 'billing'))[0]?.state, 'redriven')
})

test('a bus that waits because everything fails is at rest until time passes', async () => {
  await using world = await startTestBus()
  let isDown = true
  const handled = new Set<number>()
  const retry = { delays: ['1d'] } as const
  await world.bus.handle(orders, { group: 'billing', retry }, ({ value }) => {
    if (isDown) throw new Error('down')
    handled.add(value)
  })
  for (let value = 0; value < 60; value += 1) {
    await world.bus.publish(orders, { key: `${value % 30}`, value })
    await world.idle()
  }
  equal(world.bus.handlings[0]?.isOutage, true)
  equal(handled.size, 0)

  isDown = false
  await world.advance('1m')
  equal(world.bus.handlings[0]?.isOutage, false)
  await world.advance('1d')

  equal(handled.size, 60)
})

test('what one group publishes for another while idle looks at both is not overlooked', async () => {
  await using world = await startTestBus()
  const invoices = topic<number>('invoices')
  const gate = Promise.withResolvers<void>()
  let hasArrived = false
  await world.bus.handle(orders, { group: 'billing' }, async ({ value }, context) => {
    await gate.promise
    await context.publish(invoices, { key: 'a', value })
  })
  const consumer = { 'fetch.min.bytes': 1_000_000, 'fetch.max.wait.ms': 200 } // It is told late.
  await world.bus.handle(invoices, { group: 'mail', consumer }, () => void (hasArrived = true))
  const [billing] = world.bus.handlings
  await world.bus.publish(orders, { key: 'a', value: 1 })
  while (!billing!.isAtWork) await nextTurn()

  // The broker says what there is, and only then the one group goes on.
  const listOffsets = world.admin.listOffsets.bind(world.admin)
  world.admin.listOffsets = async (...asked) => {
    const found = await listOffsets(...asked)
    gate.resolve()
    while (billing!.isAtWork) await nextTurn()
    return found
  }
  await world.idle()

  equal(hasArrived, true)
})

function nextTurn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve))
}

test('a handler that never ends does not keep a world from closing', async () => {
  const world = await startTestBus()
  const begun = Promise.withResolvers<void>()
  await world.bus.handle(orders, { group: 'billing', grace: '1h' }, async () => {
    begun.resolve()
    await new Promise(() => undefined)
  })
  await world.bus.publish(orders, { key: 'a', value: 1 })
  await begun.promise

  await world[Symbol.asyncDispose]()

  await rejects(world.bus.publish(orders, { key: 'a', value: 2 }), { code: 'BUS_CLOSED' })
})

test('a bus that dies while somebody decides about dead letters leaves nothing open', async () => {
  await using world = await startTestBus()
  await world.bus.handle(orders, { group: 'billing' }, () => {
    throw new Error('no')
  })
  await world.bus.publish(orders, { key: 'a', value: 1 })
  await world.idle()

  world.crashAt('decision-sent')
  void world.bus.deadLetters(orders, 'billing').redrive()
  while (!world.hasCrashed) await world.idle()
  await world.restart()
  await world.bus.handle(orders, { group: 'billing' }, () => undefined)
  await world.idle()

  equal((await world.deadLetters(orders, 'billing'))[0]?.state, 'open')
})

test('what stops a handling is what idle rejects with', async () => {
  await using world = await startTestBus()
  using database = new DatabaseSync(':memory:')
  await world.bus.publish(orders, { key: 'a', value: 1 })
  const options = { group: 'billing', store: sqliteStore(database), from: 'fail' } as const
  await world.bus.handle(orders, options, () => undefined)

  await rejects(world.idle(), { code: 'BUS_POSITION_MISSING' })
})

test('members of the consumer protocol share their partitions while the calendar stands still', async () => {
  await using world = await startTestBus({ settings: { 'num.partitions': '2' } })
  const handled: number[] = []
  const options = { group: 'billing', consumer: { 'group.protocol': 'consumer' } } as const
  await world.bus.handle(orders, options, ({ value }) => void handled.push(value))
  await world.bus.publish(orders, { key: 'a', value: 1 })
  await world.idle()

  const other = await world.connect()
  await other.handle(orders, options, ({ value }) => void handled.push(value))
  while ((await other.handlings[0]!.places()).length === 0) await world.idle()
  for (let value = 2; value <= 9; value += 1) {
    await world.bus.publish(orders, { key: `${value}`, value })
  }
  await world.idle()

  equal(new Set(handled).size, 9)
})

test('a request is answered while the calendar stands still', async () => {
  await using world = await startTestBus()
  const plain = { '~standard': { version: 1, vendor: 'test', validate } } as const
  const sums = topic('sums', { value: plain, reply: plain })
  await world.bus.reply(sums, { group: 'billing' }, ({ value }) => value + 1)

  equal(await world.bus.request(sums, { key: 'a', value: 1 }), 2)
})

function validate(value: unknown): { readonly value: number } {
  return { value: Number(value) }
}
