import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { zeroUuid } from '@barnabus/protocol'
import type { PartitionCheckpoint } from './checkpoint-file.ts'
import { countPassed, findRecoveryStart, type RecoveryFacts } from './recovery-start.ts'

const checkpoint: PartitionCheckpoint = {
  topic: 't',
  topicId: zeroUuid,
  partition: 0,
  recoveryPoint: 150n,
  logStartOffset: 0n,
  segmentBaseOffset: 100n,
  position: 5_000,
  producersAt: undefined,
  compaction: undefined,
}

function segment(baseOffset: bigint, sizeBytes = 10_000): RecoveryFacts['segments'][number] {
  return { baseOffset, sizeBytes }
}

function startOf(facts: Partial<RecoveryFacts>): ReturnType<typeof findRecoveryStart> {
  return findRecoveryStart({
    segments: [segment(0n), segment(100n)],
    checkpoint,
    checkpointIsKnown: true,
    logStartOffset: 0n,
    ...facts,
  })
}

test('reading begins where the checkpoint says', () => {
  const start = { kind: 'inSegment', index: 1, position: 5_000, offset: 150n } as const
  deepEqual(startOf({}), start)
  deepEqual(startOf({ segments: [segment(0n), segment(100n), segment(150n)] }), start)
})

test('a partition without files begins at its recovery point, if nothing is to be there', () => {
  const { logStartOffset } = { logStartOffset: 150n }
  deepEqual(startOf({ segments: [], logStartOffset }), { kind: 'fromNothing', offset: 150n })
  deepEqual(startOf({ segments: [], checkpoint: undefined }), { kind: 'fromNothing', offset: 0n })
  equal(startOf({ segments: [], logStartOffset: 149n }).kind, 'damaged')
})

test('what is missing below the recovery point is damage', () => {
  equal(startOf({ segments: [segment(0n)] }).kind, 'damaged', 'the segment of the checkpoint')
  equal(startOf({ segments: [segment(100n)] }).kind, 'damaged', 'the first one')
  equal(startOf({ segments: [segment(200n)] }).kind, 'damaged', 'both')
  equal(startOf({ segments: [segment(0n), segment(100n, 4_999)] }).kind, 'damaged', 'its end')
  equal(startOf({ segments: [segment(0n, 0), segment(100n)] }).kind, 'damaged', 'its content')
})

test('what retention has taken is not missing', () => {
  deepEqual(startOf({ segments: [segment(100n)], logStartOffset: 120n }), {
    kind: 'inSegment',
    index: 0,
    position: 5_000,
    offset: 150n,
  })
  const all = { kind: 'inSegment', index: 0, position: 0 } as const
  deepEqual(startOf({ segments: [segment(200n)], logStartOffset: 200n }), { ...all, offset: 200n })
  deepEqual(startOf({ segments: [segment(150n)], logStartOffset: 150n }), { ...all, offset: 150n })
})

test('segments that a power cut brought back are known by the start of the log', () => {
  const all = [segment(0n), segment(50n), segment(100n), segment(200n)]
  const counts = [0n, 49n, 50n, 100n, 200n, 900n].map((start) => countPassed(all, undefined, start))
  deepEqual(counts, [0, 0, 1, 2, 3, 3], 'nobody knows where the last one ends')
  equal(countPassed([segment(0n)], checkpoint, 99n), 0)
  equal(countPassed([segment(0n)], checkpoint, 100n), 1, 'it ended before the checkpoint')
  equal(countPassed([segment(100n)], checkpoint, 100n), 0)
})

test('without a word in the checkpoint everything is read', () => {
  const segments = [segment(100n), segment(200n)]
  const all = { kind: 'inSegment', index: 0, position: 0, offset: 100n } as const
  const unknown = { checkpoint: undefined, checkpointIsKnown: false, logStartOffset: 100n }
  deepEqual(startOf({ ...unknown, segments }), all)
  const unborn = { checkpoint: undefined, segments: [segment(50n)] }
  deepEqual(startOf(unborn), { kind: 'fromNothing', offset: 0n }, 'its first name was not synced')
})
