import { sendsOf, type IndexedHistory } from '../model/indexed-history.ts'
import type { Value } from '../model/operation.ts'
import type { VersionOrder } from '../model/version-order.ts'
import { failure, type Finding, type Property } from '../property.ts'

/**
 * What took effect is seen.
 *
 * `lost-write`: somebody has read further, and nobody has read this. How far was read is the highest
 * *first* index of a value that was; a value counts as passed when its *last* index is not above, so
 * that duplicates and inconsistent offsets cannot make up a loss. A transaction of which nobody knows
 * the end has happened as soon as any part is seen, so this is also the test of atomicity.
 *
 * `unseen`: at the end, after everything has been read, it was not read at all; here a record counts
 * also if its client never learned the offset.
 */
export const lostWrites: Property = {
  name: 'lost writes',

  check: (history) => [
    ...[...history.versionOrders.values()].flatMap((order) => passedOver(order, history)),
    ...neverSeen(history),
  ],
}

function passedOver(order: VersionOrder, history: IndexedHistory): readonly Finding[] {
  const { readingsOf, writingOf, effective } = history
  const isRead = (value: Value): boolean => readingsOf.has(value)
  let readUpTo = -1
  for (const value of order.values) {
    if (isRead(value)) readUpTo = Math.max(readUpTo, order.indexesOf(value)[0]!)
  }
  return [...order.values].flatMap((value) => {
    const writing = writingOf.get(value)
    const index = order.indexesOf(value).at(-1)!
    if (isRead(value) || index > readUpTo) return []
    if (writing === undefined || !effective.has(writing.operation)) return []
    const [at, upTo] = [order.offsets[index], order.offsets[readUpTo]]
    const what = `${value} at ${order.key}@${at} was never read, though offset ${upTo} was`
    return [failure('lost-write', `${what} (${writing.operation.outcome})`)]
  })
}

function neverSeen({ effective, readingsOf }: IndexedHistory): readonly Finding[] {
  return [...effective].flatMap((operation) =>
    sendsOf(operation)
      .filter(({ value }) => !readingsOf.has(value))
      .map(({ key, value, offset }) => {
        const where = `${key}@${offset ?? '?'}`
        return failure('unseen', `${value} at ${where} was never read (${operation.outcome})`)
      }),
  )
}
