import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { cleanableRange, type CleanableLog, type CleanableRange } from './cleanable-range.ts'

const nowMs = 1_000_000
const rules = { minCleanableDirtyRatio: 0.5, minCompactionLagMs: 0, maxCompactionLagMs: 2 ** 63 }

/** Segments of 100 bytes and 10 offsets each, with their largest timestamps; the last is active. */
function log(timestamps: readonly number[], facts: Partial<CleanableLog> = {}): CleanableLog {
  const end = BigInt(10 * timestamps.length)
  return {
    segments: timestamps.map((timestamp, index) => ({
      baseOffset: BigInt(10 * index),
      sizeBytes: 100,
      firstTimestampMs: BigInt(timestamp - 1),
      largestTimestampMs: BigInt(timestamp),
    })),
    logStartOffset: 0n,
    logEndOffset: end,
    lastStableOffset: end,
    cleanedTo: undefined,
    nowMs,
    ...facts,
  }
}

function offsets(range: CleanableRange | undefined): readonly (bigint | undefined)[] {
  return [range?.firstDirtyOffset, range?.firstUncleanableOffset]
}

test('everything but the active segment is cleaned the first time', () => {
  const range = cleanableRange(log([1, 2, 3]), rules)
  deepEqual(range, { firstDirtyOffset: 0n, firstUncleanableOffset: 20n, ratio: 1, isDue: true })
  equal(cleanableRange(log([1]), rules), undefined)
})

test('the dirty share decides whether it is worth it', () => {
  const half = log([1, 2, 3], { cleanedTo: 10n })
  deepEqual(cleanableRange(half, rules)?.ratio, 0.5)
  equal(cleanableRange(half, rules)?.isDue, false, 'as much as the limit is not enough')
  equal(cleanableRange(half, { ...rules, minCleanableDirtyRatio: 0.49 })?.isDue, true)
  equal(cleanableRange(log([1, 2, 3], { cleanedTo: 20n }), rules), undefined)
})

test('what is too new stays, and all after it', () => {
  const lag = { ...rules, minCompactionLagMs: 1_000 }
  const aged = log([nowMs - 5_000, nowMs - 1_000, nowMs - 999, nowMs - 9_000, nowMs])
  deepEqual(offsets(cleanableRange(aged, lag)), [0n, 20n])
  equal(cleanableRange(log([nowMs, nowMs]), lag), undefined)
})

test('a segment that a transaction may still decide stays', () => {
  const open = (lastStableOffset: bigint) =>
    cleanableRange(log([1, 2, 3], { lastStableOffset }), rules)
  deepEqual(offsets(open(19n)), [0n, 10n])
  deepEqual(offsets(open(20n)), [0n, 20n])
  equal(open(9n), undefined)
})

test('what has waited for too long is due whatever its share', () => {
  const waiting = log([1, nowMs - 500, nowMs], { cleanedTo: 10n })
  equal(cleanableRange(waiting, { ...rules, maxCompactionLagMs: 501 })?.isDue, false)
  equal(cleanableRange(waiting, { ...rules, maxCompactionLagMs: 500 })?.isDue, true)
})

test('a mark of cleaning that the log does not reach or has passed does not count', () => {
  for (const facts of [{ cleanedTo: 31n }, { cleanedTo: 4n, logStartOffset: 5n }]) {
    const range = cleanableRange(log([1, 2, 3], facts), rules)
    equal(range?.firstDirtyOffset, facts.logStartOffset ?? 0n)
  }
})
