import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { uuidFromBytes } from '@barnabus/protocol'
import { decodeCheckpoint, encodeCheckpoint, type Checkpoint } from './checkpoint-file.ts'

const checkpoint: Checkpoint = {
  walLsn: 123_456_789,
  keptWalFiles: [{ startLsn: 0, endLsn: 999 }],
  partitions: [
    {
      topic: 'orders.v1_x-y',
      topicId: uuidFromBytes(new Uint8Array(16).fill(250)),
      partition: 12,
      recoveryPoint: 2n ** 40n,
      logStartOffset: 17n,
      segmentBaseOffset: 2n ** 39n,
      position: 1_073_741_000,
      producersAt: 2n ** 40n - 5n,
      compaction: { gapsBelow: 2n ** 39n, cleanedTo: 2n ** 39n - 7n },
    },
    {
      topic: 'empty',
      topicId: uuidFromBytes(new Uint8Array(16).fill(1)),
      partition: 0,
      recoveryPoint: 0n,
      logStartOffset: 0n,
      segmentBaseOffset: 0n,
      position: 0,
      producersAt: undefined,
      compaction: undefined,
    },
  ],
}

test('a checkpoint is read as it was written', () => {
  deepEqual(decodeCheckpoint(encodeCheckpoint(checkpoint)), checkpoint)
  const empty = { walLsn: 0, keptWalFiles: [], partitions: [] }
  deepEqual(decodeCheckpoint(encodeCheckpoint(empty)), empty)
})

test('a checkpoint with anything changed or cut off is not read', () => {
  const bytes = encodeCheckpoint(checkpoint)
  for (let position = 0; position < bytes.length; position += 1) {
    const damaged = Uint8Array.from(bytes)
    damaged[position]! ^= 1
    equal(decodeCheckpoint(damaged), undefined, `byte ${position}`)
    equal(decodeCheckpoint(bytes.subarray(0, position)), undefined, `cut at ${position}`)
  }
})
