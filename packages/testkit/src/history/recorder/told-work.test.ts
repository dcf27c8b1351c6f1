import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { seededRandom } from '../../seeded-random.ts'
import type { WorkCommand } from './client-process.ts'
import { randomLine } from './record-line.ts'
import { toldWork, untold } from './told-work.ts'

const line = randomLine('a-1', 2, 1_000_000, seededRandom(1))
const txn = (commit: boolean): WorkCommand => ({
  do: 'txn',
  steps: [{ send: line }, { poll: 10 }],
  commit,
  offsets: true,
  pauseMs: 0,
})

test('what was told of steps and offsets is taken down by key', () => {
  const read = { ...line, partition: 1, offset: 4 }
  const steps = [{ offset: 7 }, { records: [read] }]
  const told = toldWork(txn(true), { outcome: 'ok', steps, offsets: { 1: 5 } }, 'g')
  equal(told.outcome, 'ok')
  deepEqual(told.commits, { group: 'g', offsets: { 'history-1': 5 } })
  const [sent, polled] = told.steps
  equal(sent?.kind === 'send' && sent.key, 'history-2')
  equal(sent?.kind === 'send' && sent.offset, 7)
  equal(polled?.kind === 'poll' && polled.records[0]?.value, 'a-1')
  equal(polled?.kind === 'poll' && polled.records[0]?.hash, sent?.kind === 'send' && sent.hash)
})

test('a client that ends with a commit on the way leaves it open what happened', () => {
  equal(untold(txn(true), undefined, 'g').outcome, 'info')
  equal(
    untold({ do: 'send', steps: [{ send: line }], offsets: false }, undefined, 'g').outcome,
    'info',
  )
  equal(untold({ do: 'poll', steps: [{ poll: 1 }], offsets: true }, undefined, 'g').outcome, 'info')
})

test('where nobody asked for a commit there will be none', () => {
  equal(untold(txn(false), undefined, 'g').outcome, 'fail')
  equal(
    untold({ do: 'poll', steps: [{ poll: 1 }], offsets: false }, undefined, 'g').outcome,
    'fail',
  )
})

test('what it had told before it ended is not lost', () => {
  const interim = { isInterim: true, steps: [{ offset: 3 }, {}], offsets: { 0: 9 } } as const
  const { steps, commits } = untold(txn(true), interim, 'g')
  equal(steps[0]?.kind === 'send' && steps[0].offset, 3)
  deepEqual(commits?.offsets, { 'history-0': 9 })
})
