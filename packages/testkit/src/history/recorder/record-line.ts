/** Records of a history as client programs have them, and what identifies their bytes. */
import { createHash } from 'node:crypto'

import type { Random } from '@barnabus/base'
import type { KafkaRecord } from '@barnabus/protocol'

import type { Value } from '../model/operation.ts'

/** A record as a JSON line has it; bytes are base64. */
export interface RecordLine {
  readonly partition: number
  readonly offset?: number
  readonly timestamp: number
  readonly key: string | null
  readonly value: string | null
  readonly headers: readonly (readonly [name: string, value: string | null])[]
}

const separator = '|'
const paddingSizeMax = 300
const largePaddingSizeMax = 30_000
const timeSpreadMs = 2_000

/** A record with this value: random in all else, now and then large, and not in the order of time. */
export function randomLine(
  value: Value,
  partition: number,
  nowMs: number,
  random: Random,
): RecordLine {
  const sizeMax = random.below(16) === 0 ? largePaddingSizeMax : paddingSizeMax
  const padding = random.bytes(random.below(sizeMax))
  const headers = Array.from(
    { length: random.below(3) },
    (_, index) => [`h${index}`, base64(random.bytes(random.below(20)))] as const,
  )
  return {
    partition,
    timestamp: Math.round(nowMs) - random.below(timeSpreadMs),
    key: random.below(4) === 0 ? null : base64(random.bytes(1 + random.below(12))),
    value: base64(Buffer.concat([Buffer.from(value + separator), padding])),
    headers,
  }
}

/** The value that a line carries in front of its padding. */
export function valueOf({ value }: Pick<RecordLine, 'value'>): Value {
  const bytes = Buffer.from(value ?? '', 'base64')
  const end = bytes.indexOf(separator)
  return bytes.subarray(0, end < 0 ? bytes.length : end).toString('latin1')
}

/** Two lines have the same hash if key, value, headers and timestamp are the same. */
export function hashOfLine({ timestamp, key, value, headers }: RecordLine): string {
  const content = JSON.stringify([timestamp, key, value, headers])
  return createHash('sha256').update(content).digest('hex').slice(0, 16)
}

/** The line of a record that was decoded here. */
export function lineOf(record: KafkaRecord, partition: number): RecordLine {
  return {
    partition,
    offset: Number(record.offset),
    timestamp: Number(record.timestamp),
    key: record.key === null ? null : base64(record.key),
    value: record.value === null ? null : base64(record.value),
    headers: record.headers.map(({ key, value }) => [key, value === null ? null : base64(value)]),
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
}
