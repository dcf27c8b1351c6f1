import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'

import { RecordBatch } from '@barnabus/protocol'

import { encodeBatches, type BatchTerms } from './encode-batches.ts'

const terms: BatchTerms = {
  sizeMax: 1000,
  compression: 'none',
  nowMs: 1_700_000_000_000,
  atomic: false,
  producer: undefined,
}
const records = Array.from({ length: 50 }, (_, index) => ({
  key: new Uint8Array(10).fill(index),
  value: new Uint8Array(60),
}))

test('records that are too many for one batch are spread over several, in order', () => {
  const batches = (encodeBatches(records, terms) ?? []).map((bytes) => RecordBatch.at(bytes))

  ok(batches.length > 1 && batches.every(({ sizeBytes }) => sizeBytes <= terms.sizeMax))
  const keys = batches.flatMap((batch) =>
    Array.from(batch.records({ decompressedSizeMax: 1e6 }), ({ key }) => key?.[0]),
  )
  deepEqual(keys, [...records.keys()])
})

test('what must stay together, or is too large by itself, is not written at all', () => {
  const large = [...records.slice(0, 3), { key: new Uint8Array(1), value: new Uint8Array(1000) }]

  equal(encodeBatches(records, { ...terms, atomic: true }), undefined)
  equal(encodeBatches(large, terms), undefined)
})
