import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'

import { Story, type Circumstances } from '../story.fixture.ts'
import { exactlyOnce } from './exactly-once.ts'

const commit = (outcome: Circumstances['outcome'] = 'ok'): Circumstances => ({
  outcome: outcome!,
  commits: { group: 'g', offsets: { k: 1 } },
})

const twice = (second: Circumstances): Story =>
  new Story().txn('a', ['poll k x@0'], commit()).txn('b', ['poll k x@0'], second)

test('two transactions of a group that consume one record break it', () => {
  const story = new Story().subscribe('a').subscribe('b')
  story.txn('a', ['poll k x@0'], commit()).txn('b', ['poll k x@0'], commit())
  deepEqual(story.anomalies(exactlyOnce), ['consumed-again'])
})

test('one that was aborted, or did not commit a position, does not', () => {
  deepEqual(twice(commit('fail')).subscribe('a').subscribe('b').anomalies(exactlyOnce), [])
  deepEqual(twice({}).subscribe('a').subscribe('b').anomalies(exactlyOnce), [])
})

test('who was assigned what it reads may read again', () => {
  deepEqual(twice(commit()).anomalies(exactlyOnce), [])
})
