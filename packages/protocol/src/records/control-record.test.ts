import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { encodeEndTransactionMarker, readControlRecord } from './control-record.ts'
import { RecordBatch } from './record-batch.ts'
import type { KafkaRecord } from './records.ts'

function controlRecord(key: number[] | null, value: number[] | null): KafkaRecord {
  return {
    offset: 0n,
    timestamp: 0n,
    key: key && Uint8Array.from(key),
    value: value && Uint8Array.from(value),
    headers: [],
  }
}

test('a marker is a transactional control batch that says how the transaction ended', () => {
  for (const outcome of ['abort', 'commit'] as const) {
    const batch = RecordBatch.at(
      encodeEndTransactionMarker({
        outcome,
        producerId: 5n,
        producerEpoch: 2,
        coordinatorEpoch: 77,
        timestamp: 1_700_000_000_000n,
      }),
    )

    deepEqual([batch.isControl, batch.isTransactional, batch.recordCount], [true, true, 1])
    deepEqual([batch.producerId, batch.producerEpoch, batch.baseSequence], [5n, 2, -1])
    equal(batch.maxTimestamp, 1_700_000_000_000n)
    ok(batch.checksumHolds())
    const records = Array.from(batch.records({ decompressedSizeMax: 1000 }), readControlRecord)
    deepEqual(records, [{ kind: 'endTransaction', outcome, coordinatorEpoch: 77 }])
  }
})

test('control records of other types are told apart, and later versions may be longer', () => {
  deepEqual(readControlRecord(controlRecord([0, 0, 0, 2], null)), { kind: 'other', type: 2 })
  deepEqual(readControlRecord(controlRecord([0, 9, 0, 1, 5], [0, 9, 0, 0, 0, 3, 8])), {
    kind: 'endTransaction',
    outcome: 'commit',
    coordinatorEpoch: 3,
  })
})

test('control records that are too short are malformed', () => {
  for (const [key, value] of [
    [null, null],
    [[0, 0, 0], null],
    [[0, 0, 0, 1], null],
    [
      [0, 0, 0, 0],
      [0, 0, 0, 0, 3],
    ],
  ] as const) {
    const record = controlRecord(key && [...key], value && [...value])
    deepEqual(readControlRecord(record), { kind: 'malformed' })
  }
})
