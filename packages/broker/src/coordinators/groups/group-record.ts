import { groupMetadataRecord, offsetCommitRecord, recordTypeOf } from '@barnabus/protocol'

import { decodeGroupMetadata, encodeGroupMetadata } from '../classic-groups/group-metadata-bytes.ts'
import type { GroupMetadataRecord } from '../classic-groups/group-metadata-record.ts'
import { decodeGroupRecord, encodeGroupRecord } from '../consumer-groups/group-record-bytes.ts'
import type { GroupRecord as ConsumerGroupRecord } from '../consumer-groups/group-record.ts'
import type { OffsetRecord } from '../offsets/committed-offset.ts'
import { decodeOffsetRecord, encodeOffsetRecord } from '../offsets/offset-record-bytes.ts'
import type { RecordBytes } from '../runtime/record-bytes.ts'

/** What `__consumer_offsets` holds. */
export type AnyGroupRecord = OffsetRecord | GroupMetadataRecord | ConsumerGroupRecord

/** The record in Kafka's own schema. */
export function encodeAnyGroupRecord(record: AnyGroupRecord): RecordBytes {
  if (record.kind === 'offset') return encodeOffsetRecord(record)
  if (record.kind === 'group-metadata') return encodeGroupMetadata(record)
  return encodeGroupRecord(record)
}

/** Reads a record back; undefined: a kind that we do not know. Throws protocol errors. */
export function decodeAnyGroupRecord(bytes: RecordBytes): AnyGroupRecord | undefined {
  const type = recordTypeOf(bytes.key)
  if (type <= offsetCommitRecord.type) return decodeOffsetRecord(bytes)
  if (type === groupMetadataRecord.type) return decodeGroupMetadata(bytes)
  return decodeGroupRecord(bytes)
}
