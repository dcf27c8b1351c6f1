import { deepEqual, equal, rejects } from 'node:assert/strict'
import { test } from 'node:test'

import { bytes, Reject, topic } from '@barnabus/bus'
import { Producer } from '@barnabus/client'

import { startTestBus } from './start-test-bus.ts'

const orders = topic<number>('orders')
const invoices = topic<number>('invoices')

test('idle waits for what follows from what was published, over any number of topics', async () => {
  await using world = await startTestBus()
  const seen: number[] = []
  await world.bus.handle(orders, { group: 'billing' }, async ({ key, value }, context) => {
    await context.publish(invoices, { key, value: value * 2 })
  })
  await world.bus.handle(invoices, { group: 'mail' }, ({ value }) => void seen.push(value))

  await world.bus.publish(orders, { key: 'a', value: 1 })
  await world.bus.publish(orders, { key: 'b', value: 2 })
  await world.idle()

  deepEqual(
    seen.toSorted((one, other) => one - other),
    [2, 4],
  )
})

test('idle waits for a handler of which nothing else tells that it is at work', async () => {
  await using world = await startTestBus()
  let isOver = false
  const delivery = 'at-most-once' // Its offset is committed before.
  await world.bus.handle(orders, { group: 'billing', delivery }, async () => {
    await new Promise((resolve) => setTimeout(resolve, 50))
    isOver = true
  })

  await world.bus.publish(orders, { key: 'a', value: 1 })
  await world.idle()

  equal(isOver, true)
})

test('a retry comes when it is due, not a millisecond before', async () => {
  await using world = await startTestBus()
  const attempts: number[] = []
  const retry = { delays: ['500ms', '10m', '1h'] } as const
  await world.bus.handle(orders, { group: 'billing', retry }, ({ attempt }) => {
    attempts.push(attempt)
    throw new Error('no')
  })
  await world.bus.publish(orders, { key: 'a', value: 1 })

  await world.idle()
  deepEqual(attempts, [1])
  await world.advance('499ms')
  deepEqual(attempts, [1])
  await world.advance('1ms')
  deepEqual(attempts, [1, 2])
  await world.advance('599999ms')
  deepEqual(attempts, [1, 2])
  await world.advance('1ms')
  deepEqual(attempts, [1, 2, 3])
  await world.advance('1h')
  deepEqual(attempts, [1, 2, 3, 4])
})

test('one advance goes through all retries that are due on its way, each at its time', async () => {
  const startAt = new Date('2026-01-01T00:00:00Z')
  await using world = await startTestBus({ startAt })
  const minutes: number[] = []
  const retry = { delays: ['1m', '10m', '1d'] } as const
  await world.bus.handle(orders, { group: 'billing', retry }, () => {
    minutes.push((world.nowMs - startAt.getTime()) / 60_000)
    throw new Error('no')
  })
  await world.bus.publish(orders, { key: 'a', value: 1 })

  await world.advance('2h')

  deepEqual(minutes, [0, 1, 11])
  equal(world.nowMs - startAt.getTime(), 7_200_000)
})

test('messages of a key that waits do not overtake it, those of others do', async () => {
  await using world = await startTestBus()
  const handled: string[] = []
  const retry = { delays: ['1h'] } as const
  await world.bus.handle(orders, { group: 'billing', retry }, ({ key, value, attempt }) => {
    if (value === 1 && attempt === 1) throw new Error('no')
    handled.push(`${key}${value}`)
  })
  for (const [key, value] of [
    ['a', 1],
    ['a', 2],
    ['b', 3],
  ] as const) {
    // prettier-ignore
    await world.bus.publish(orders, { key, value })
  }

  await world.idle()
  deepEqual(handled, ['b3'])
  await world.advance('1h')
  deepEqual(handled, ['b3', 'a1', 'a2'])
})

