import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { ErrorCode, encodeBatch } from '@barnabus/protocol'

import { onlyBatchOf } from './only-batch.ts'

const batch = encodeBatch({ records: [{ value: new TextEncoder().encode('hello') }] })

test('one whole batch is taken as it is, without a copy', () => {
  const found = onlyBatchOf(batch)

  equal(found.kind === 'batch' && found.batch.bytes.buffer === batch.buffer, true)
})

test('no records, half a batch and two batches are refused', () => {
  equal(errorOf(null), ErrorCode.invalidRecord)
  equal(errorOf(new Uint8Array()), ErrorCode.invalidRecord)
  equal(errorOf(batch.subarray(0, 30)), ErrorCode.invalidRecord)
  equal(errorOf(batch.subarray(0, batch.length - 1)), ErrorCode.invalidRecord)
  equal(errorOf(Buffer.concat([batch, batch])), ErrorCode.invalidRecord)
})

test('old formats are refused as such, and what is no batch at all as corrupt', () => {
  equal(errorOf(withMagic(0)), ErrorCode.invalidRecord)
  equal(errorOf(withMagic(1)), ErrorCode.invalidRecord)
  equal(errorOf(withMagic(3)), ErrorCode.corruptMessage)
  equal(errorOf(new Uint8Array(100).fill(7)), ErrorCode.corruptMessage)
})

test('the beginning of a second batch is ignored', () => {
  const found = onlyBatchOf(Buffer.concat([batch, batch.subarray(0, 20)]))

  deepEqual(found.kind === 'batch' && Buffer.from(found.batch.bytes), Buffer.from(batch))
})

function withMagic(magic: number): Uint8Array {
  const changed = Uint8Array.from(batch)
  changed[16] = magic
  return changed
}

function errorOf(records: Uint8Array | null): number {
  const found = onlyBatchOf(records)
  return found.kind === 'refused' ? found.errorCode : ErrorCode.none
}
