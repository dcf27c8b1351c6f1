import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'

import { storedLog, Story } from '../story.fixture.ts'
import { storedTransactions } from './stored-transactions.ts'

test('committed and aborted transactions of two producers tell one story', () => {
  const story = new Story()
    .txn('a', ['send k x@0'])
    .txn('b', ['send k y@1'], { outcome: 'fail' })
    .txn('b', ['send k z@4'])
    .poll('c', 'k x@0 z@4')
  const batches = ['7 x@0', '8 y@1', '7 commit@2', '8 abort@3', '8 z@4', '8 commit@5', '- w@6']
  story.tell('d', {}, storedLog('k', batches, { aborted: ['8@1'] }))
  deepEqual(story.anomalies(storedTransactions), [])
})

test('an aborted transaction that is not listed is found', () => {
  const log = storedLog('k', ['8 y@0', '8 abort@1'])
  deepEqual(new Story().tell('d', {}, log).anomalies(storedTransactions), ['aborted-list'])
})

test('a committed transaction that is listed is found', () => {
  const log = storedLog('k', ['8 y@0', '8 commit@1'], { aborted: ['8@0'] })
  deepEqual(new Story().tell('d', {}, log).anomalies(storedTransactions), ['aborted-list'])
})

test('two aborted transactions of one producer need two entries', () => {
  const batches = ['8 x@0', '8 abort@1', '8 y@2', '8 abort@3']
  const both = storedLog('k', batches, { aborted: ['8@0', '8@2'] })
  deepEqual(new Story().tell('d', {}, both).anomalies(storedTransactions), [])
  const one = storedLog('k', batches, { aborted: ['8@0'] })
  deepEqual(new Story().tell('d', {}, one).anomalies(storedTransactions), ['aborted-list'])
})

test('data without a marker leaves a transaction open', () => {
  const story = new Story().tell('d', {}, storedLog('k', ['8 y@0'], { lastStableOffset: 0 }))
  deepEqual(story.anomalies(storedTransactions), ['open-transaction', 'open-transaction'])
})

test('a last stable offset that hangs is found even if every marker is there', () => {
  const log = storedLog('k', ['8 y@0', '8 commit@1'], { lastStableOffset: 0 })
  deepEqual(new Story().tell('d', {}, log).anomalies(storedTransactions), ['open-transaction'])
})

test('a poll of what is not committed is found', () => {
  const log = storedLog('k', ['8 y@0', '8 abort@1'], { aborted: ['8@0'] })
  const story = new Story().poll('c', 'k y@0').tell('d', {}, log)
  deepEqual(story.anomalies(storedTransactions), ['polled-uncommitted'])
})

test('a transaction that is committed in one key only is torn', () => {
  for (const outcome of ['ok', 'info'] as const) {
    const story = new Story()
      .txn('a', ['send k x@0', 'send l y@0'], { outcome })
      .tell('d', {}, storedLog('k', ['8 x@0', '8 commit@1']))
      .tell('d', {}, storedLog('l', ['8 y@0', '8 abort@1'], { aborted: ['8@0'] }))
    deepEqual(story.anomalies(storedTransactions), ['torn-transaction'])
  }
})

test('the outcome that clients were told is the one that is stored', () => {
  const aborted = storedLog('k', ['8 x@0', '8 abort@1'], { aborted: ['8@0'] })
  const lost = new Story().txn('a', ['send k x@0']).tell('d', {}, aborted)
  deepEqual(lost.anomalies(storedTransactions), ['lost-commit-marker'])
  const committed = storedLog('k', ['8 x@0', '8 commit@1'])
  const kept = new Story().txn('a', ['send k x@0'], { outcome: 'fail' }).tell('d', {}, committed)
  deepEqual(kept.anomalies(storedTransactions), ['aborted-write-committed'])
})
