import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { countDeletable, type LogFacts } from './deletable-segments.ts'

const none = { cleanupPolicy: ['delete'], retentionMs: -1, retentionBytes: -1 } as const

/** Segments of 100 bytes and 10 offsets each, with these largest timestamps. */
function log(timestamps: readonly (bigint | undefined)[], facts: Partial<LogFacts> = {}): LogFacts {
  const segments = timestamps.map((largestTimestampMs, index) => ({
    sizeBytes: 100,
    endOffset: BigInt(10 * (index + 1)),
    largestTimestampMs,
  }))
  const highWatermark = BigInt(10 * timestamps.length)
  return { segments, logStartOffset: 0n, highWatermark, nowMs: 1_000, ...facts }
}

test('without limits everything is kept', () => {
  equal(countDeletable(log([1n, 2n, 3n]), none), 0)
})

test('segments go when their newest record is too old, from the start on', () => {
  const settings = { ...none, retentionMs: 500 }
  equal(countDeletable(log([100n, 499n, 500n, 900n]), settings), 2)
  equal(countDeletable(log([900n, 100n, 100n]), settings), 0, 'the first one stands before them')
  equal(countDeletable(log([100n, 5_000n, 100n]), settings), 1, 'the future pins a segment')
  equal(countDeletable(log([undefined, 100n]), settings), 0, 'nobody knows how old it is')
})

test('the active segment goes too, unless it is empty', () => {
  const settings = { ...none, retentionMs: 500 }
  const facts = log([100n, 100n])
  equal(countDeletable(facts, settings), 2)
  const last = { sizeBytes: 0, endOffset: 20n, largestTimestampMs: undefined }
  equal(countDeletable({ ...facts, segments: [facts.segments[0]!, last] }, settings), 1)
})

test('by size a segment goes only if enough is left without it', () => {
  equal(countDeletable(log([1n, 2n, 3n, 4n]), { ...none, retentionBytes: 200 }), 2)
  equal(countDeletable(log([1n, 2n, 3n, 4n]), { ...none, retentionBytes: 201 }), 1)
  equal(countDeletable(log([1n, 2n]), { ...none, retentionBytes: 0 }), 2)
})

test('nothing goes that is not acknowledged', () => {
  const settings = { ...none, retentionMs: 1 }
  equal(countDeletable(log([1n, 2n, 3n], { highWatermark: 15n }), settings), 1)
})

test('what DeleteRecords has cut off goes under any policy, but never the active segment', () => {
  const facts = log([1n, 2n, 3n], { logStartOffset: 30n })
  for (const cleanupPolicy of [['delete'], ['compact'], []] as const) {
    equal(countDeletable(facts, { ...none, cleanupPolicy }), 2)
  }
  equal(countDeletable({ ...facts, logStartOffset: 19n }, none), 1)
})

test('a compacted topic is not subject to time and size', () => {
  const settings = { cleanupPolicy: ['compact'], retentionMs: 1, retentionBytes: 1 } as const
  equal(countDeletable(log([1n, 2n]), settings), 0)
})
