import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { groupSegments, type GroupableSegment } from './group-segments.ts'

/** Segments of these sizes, of ten offsets each. */
function segments(sizes: readonly number[], offsets = 10n): readonly GroupableSegment[] {
  return sizes.map((sizeBytes, index) => ({
    baseOffset: BigInt(index) * offsets,
    endOffset: BigInt(index + 1) * offsets,
    sizeBytes,
    offsetIndexBytes: 8,
    timeIndexBytes: 12,
  }))
}

const limits = { segmentBytes: 100, segmentIndexBytes: 1_000 }

function sizesOf(...given: Parameters<typeof groupSegments>): readonly (readonly number[])[] {
  return groupSegments(...given).map((group) => group.map(({ sizeBytes }) => sizeBytes))
}

test('neighbours go together as long as they are sure to fit into one segment', () => {
  deepEqual(sizesOf(segments([40, 60, 1, 99, 100, 500]), limits), [[40, 60], [1, 99], [100], [500]])
  deepEqual(sizesOf([], limits), [])
})

test('indexes have to fit too', () => {
  const tight = { segmentBytes: 1_000, segmentIndexBytes: 24 }
  deepEqual(sizesOf(segments([1, 1, 1]), tight), [[1, 1], [1]])
})

test('a segment spans no more offsets than its indexes can tell', () => {
  deepEqual(sizesOf(segments([1, 1, 1], 2n ** 30n), limits), [[1, 1], [1]])
})
