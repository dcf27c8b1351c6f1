import { deepEqual, equal, match } from 'node:assert/strict'
import { test } from 'node:test'

import { ManualClock } from '@barnabus/base'

import { TopicRegexes } from './topic-regexes.ts'
import type { Topics } from './topics.ts'

function topicsNamed(names: readonly string[]): Topics {
  const none = (): undefined => undefined
  return { version: 7, createdVersion: 7, byName: none, byId: none, names: () => names }
}

test('an expression matches whole names, in the syntax of RE2', async () => {
  const regexes = new TopicRegexes(new ManualClock(1_000))
  const topics = topicsNamed(['orders', 'orders.eu', 'my-orders', 'payments'])
  const resolved = await regexes.resolve(['orders.*', '(pay|re)ments?', '\\p{Lu}+'], topics)
  deepEqual(
    [...resolved],
    [
      ['orders.*', resolvedTo('orders', 'orders.eu')],
      ['(pay|re)ments?', resolvedTo('payments')],
      ['\\p{Lu}+', resolvedTo()],
    ],
  )
})

function resolvedTo(...names: readonly string[]): {
  topics: Set<string>
  version: bigint
  resolvedAtMs: number
} {
  return { topics: new Set(names), version: 7n, resolvedAtMs: 1_000 }
}

test('what is wrong with an expression is said', async () => {
  const regexes = new TopicRegexes(new ManualClock())
  await regexes.load()
  equal(regexes.faultOf('a|b'), undefined)
  equal(regexes.faultOf('['), 'missing closing ]')
  match(regexes.faultOf('(?=a)') ?? '', /Perl/, 'what would take exponential time is none')
})

test('many topics are matched in turns, so that others have theirs', async () => {
  const clock = new ManualClock()
  const names = Array.from({ length: 1_200 }, (_, index) => `topic-${index}`)
  const resolving = new TopicRegexes(clock).resolve(['topic-1.*'], topicsNamed(names))
  let done = false
  void resolving.then(() => {
    done = true
  })
  for (let turn = 0; turn < 20 && !done; turn += 1) {
    await new Promise(setImmediate)
    clock.advance(1)
  }
  equal((await resolving).get('topic-1.*')?.topics.size, 311)
})
