/** What clients cannot send. Each was met with Apache Kafka as the broker: none is our doing. */
import type { SendingLimit } from './client.ts'
import type { TestRecord } from './test-records.ts'

export const keyAndValueNull: SendingLimit = {
  what: 'a record whose key and value are both null',
  concerns: ({ key, value }) => key === null && value === null,
}

export const timestampZero: SendingLimit = {
  what: 'the timestamp 0, which it takes for "now"',
  concerns: ({ timestampMs }) => timestampMs === 0,
}

export const headerValueNull: SendingLimit = {
  what: 'a header whose value is null',
  concerns: ({ headers }) => headers.some(([, value]) => value === null),
}

export const headerNameEmpty: SendingLimit = {
  what: 'a header without a name',
  concerns: ({ headers }) => headers.some(([name]) => name === ''),
}

/** Headers in an object: a name that repeats is written where it was first met. */
export const headersOfAnObject: SendingLimit = {
  what: 'headers of one name with others between them, nor names that look like numbers in their order',
  concerns: ({ headers }) => !isOrderOfAnObject(headers.map(([name]) => name)),
}

/** kcat sends an empty part of a record as empty or, if told so, as null, but not one of each. */
export const nullBesideEmpty: SendingLimit = {
  what: 'a null key or value beside an empty one',
  concerns: ({ key, value }) =>
    (key === null && value?.length === 0) || (key?.length === 0 && value === null),
}

/** kcat takes headers from its command line. */
export const headersOfACommandLine: SendingLimit = {
  what: 'a header that no command line can hold: bytes that are not UTF-8, or 0',
  concerns: ({ headers }) =>
    headers.some(([, value]) => value !== null && !fitsInAnArgument(value)),
}

function isOrderOfAnObject(names: readonly string[]): boolean {
  const object = Object.create(null) as Record<string, string[]>
  for (const name of names) (object[name] ??= []).push(name)
  const asWritten = Object.values(object).flat()
  return asWritten.every((name, index) => name === names[index])
}

function fitsInAnArgument(value: Uint8Array): boolean {
  if (value.includes(0)) return false
  const bytes = Buffer.from(value)
  return Buffer.from(bytes.toString()).equals(bytes)
}

/** The records that a client with these limits can send. */
export function withinLimits(
  records: readonly TestRecord[],
  limits: readonly SendingLimit[],
): readonly TestRecord[] {
  return records.filter((record) => !limits.some(({ concerns }) => concerns(record)))
}
