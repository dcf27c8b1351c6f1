import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { ErrorCode, RecordBatch, encodeBatch } from '@barnabus/protocol'
import { decodeProducerSnapshot, encodeProducerSnapshot } from './producer-snapshot.ts'
import { ProducerStates } from './producer-states.ts'

const sequenceMax = 2 ** 31 - 1

/** A batch of a producer, at an offset. */
function batch(
  baseSequence: number,
  options: { readonly epoch?: number; readonly count?: number; readonly offset?: bigint } = {},
): RecordBatch {
  const { epoch = 0, count = 1, offset = 0n } = options
  const records = Array.from({ length: count }, () => ({ value: new Uint8Array(1), timestamp: 5n }))
  const bytes = encodeBatch({ records, producerId: 9n, producerEpoch: epoch, baseSequence })
  const made = RecordBatch.at(bytes)
  made.assignOffset(offset, 0)
  return made
}

function statesAfter(...batches: readonly RecordBatch[]): ProducerStates {
  const states = new ProducerStates()
  for (const each of batches) states.apply(each, 1_000)
  return states
}

function errorOf(states: ProducerStates, next: RecordBatch): ErrorCode | undefined {
  const verdict = states.judge(next)
  return verdict.kind === 'refused' ? verdict.errorCode : undefined
}

test('an unknown producer may begin with any sequence number', () => {
  equal(new ProducerStates().judge(batch(77)).kind, 'next')
})

test('the next batch continues the sequence, also where it begins anew', () => {
  equal(statesAfter(batch(0, { count: 3 })).judge(batch(3)).kind, 'next')
  equal(statesAfter(batch(sequenceMax)).judge(batch(0)).kind, 'next')
  equal(statesAfter(batch(sequenceMax - 1, { count: 4 })).judge(batch(2)).kind, 'next')
  equal(errorOf(statesAfter(batch(0)), batch(2)), ErrorCode.outOfOrderSequenceNumber)
  equal(errorOf(statesAfter(batch(5)), batch(3)), ErrorCode.outOfOrderSequenceNumber)
})

test('each of the last five batches is known again, and no other', () => {
  const offsets = [0, 1, 2, 3, 4, 5]
  const states = statesAfter(...offsets.map((at) => batch(at, { offset: BigInt(10 + at) })))
  for (const at of offsets.slice(1)) {
    const verdict = states.judge(batch(at))
    equal(verdict.kind === 'duplicate' && verdict.batch.lastOffset, BigInt(10 + at))
  }
  equal(errorOf(states, batch(0)), ErrorCode.outOfOrderSequenceNumber)
  equal(errorOf(states, batch(4, { count: 2 })), ErrorCode.outOfOrderSequenceNumber)
})

test('a batch across the wrap of its sequence is known again', () => {
  const wrapping = batch(sequenceMax, { count: 3, offset: 40n })
  const verdict = statesAfter(wrapping).judge(batch(sequenceMax, { count: 3 }))
  equal(verdict.kind, 'duplicate')
})

test('a new epoch starts at 0 and forgets the old batches; an old one is refused', () => {
  const states = statesAfter(batch(0), batch(1))
  equal(errorOf(states, batch(2, { epoch: 1 })), ErrorCode.outOfOrderSequenceNumber)
  equal(states.judge(batch(0, { epoch: 1 })).kind, 'next')
  states.apply(batch(0, { epoch: 1 }), 1_000)
  equal(errorOf(states, batch(1)), ErrorCode.invalidProducerEpoch)
  equal(states.judge(batch(0, { epoch: 1 })).kind, 'duplicate')
})

test('a silent producer is forgotten, one that writes is not', () => {
  const states = statesAfter(batch(0))
  equal(states.expire(1_000), false)
  equal(states.expire(1_001), true)
  equal(states.size, 0)
})

test('a snapshot keeps all that is remembered', () => {
  const states = statesAfter(...[0, 1, 2, 3, 4, 5].map((at) => batch(at, { offset: BigInt(at) })))
  const restored = decodeProducerSnapshot(encodeProducerSnapshot(states), 2_000)
  deepEqual(restored?.describe(), states.describe())
  deepEqual(restored?.get(9n)?.batches, states.get(9n)?.batches)
  equal(restored?.judge(batch(1)).kind, 'duplicate')
})

test('the last entry of a snapshot is the newest, for readers who keep one per producer', () => {
  const states = statesAfter(batch(0, { offset: 3n }), batch(1, { offset: 4n }))
  const bytes = encodeProducerSnapshot(states)
  // version, checksum, count, then entries of 46 bytes: id 8, epoch 2, sequence 4, offset 8, ...
  const last = new DataView(bytes.buffer, bytes.length - 46)
  deepEqual([last.getBigInt64(0), last.getInt32(10), last.getBigInt64(14)], [9n, 1, 4n])
})

test('a damaged snapshot is no snapshot', () => {
  const bytes = encodeProducerSnapshot(statesAfter(batch(0)))
  for (let position = 0; position < bytes.length; position += 1) {
    const damaged = Uint8Array.from(bytes)
    damaged[position]! ^= 4
    equal(decodeProducerSnapshot(damaged, 0), undefined, `byte ${position}`)
    equal(decodeProducerSnapshot(bytes.subarray(0, position), 0), undefined, `cut at ${position}`)
  }
})
