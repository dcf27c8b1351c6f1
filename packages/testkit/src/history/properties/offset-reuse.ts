import { sendsOf, type IndexedHistory } from '../model/indexed-history.ts'
import type { Attempt, Key, StoredLog, Value } from '../model/operation.ts'
import { forEachWithHighestBefore, type Learned } from '../model/real-time.ts'
import { failure, type Finding, type Property } from '../property.ts'

/**
 * An acknowledged offset is given away once and for all.
 *
 * `offset-reused`: two acknowledgements name one offset, or one names an offset that is not above all
 * that had been acknowledged before its operation began. `end-went-back`: an answer says that a
 * partition ends below what had been acknowledged. `acknowledged-elsewhere`: the stored log has
 * another record there, or none.
 */
export const offsetReuse: Property = {
  name: 'offset reuse',

  check(history) {
    const acknowledged = Map.groupBy(acknowledgedIn(history), ({ key }) => key)
    return [...acknowledged].flatMap(([key, sends]) => [
      ...givenTwice(key, sends),
      ...belowAcknowledged(key, sends),
      ...endsBelow(key, sends, history),
      ...storedElsewhere(key, sends, history),
    ])
  },
}

interface Acknowledged extends Learned {
  readonly key: Key
  readonly value: Value
}

function acknowledgedIn({ works }: IndexedHistory): readonly Acknowledged[] {
  return works
    .filter(({ outcome }) => outcome === 'ok')
    .flatMap((attempt) =>
      sendsOf(attempt).flatMap(({ key, value, offset }) =>
        offset === null ? [] : [{ key, value, amount: offset, attempt }],
      ),
    )
}

function givenTwice(key: Key, sends: readonly Acknowledged[]): readonly Finding[] {
  return [...Map.groupBy(sends, ({ amount }) => amount)]
    .filter(([, given]) => given.length > 1)
    .map(([offset, given]) => {
      const values = given.map(({ value }) => value).join(' and ')
      return failure('offset-reused', `${key}@${offset} was given to ${values}`)
    })
}

function belowAcknowledged(key: Key, sends: readonly Acknowledged[]): readonly Finding[] {
  const findings: Finding[] = []
  forEachWithHighestBefore(sends, sends, ({ value, amount }, highest) => {
    if (amount >= highest.amount) return // Equality is two values at one offset, found above.
    const what = `${value} got ${key}@${amount} after ${highest.amount} had been acknowledged`
    findings.push(failure('offset-reused', what))
  })
  return findings
}

function endsBelow(
  key: Key,
  sends: readonly Acknowledged[],
  { operations }: IndexedHistory,
): readonly Finding[] {
  const ends: { attempt: Attempt; end: number }[] = operations.flatMap((operation) => {
    if (operation.kind !== 'watermarks' || operation.key !== key) return []
    const end = operation.logEndOffset ?? operation.highWatermark
    return end === undefined ? [] : [{ attempt: operation, end }]
  })
  const findings: Finding[] = []
  forEachWithHighestBefore(ends, sends, ({ end }, highest) => {
    if (end > highest.amount) return
    const what = `${key} was said to end at ${end}, after ${highest.amount} had been acknowledged`
    findings.push(failure('end-went-back', what))
  })
  return findings
}

function storedElsewhere(
  key: Key,
  sends: readonly Acknowledged[],
  { operations }: IndexedHistory,
): readonly Finding[] {
  const isLog = (operation: { kind: string }): operation is StoredLog => operation.kind === 'log'
  return operations
    .filter(isLog)
    .filter((log) => log.key === key)
    .flatMap(({ batches }) => {
      const records = batches.flatMap((batch) => batch.records)
      const valueAt = new Map(records.map(({ offset, value }) => [offset, value]))
      return sends
        .filter(({ amount, value }) => valueAt.get(amount) !== value)
        .map(({ amount, value }) => {
          const there = valueAt.get(amount) ?? 'nothing'
          const what = `${value} was acknowledged at ${key}@${amount}, where ${there} is stored`
          return failure('acknowledged-elsewhere', what)
        })
    })
}
