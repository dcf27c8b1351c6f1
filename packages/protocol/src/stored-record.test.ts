import { deepEqual, equal, throws } from 'node:assert/strict'
import { test } from 'node:test'
import { isOperatingError } from '@barnabus/base'

import { groupMetadataRecord, offsetCommitRecord } from './generated/classic-group-records.ts'
import {
  decodeRecordKey,
  decodeRecordValue,
  encodeRecordKey,
  encodeRecordValue,
  recordTypeOf,
} from './stored-record.ts'

const key = { group: 'g', topic: 'orders', partition: 3 }
const commit = { offset: 42n, metadata: '', commitTimestamp: 1_700_000_000_000n }

test('a key says first which kind of record it belongs to', () => {
  const bytes = encodeRecordKey(offsetCommitRecord, key)
  equal(Buffer.from(bytes).toString('hex'), '0001' + '000167' + '00066f7264657273' + '00000003')
  equal(recordTypeOf(bytes), offsetCommitRecord.type)
  deepEqual(decodeRecordKey(offsetCommitRecord, bytes), key)
  throws(
    () => decodeRecordKey(groupMetadataRecord, bytes),
    (error) => isOperatingError(error, 'PROTOCOL_UNKNOWN_RECORD'),
  )
})

test('a value says first in which version it is, and old ones stay readable', () => {
  for (const version of [0, 3, 4]) {
    const bytes = encodeRecordValue(offsetCommitRecord, commit, version)
    equal(new DataView(bytes.buffer, bytes.byteOffset).getInt16(0), version)
    const { offset, leaderEpoch } = decodeRecordValue(offsetCommitRecord, bytes)
    deepEqual({ offset, leaderEpoch }, { offset: 42n, leaderEpoch: -1 })
  }
  deepEqual(
    encodeRecordValue(offsetCommitRecord, commit),
    encodeRecordValue(offsetCommitRecord, commit, 4),
  )
})

test('a value from the future is refused', () => {
  const bytes = Uint8Array.from(encodeRecordValue(offsetCommitRecord, commit))
  bytes[1] = 5
  throws(
    () => decodeRecordValue(offsetCommitRecord, bytes),
    (error) => isOperatingError(error, 'PROTOCOL_UNSUPPORTED_VERSION'),
  )
})
