import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { ErrorCode, RecordBatch, encodeBatch, encodeEndTransactionMarker } from '@barnabus/protocol'
import { ProducerStates } from './producer-states.ts'

const producerId = 9n

function batch(baseSequence: number, producerEpoch = 0): RecordBatch {
  const records = [{ value: new Uint8Array(1), timestamp: 5n }]
  const ofProducer = { producerId, producerEpoch, baseSequence, isTransactional: true }
  return RecordBatch.at(encodeBatch({ records, ...ofProducer }))
}

function marker(producerEpoch: number): RecordBatch {
  const terms = { outcome: 'abort', coordinatorEpoch: 0, timestamp: 5n } as const
  return RecordBatch.at(encodeEndTransactionMarker({ ...terms, producerId, producerEpoch }))
}

/** After these batches have been told to come again. */
function expecting(
  batches: readonly RecordBatch[],
  states: ProducerStates = new ProducerStates(),
): ProducerStates {
  for (const one of batches) states.expectBeginning(one, 1_000)
  return states
}

function errorOf(states: ProducerStates, one: RecordBatch): ErrorCode {
  const verdict = states.judge(one)
  return verdict.kind === 'refused' ? verdict.errorCode : ErrorCode.none
}

test('nothing overtakes the lowest sequence number that a transaction was to begin with', () => {
  for (const came of [
    [4, 6],
    [6, 4],
  ]) {
    const states = expecting(came.map((sequence) => batch(sequence)))
    equal(errorOf(states, batch(5)), ErrorCode.outOfOrderSequenceNumber)
    equal(errorOf(states, batch(4)), ErrorCode.none)
    states.apply(batch(4), 1_000)
    equal(errorOf(states, batch(5)), ErrorCode.none)
  }
})

test('a newer epoch begins anew, an older one changes nothing', () => {
  const states = expecting([batch(4), batch(7, 1), batch(0, 0)])
  equal(errorOf(states, batch(7, 1)), ErrorCode.none)
  equal(errorOf(states, batch(8, 1)), ErrorCode.outOfOrderSequenceNumber)
})

test('in a transaction that has begun nothing is waited for', () => {
  const states = new ProducerStates()
  states.apply(batch(0), 1_000)
  expecting([batch(0)], states)
  equal(errorOf(states, batch(1)), ErrorCode.none)
})

test('a marker ends the waiting', () => {
  const states = new ProducerStates()
  states.expectBeginning(batch(3), 2_000)
  states.apply(marker(0), 1_000)
  states.expire(1_001) // Of the producer nothing is known any more, but it waited for something.
  equal(errorOf(states, batch(4)), ErrorCode.none)
})

test('what nobody came again with is forgotten in time', () => {
  const states = expecting([batch(0)])
  states.expire(1_000)
  equal(errorOf(states, batch(1)), ErrorCode.outOfOrderSequenceNumber)
  states.expire(1_001)
  equal(errorOf(states, batch(1)), ErrorCode.none)
})
