import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'

import { ManualClock } from '@barnabus/base'

import { ReceiveBudget, type Receipt } from './receive-budget.ts'

const limits = {
  heldBytesMax: 1000,
  smallFrameSize: 10,
  largeFrameSize: 5000,
  largeHeldBytesMax: 500,
  frameTimeoutMs: 30_000,
  stallTimeoutMs: 2000,
}

function budgetWith(clock = new ManualClock()): ReceiveBudget {
  return new ReceiveBudget(clock, limits)
}

/** Waits, and writes down when it may read on. */
function waiting(receipt: Receipt, name: string, admitted: string[]): void {
  void receipt.wait().then(() => admitted.push(name))
}

test('a thousand announced frames of which nothing came cost nothing', () => {
  const budget = budgetWith()
  for (let peer = 0; peer < 1000; peer += 1) budget.open().arrived(0, 90_000_000)

  equal(budget.heldBytes, 0)
  equal(budget.open().mayRead(), true)
})

test('with the budget spent, only the frame that lacks least is read, then the next', async () => {
  const budget = budgetWith()
  const admitted: string[] = []
  const [far, near] = [budget.open(), budget.open()]
  far.arrived(600, 900)
  near.arrived(400, 500)
  deepEqual([far.mayRead(), near.mayRead()], [false, false])

  waiting(near, 'near', admitted)
  waiting(far, 'far', admitted)
  await Promise.resolve()
  deepEqual(admitted, ['near'])
  equal(near.mayRead(), true)
  near.accepted(900)
  await Promise.resolve()

  deepEqual(admitted, ['near', 'far'], 'one whole frame later it is the next one’s turn')
})

test('everybody reads on as soon as answers have made room', async () => {
  const budget = budgetWith()
  const admitted: string[] = []
  const [served, one, other] = [budget.open(), budget.open(), budget.open()]
  served.accepted(1000)
  one.arrived(100, 100)
  other.arrived(100, 200)
  waiting(one, 'one', admitted)
  waiting(other, 'other', admitted)
  await Promise.resolve()
  deepEqual(admitted, ['one'])

  served.answered(1000)
  await Promise.resolve()

  deepEqual(admitted, ['one', 'other'])
  equal(budget.heldBytes, 200)
})

test('large frames leave room for ordinary ones', async () => {
  const budget = budgetWith()
  const [large, larger, ordinary] = [budget.open(), budget.open(), budget.open()]
  large.arrived(300, 6000)
  larger.arrived(300, 7000)
  ordinary.arrived(100, 100)
  deepEqual([large.mayRead(), larger.mayRead(), ordinary.mayRead()], [false, false, true])

  const admitted: string[] = []
  waiting(larger, 'larger', admitted)
  waiting(large, 'large', admitted)
  ordinary.close()
  await Promise.resolve()
  deepEqual(admitted, ['larger'], 'one of them may go on nevertheless')
})

test('a small frame is read whatever the budget says', () => {
  const budget = budgetWith()
  budget.open().accepted(5000)
  const small = budget.open()
  small.arrived(4, 6)

  equal(small.mayRead(), true)
})

test('a frame that takes too long is late; time that we made it wait does not count', async () => {
  const clock = new ManualClock()
  const budget = budgetWith(clock)
  const [slow, paused, big] = [budget.open(), budget.open(), budget.open()]
  slow.arrived(10, 90)
  paused.arrived(10, 90)
  big.accepted(2000)
  void slow.wait() // The only one who may go on.
  const admitted = paused.wait()

  clock.advance(30_001)
  deepEqual([budget.isLate(slow), budget.isLate(paused)], [true, false])
  slow.close()
  await admitted
  equal(budget.isLate(paused), false)
  clock.advance(30_001)
  equal(budget.isLate(paused), true)
})

test('a frame that stands still is late much sooner while others wait for its memory', () => {
  const clock = new ManualClock()
  const budget = budgetWith(clock)
  const [stalled, other] = [budget.open(), budget.open()]
  stalled.arrived(1000, 500)
  clock.advance(2001)
  equal(budget.isLate(stalled), false, 'nobody is in need')
  void stalled.wait()

  other.arrived(100, 100)
  void other.wait()
  clock.advance(2001)

  deepEqual([budget.isLate(stalled), budget.isLate(other)], [true, false])
})

test('large frames that wait give way to an ordinary one that starves, as many as it takes', () => {
  const clock = new ManualClock()
  const budget = budgetWith(clock)
  const receipts = [300, 400, 500, 600, 100].map((heldBytes) => {
    const receipt = budget.open()
    receipt.arrived(heldBytes, heldBytes === 100 ? 100 : 9000)
    void receipt.wait()
    return receipt
  })
  const [, , , largest, ordinary] = receipts
  const reading = receipts.filter((receipt) => receipt.mayRead())
  deepEqual(reading, [receipts[0]], 'the first to wait got the overdraft')
  deepEqual(budget.victims(), new Set())

  clock.advance(2001)
  const victims = budget.victims()

  ok(!victims.has(ordinary!) && !victims.has(receipts[0]!))
  deepEqual(victims, new Set([largest, receipts[2]]))
  for (const victim of victims) victim.close()
  equal(ordinary!.mayRead(), true)
})

test('a connection that closes gives back what it held, once', () => {
  const budget = budgetWith()
  const receipt = budget.open()
  receipt.accepted(300)
  receipt.arrived(100, 50)
  equal(budget.heldBytes, 400)

  receipt.close()
  receipt.answered(300)

  equal(budget.heldBytes, 0)
})
