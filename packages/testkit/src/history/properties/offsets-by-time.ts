import type { OffsetForTime, StoredLog } from '../model/operation.ts'
import { failure, type Finding, type Property } from '../property.ts'

/**
 * Asked for the first offset at or after a time, the broker names the first stored record, in the
 * order of offsets, that is not older; -1 if all are (`wrong-offset-for-time`). Times need not rise
 * with offsets, and markers have times too.
 */
export const offsetsByTime: Property = {
  name: 'offsets by time',

  check({ operations }) {
    const logs = operations.filter((operation) => operation.kind === 'log')
    const logOf = new Map(logs.map((log) => [log.key, log]))
    return operations
      .filter((operation) => operation.kind === 'offset-for-time')
      .filter(({ outcome }) => outcome === 'ok')
      .flatMap((asked) => compare(asked, logOf.get(asked.key)))
  },
}

function compare(asked: OffsetForTime, log: StoredLog | undefined): readonly Finding[] {
  if (log === undefined) return []
  const records = log.batches.flatMap((batch) => batch.records)
  const first = records.find(({ timestamp }) => timestamp >= asked.timestamp)
  const expected = first?.offset ?? -1
  if (asked.offset === expected) return []
  const what = `${asked.key} at ${asked.timestamp}: ${asked.offset} instead of ${expected}`
  return [failure('wrong-offset-for-time', what)]
}
