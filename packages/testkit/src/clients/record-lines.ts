/** The JSON lines between the driver and the client programs: bytes as base64, null as null. */
import type { Header, TestRecord } from './test-records.ts'

/** A record as a client read it back. */
export interface ReadRecord extends TestRecord {
  readonly offset: number
}

interface RecordLine {
  readonly partition: number
  readonly offset?: number
  readonly timestamp: number
  readonly key: string | null
  readonly value: string | null
  readonly headers: readonly (readonly [string, string | null])[]
}

/** What a client program is given to produce. */
export function linesOf(records: readonly TestRecord[]): string {
  return records.map((record) => `${JSON.stringify(lineOf(record))}\n`).join('')
}

/** What a client program printed while consuming. */
export function recordsOf(lines: string): readonly ReadRecord[] {
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => recordOf(JSON.parse(line) as RecordLine))
}

function lineOf(record: TestRecord): RecordLine {
  return {
    partition: record.partition,
    timestamp: record.timestampMs,
    key: base64(record.key),
    value: base64(record.value),
    headers: record.headers.map(([name, value]) => [name, base64(value)] as const),
  }
}

function recordOf(line: RecordLine): ReadRecord {
  return {
    partition: line.partition,
    offset: line.offset ?? -1,
    timestampMs: line.timestamp,
    key: bytes(line.key),
    value: bytes(line.value),
    headers: line.headers.map(([name, value]): Header => [name, bytes(value)]),
  }
}

function base64(data: Uint8Array | null): string | null {
  return data === null ? null : Buffer.from(data).toString('base64')
}

function bytes(text: string | null): Uint8Array | null {
  return text === null ? null : Buffer.from(text, 'base64')
}
