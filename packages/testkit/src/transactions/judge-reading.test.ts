import { deepEqual, match } from 'node:assert/strict'
import { test } from 'node:test'

import { outdated, whatIsWrong, type Reading } from './judge-reading.ts'
import { committedIn, layouts } from './layouts.ts'

const twoAborted = layouts[0]!
const expected = committedIn(twoAborted.steps)

function reading(changes: Partial<Reading>): Reading {
  return {
    ...{ client: 'Java client', isolation: 'read_committed', topic: 't', version: 2, said: '' },
    ...{ layout: twoAborted, expected, shown: expected },
    ...changes,
  }
}

test('a record of an aborted transaction, or one too few, is wrong', () => {
  deepEqual(whatIsWrong(reading({})), undefined)
  match(whatIsWrong(reading({ shown: ['first 1', 'first 2', 'aborted 1', 'last'] }))!, /aborted 1/)
  match(whatIsWrong(reading({ shown: ['first 1', 'last'] }))!, /instead of/)
})

test('a client that is known to misread may show what was aborted, and nothing less', () => {
  const client = '@platformatic/kafka'
  const shown = ['first 1', 'first 2', 'aborted 1', 'aborted 2', 'last']
  deepEqual(whatIsWrong(reading({ client, shown })), undefined)
  match(whatIsWrong(reading({ client, shown: shown.slice(1) }))!, /instead of/)
})

test('a misreading that is known and does not happen is told', () => {
  deepEqual(outdated([reading({ client: '@platformatic/kafka' })]).length, 1)
  deepEqual(outdated([reading({})]), [])
})

test('who reads uncommitted must be shown more', () => {
  const isolation = 'read_uncommitted'
  match(whatIsWrong(reading({ isolation }))!, /no more/)
  deepEqual(whatIsWrong(reading({ isolation, shown: [...expected, 'aborted 1'] })), undefined)
})
