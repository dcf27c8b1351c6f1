import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { Counts } from './confirmation-counts.ts'
import { Inbox } from './inbox.ts'
import type { Arrival, ReceiptOutcome } from './receipt.ts'

function arrival(id: string, outcome: ReceiptOutcome, atMs = 0): Arrival {
  return { id, receipt: { group: 'g', outcome, at: new Date(atMs), attempts: 1 }, reply: undefined }
}

test('only the latest messages are remembered, and those for which somebody waits', () => {
  const inbox = new Inbox(new Counts(), 2)
  const leave = inbox.watch('a', () => undefined)
  for (const id of ['b', 'c', 'd']) inbox.open(id)
  for (const id of ['a', 'b', 'c', 'd']) inbox.take(arrival(id, 'processed'))
  const known = ['a', 'b', 'c', 'd'].filter((id) => inbox.receipt(id, 'g') !== undefined)
  leave()
  inbox.open('e')

  deepEqual(known, ['a', 'd'])
  equal(inbox.receipt('a', 'g'), undefined)
})

test('a dead letter may be processed later, and what was processed stays so', () => {
  const counts = new Counts()
  const inbox = new Inbox(counts)
  inbox.open('a')
  const outcomes = (['dead-letter', 'processed', 'duplicate', 'dead-letter'] as const).map(
    (outcome, atMs) => {
      inbox.take(arrival('a', outcome, atMs))
      return inbox.receipt('a', 'g')?.outcome
    },
  )

  deepEqual(outcomes, ['dead-letter', 'processed', 'processed', 'processed'])
  equal(counts.read().duplicates, 3)
})
