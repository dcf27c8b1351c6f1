/** What clients do not show as it is, and what they show instead. None of it is the broker's doing. */
import type { ReadingLimit } from './client.ts'
import type { Header, TestRecord } from './test-records.ts'

/** kcat prints a record's headers as one text. */
export const headersAsText: ReadingLimit = {
  what: 'It prints headers as text, `name=value,…`, null as `NULL`, and a value only up to its first byte 0; that text is compared.',
  shows: (record) => ({ ...record, headers: record.headers.length === 0 ? [] : [asText(record)] }),
}

/** kafkajs gives headers as an object. */
export const headersAsObject: ReadingLimit = {
  what: 'It gives headers as an object: those of one name together, names that look like numbers first; in that order they are compared.',
  shows: (record) => ({ ...record, headers: asObject(record.headers) }),
}

/** What a client with these limits should show of `record`. */
export function shown(record: TestRecord, limits: readonly ReadingLimit[]): TestRecord {
  return limits.reduce((seen, { shows }) => shows(seen), record)
}

function asText({ headers }: TestRecord): Header {
  const separator = Buffer.from(',')
  const parts = headers.flatMap(([name, value], index) => [
    ...(index === 0 ? [] : [separator]),
    Buffer.from(`${name}=`),
    value === null ? Buffer.from('NULL') : untilZero(value),
  ])
  return ['as kcat prints them', Buffer.concat(parts)]
}

function untilZero(value: Uint8Array): Uint8Array {
  const zero = value.indexOf(0)
  return zero < 0 ? value : value.subarray(0, zero)
}

function asObject(headers: readonly Header[]): readonly Header[] {
  const object = Object.create(null) as Record<string, Header[]>
  for (const header of headers) (object[header[0]] ??= []).push(header)
  return Object.values(object).flat()
}
