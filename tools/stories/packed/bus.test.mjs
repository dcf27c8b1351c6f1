// A test of somebody who installed the packages.
import { equal } from 'node:assert/strict'
import { test } from 'node:test'

import { topic } from '@barnabus/bus'
import { startTestBus } from 'barnabus/testing'

test('an order is billed ten minutes later when the ledger is down', async () => {
  const world = await startTestBus()
  const orders = topic('orders')
  const billed = []
  await world.bus.handle(orders, { group: 'billing', retry: { delays: ['10m'] } }, (message) => {
    if (message.attempt === 1) throw new Error('the ledger is down')
    billed.push(message.value)
  })
  await world.bus.publish(orders, { key: 'a', value: 1 })
  await world.idle()
  equal(billed.length, 0)
  await world.advance('10m')
  equal(billed.length, 1)
  await world[Symbol.asyncDispose]()
})