test('dead letters are in the terms of their topic, and those that say nothing are there too', async () => {
  await using world = await startTestBus()
  const numbers = topic('orders', { value: positive })
  await world.bus.handle(numbers, { group: 'billing' }, ({ value }) => {
    throw new Reject(`${value} is too much`)
  })

  await world.bus.publish(numbers, { key: 'a', value: 1000 })
  await world.bus.publish(topic('orders', { codec: bytes }), { key: 'b', value: Buffer.from('?') })
  await world.idle()

  const found = await world.deadLetters(numbers, 'billing')
  const letters = found.toSorted((one, other) => one.key!.localeCompare(other.key!))
  deepEqual(
    letters.map(({ key, value, bytes: sent }) => [key, value, sent?.toString()]),
    [
      ['a', 1000, '1000'],
      ['b', undefined, '?'],
    ],
  )
  equal(letters[0]?.message, '1000 is too much')
})

/** A schema. */
const positive = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: (value: unknown) =>
      typeof value === 'number' && value > 0
        ? { value }
        : { issues: [{ message: 'not positive' }] },
  },
} as const

test('a bus that stops dead before it commits handles the message once more after the restart', async () => {
  await using world = await startTestBus()
  const handled: string[] = []
  const begin = async (life: string): Promise<void> => {
    await world.bus.handle(orders, { group: 'billing' }, () => void handled.push(life))
  }
  await begin('first')
  world.crashAt('before-commit')
  await world.bus.publish(orders, { key: 'a', value: 1 })
  await world.idle()
  deepEqual([world.hasCrashed, handled], [true, ['first']])

  await world.restart()
  await begin('second')
  await world.idle()

  deepEqual([world.hasCrashed, handled], [false, ['first', 'second']])
})

test('exactly once, a bus that stops dead within its transaction has published nothing', async () => {
  await using world = await startTestBus()
  const invoiced: number[] = []
  const begin = async (): Promise<void> => {
    const options = { group: 'billing', delivery: 'exactly-once' } as const
    await world.bus.handle(orders, options, async ({ value }, context) => {
      await context.publish(invoices, { key: 'a', value })
    })
  }
  await using mail = await world.connect()
  await mail.handle(invoices, { group: 'mail' }, ({ value }) => void invoiced.push(value))
  await begin()
  world.crashAt('transaction-offsets-sent')
  await world.bus.publish(orders, { key: 'a', value: 1 })
  await world.idle()
  deepEqual([world.hasCrashed, invoiced], [true, []])

  await world.restart()
  await begin()
  await world.idle()

  deepEqual(invoiced, [1])
})

test('another bus takes over at once what one has that is killed', async () => {
  await using world = await startTestBus({ settings: { 'num.partitions': '4' } })
  const handled: string[] = []
  await using other = await world.connect()
  await world.bus.handle(orders, { group: 'billing' }, () => void handled.push('one'))
  await other.handle(orders, { group: 'billing' }, () => void handled.push('other'))
  await world.idle()

  world.crash()
  for (let value = 0; value < 8; value += 1) {
    await other.publish(orders, { key: `${value}`, value })
  }
  await world.idle()

  deepEqual(handled, Array(8).fill('other'))
})

test('a receipt that does not come is waited for until the test lets the time pass', async () => {
  await using world = await startTestBus()
  const sent = await world.bus.publish(orders, { key: 'a', value: 1 }, { receipts: ['nobody'] })
  const receipt = rejects(sent.receipt('nobody', { timeout: '1h' }), {
    name: 'UnknownOutcomeError',
  })

  await world.advance('1h')
  await receipt
})

test('idle says what it waits for when nothing happens any more', async () => {
  await using world = await startTestBus({ patienceMs: 200 })
  const forever = Promise.withResolvers<void>()
  await world.bus.handle(orders, { group: 'billing', grace: '1s' }, () => forever.promise)
  await world.bus.publish(orders, { key: 'a', value: 1 })

  await rejects(world.idle(), {
    code: 'TESTING_NO_REST',
    message: /group billing of orders is at work/,
  })
  forever.resolve()
  await world.idle()
})

test('any client of Kafka gets to the broker', async () => {
  await using world = await startTestBus()
  const handled: number[] = []
  await world.bus.handle(orders, { group: 'billing' }, ({ value }) => void handled.push(value))
  await using producer = new Producer(world.settings)

  await producer.send({ topic: 'orders', value: '7' })
  await world.idle()

  deepEqual(handled, [7])
  equal((await world.admin.listGroups()).length, 1)
})

test('what is no time span is refused', async () => {
  await using world = await startTestBus()

  await rejects(world.advance(-1), { code: 'TESTING_NO_TIME_SPAN' })
})
