import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'

import type { Step } from '../model/operation.ts'
import { storedLog, Story } from '../story.fixture.ts'
import { contents } from './contents.ts'

const send: Step = { kind: 'send', key: 'k', value: 'x', offset: 0, hash: 'as sent' }
const sent = (): Story => new Story().tell('a', {}, { kind: 'send', steps: [send] })
const polled = (hash: string): Story => {
  const records = [{ key: 'k', value: 'x', offset: 0, hash }]
  return sent().tell('b', {}, { kind: 'poll', steps: [{ kind: 'poll', records }] })
}

test('a record with another hash than the one that was sent has changed', () => {
  deepEqual(polled('as sent').anomalies(contents), [])
  deepEqual(polled('otherwise').anomalies(contents), ['changed'])
})

test('a stored record counts as well', () => {
  const { batches, ...log } = storedLog('k', ['- x@0'])
  const changed = batches.map((batch) => ({
    ...batch,
    records: batch.records.map((record) => ({ ...record, hash: 'otherwise' })),
  }))
  deepEqual(
    sent()
      .tell('b', {}, { ...log, batches: changed })
      .anomalies(contents),
    ['changed'],
  )
})

test('a value that nobody sent is found', () => {
  deepEqual(sent().poll('b', 'k y@0').anomalies(contents), ['unknown-value'])
})
