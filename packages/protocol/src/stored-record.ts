import { Buffer } from 'node:buffer'

import type { Codec, RecordCodec, VersionRange } from './codec.ts'
import { protocolErrors } from './errors.ts'
import { Reader } from './reader.ts'
import { Writer } from './writer.ts'

// How coordinators keep their records: in front of the key two bytes say which kind of record it
// is, in front of the value two bytes say in which version. A missing value is a tombstone.

/** The key of a record of an internal topic. */
export function encodeRecordKey<Key>(record: RecordCodec<Key, unknown>, key: Key): Uint8Array {
  const writer = new Writer()
  writer.int16(record.type)
  record.key.encode(writer, key, 0)
  return joined(writer)
}

/** The value of a record of an internal topic, in the latest version unless told otherwise. */
export function encodeRecordValue<Draft>(
  record: { readonly versions: VersionRange; readonly value: Codec<unknown, Draft> },
  value: Draft,
  version: number = record.versions.max,
): Uint8Array {
  const writer = new Writer()
  writer.int16(version)
  record.value.encode(writer, value, version)
  return joined(writer)
}

/** Which kind of record a key belongs to. Throws TRUNCATED. */
export function recordTypeOf(key: Uint8Array): number {
  return new Reader(key).int16()
}

/** Reads a key. Throws UNKNOWN_RECORD if it belongs to another kind of record. */
export function decodeRecordKey<Key>(record: RecordCodec<Key, unknown>, key: Uint8Array): Key {
  const reader = new Reader(key)
  const type = reader.int16()
  if (type !== record.type) throw protocolErrors.UNKNOWN_RECORD(record.name, type)
  return record.key.decode(reader, 0)
}

/** Reads a value. Throws UNSUPPORTED_VERSION if somebody newer has written it. */
export function decodeRecordValue<Value, Draft>(
  record: { readonly value: Codec<Value, Draft> },
  value: Uint8Array,
): Value {
  const reader = new Reader(value)
  const version = reader.int16()
  return record.value.decode(reader, version)
}

function joined(writer: Writer): Uint8Array {
  const { buffer, byteOffset, length } = Buffer.concat(writer.finish())
  return new Uint8Array(buffer, byteOffset, length)
}
