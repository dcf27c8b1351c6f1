import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'

import { ErrorCode } from '@barnabus/protocol'

import { endTransactionAndEpoch } from './end-transaction.ts'
import { initProducer } from './init-producer.ts'
import { producerEpochMax, type Transaction } from './transaction.ts'
import { completed, newTransaction } from './transitions.ts'
import type { Terms, Verdict } from './verdict.ts'

const terms: Terms = { nowMs: 1000, newProducerId: undefined }
const withId: Terms = { ...terms, newProducerId: 9n }
const last = { producerId: 5n, producerEpoch: producerEpochMax }
const request = { transactionalId: 'p', timeoutMs: 60_000, current: undefined }

function atLastEpoch(state: Transaction['state']): Transaction {
  return { ...newTransaction('p', 5n, 60_000), producerEpoch: producerEpochMax, state }
}

function nextOf(verdict: Verdict): Transaction {
  ok(verdict.kind === 'changed' || verdict.kind === 'ended', verdict.kind)
  return verdict.next
}

test('who begins after the last epoch gets a new producer id', () => {
  const transaction = atLastEpoch('CompleteCommit')

  equal(initProducer(transaction, request, terms).kind, 'needs-producer-id')
  const goingOn = { ...request, current: last }
  const next = nextOf(initProducer(transaction, goingOn, withId))
  deepEqual([next.producerId, next.producerEpoch, next.previousProducerId], [9n, 0, 5n])

  // It missed the answer, and asks again under its old name.
  const again = nextOf(initProducer(next, goingOn, terms))
  deepEqual([again.producerId, again.producerEpoch], [9n, 0])
  equal(initProducer(nextOf(initProducer(next, request, terms)), goingOn, terms).kind, 'answered')
})

test('a transaction of the last epoch ends with a new producer id, told again if asked again', () => {
  const transaction = atLastEpoch('Ongoing')

  equal(endTransactionAndEpoch(transaction, last, 'commit', terms).kind, 'needs-producer-id')
  const verdict = endTransactionAndEpoch(transaction, last, 'commit', withId)
  const ending = nextOf(verdict)
  deepEqual([ending.producerId, ending.producerEpoch], [5n, producerEpochMax + 1])
  const answer = { errorCode: ErrorCode.none, producerId: 9n, producerEpoch: 0 }
  deepEqual(verdict.kind === 'ended' && verdict.answer, answer)

  const done = completed(ending, 2000)
  deepEqual([done.producerId, done.producerEpoch], [9n, 0])
  deepEqual(endTransactionAndEpoch(done, last, 'commit', terms), { kind: 'answered', answer })
})
