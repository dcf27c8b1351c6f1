import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { Measure } from './measure.ts'

const samples = { count: 2, windowMs: 1000 }

test('a sum goes on for ever, and an average forgets what is older than all samples', () => {
  const measure = new Measure(samples)

  measure.record(10, 0)
  measure.record(30, 100)

  equal(measure.average(200), 20)
  equal(measure.average(2200), NaN)
  deepEqual([measure.total, measure.events], [40, 2])
})

test('the oldest sample gives way to a new one', () => {
  const measure = new Measure(samples)

  measure.record(100, 0)
  measure.record(10, 1000)
  measure.record(20, 2000)

  deepEqual([measure.max(2000), measure.min(2000), measure.average(2000)], [20, 10, 15])
})

test('a rate is by the second of the samples, of which the missing ones count', () => {
  const measure = new Measure(samples)

  measure.record(6, 0)
  equal(measure.rate(500), 4) // 6 in half a second, and a second that was not there.
  measure.record(2, 1500)

  equal(measure.rate(1600), 5)
  equal(measure.eventRate(1600), 1.25)
})

test('of nothing there is no average and no maximum, and the rate is 0', () => {
  const measure = new Measure(samples)

  deepEqual([measure.average(5), measure.max(5), measure.min(5)], [NaN, NaN, NaN])
  deepEqual([measure.rate(5), measure.eventRate(5)], [0, 0])
})

test('a window without length has no past', () => {
  const measure = new Measure({ count: 2, windowMs: 0 })

  measure.record(1, 5)

  deepEqual([measure.rate(5), measure.average(5), measure.total], [0, NaN, 1])
})
