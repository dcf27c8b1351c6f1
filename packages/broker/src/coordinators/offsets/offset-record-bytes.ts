import {
  decodeRecordKey,
  decodeRecordValue,
  encodeRecordKey,
  encodeRecordValue,
  offsetCommitRecord,
} from '@barnabus/protocol'

import type { RecordBytes } from '../runtime/record-bytes.ts'
import type { CommittedOffset, OffsetRecord } from './committed-offset.ts'

const withExpiry = 1 // The only version that has a time of expiry.

/** The record in Kafka's own schema. */
export function encodeOffsetRecord(record: OffsetRecord): RecordBytes {
  const { groupId: group, topic, partition, value } = record
  const key = encodeRecordKey(offsetCommitRecord, { group, topic, partition })
  return { key, value: value && encodeValue(value) }
}

/** Reads a record of the newest kind back, and of the one before it. Throws protocol errors. */
export function decodeOffsetRecord({ key, value }: RecordBytes): OffsetRecord {
  const { group: groupId, topic, partition } = decodeRecordKey(offsetCommitRecord, key)
  return { kind: 'offset', groupId, topic, partition, value: value && decodeValue(value) }
}

function encodeValue({
  offset,
  leaderEpoch,
  metadata,
  committedAtMs,
  expiresAtMs,
  topicId,
}: CommittedOffset): Uint8Array {
  const value = {
    ...{ offset, leaderEpoch, metadata, topicId },
    commitTimestamp: BigInt(committedAtMs),
    expireTimestamp: expiresAtMs === undefined ? -1n : BigInt(expiresAtMs),
  }
  return expiresAtMs === undefined
    ? encodeRecordValue(offsetCommitRecord, value)
    : encodeRecordValue(offsetCommitRecord, value, withExpiry)
}

function decodeValue(bytes: Uint8Array): CommittedOffset {
  const { offset, leaderEpoch, metadata, commitTimestamp, expireTimestamp, topicId } =
    decodeRecordValue(offsetCommitRecord, bytes)
  return {
    ...{ offset, leaderEpoch, metadata, topicId },
    committedAtMs: Number(commitTimestamp),
    expiresAtMs: expireTimestamp === -1n ? undefined : Number(expireTimestamp),
  }
}
