import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'

import { ManualClock } from '@barnabus/base'

import { Timers } from './timers.ts'

test('a timer fires when it was last told to, earlier or later than before', () => {
  const clock = new ManualClock()
  const timers = new Timers(clock)
  const fired: string[] = []
  const say = (what: string) => (): void => void fired.push(`${what} at ${clock.monotonicMs()}`)

  timers.schedule('a', 100, say('a'))
  timers.schedule('b', 100, say('b'))
  timers.schedule('c', 100, say('c'))
  clock.advance(60)
  timers.schedule('a', 100, say('a, put off'))
  timers.schedule('b', 10, say('b, hurried'))
  timers.cancel('c')
  clock.advance(1000)

  deepEqual(fired, ['b, hurried at 70', 'a, put off at 160'])
})

test('what a timer does may start it again, and nothing happens after all are cancelled', () => {
  const clock = new ManualClock()
  const timers = new Timers(clock)
  const fired: number[] = []
  const again = (): void => {
    fired.push(clock.monotonicMs())
    timers.schedule('a', 50, again)
  }

  timers.schedule('a', 50, again)
  clock.advance(120)
  timers.cancelAll()
  clock.advance(1000)

  deepEqual(fired, [50, 100])
})
