import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { ManualClock } from '@barnabus/base'

import { PollInterval } from './poll-interval.ts'

function watched(): { clock: ManualClock; poll: PollInterval; late: number[]; back: number[] } {
  const clock = new ManualClock()
  const late: number[] = []
  const back: number[] = []
  const poll = new PollInterval(clock, 100, {
    late: () => late.push(clock.monotonicMs()),
    back: () => back.push(clock.monotonicMs()),
  })
  return { clock, poll, late, back }
}

test('an application is late when it has worked for the whole interval, and only once', () => {
  const { clock, poll, late } = watched()
  poll.start()

  clock.advance(99)
  equal(poll.isLate, false)
  clock.advance(500)

  deepEqual(late, [100])
  equal(poll.isLate, true)
})

test('each pull gives the whole interval anew, also after it was late', () => {
  const { clock, poll, late, back } = watched()
  poll.start()
  clock.advance(60)
  poll.start()
  clock.advance(99)
  deepEqual(late, [])
  clock.advance(1)
  poll.start()
  equal(poll.isLate, false)
  clock.advance(100)

  deepEqual(late, [160, 260])
  clock.advance(5)
  poll.stop()
  poll.stop()
  deepEqual(back, [160, 265])
})

test('an application that waits is never late, and has the whole interval afterwards', () => {
  const { clock, poll, late } = watched()
  poll.start()
  clock.advance(90)
  poll.stop()
  clock.advance(1000)
  poll.start()
  clock.advance(99)

  deepEqual(late, [])
  clock.advance(1)
  deepEqual(late, [1190])
  poll.start()
  poll.end()
  poll.start()
  clock.advance(1000)
  deepEqual(late, [1190])
})
