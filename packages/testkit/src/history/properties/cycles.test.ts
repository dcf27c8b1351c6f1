import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'

import { Story } from '../story.fixture.ts'
import { cycles } from './cycles.ts'
import { stronglyConnected } from './strongly-connected.ts'

test('two transactions that see each other flow in a circle', () => {
  const at = { invokedAtMs: 0, completedAtMs: 100 }
  const story = new Story()
    .txn('a', ['send k x@0', 'poll l y@0'], at)
    .txn('b', ['send l y@0', 'poll k x@0'], at)
  deepEqual(story.anomalies(cycles), ['G1c'])
})

test('a circle through a third one is found as well', () => {
  const at = { invokedAtMs: 0, completedAtMs: 100 }
  const story = new Story()
    .txn('a', ['send k x@0', 'poll m z@0'], at)
    .txn('b', ['send l y@0', 'poll k x@0'], at)
    .txn('c', ['send m z@0', 'poll l y@0'], at)
  deepEqual(story.anomalies(cycles), ['G1c'])
})

test('a read that had ended before the write began is a circle in time', () => {
  deepEqual(new Story().poll('a', 'k x@0').send('b', 'k x@0').anomalies(cycles), ['G1c-realtime'])
  deepEqual(new Story().send('b', 'k x@0').poll('a', 'k x@0').anomalies(cycles), [])
})

test('writes that alternate are reported, never a failure', () => {
  const story = new Story()
    .txn('a', ['send k x@0', 'send k z@2'])
    .txn('b', ['send k y@1'], { invokedAtMs: 1 })
  deepEqual(story.anomalies(cycles), ['(G0)'])
})

test('a chain of a hundred thousand has no circle, and closing it makes one', () => {
  const length = 100_000
  const chain = Array.from({ length }, (_, node) => [node, new Set([node + 1])] as const)
  deepEqual(stronglyConnected(new Map(chain)), [])
  const closed = new Map([...chain, [length - 1, new Set([0])] as const])
  deepEqual(
    stronglyConnected(closed).map((nodes) => nodes.length),
    [length],
  )
})
