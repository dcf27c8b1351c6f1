import type { Violation } from './acknowledged.ts'

/** A record that a transaction has tried to write. Values are unique. */
export interface Written {
  readonly partition: number
  readonly value: string
}

/**
 * What must become of a transaction: `committed` was acknowledged as that; nobody has asked to commit
 * one that is `hidden`; `either` was asked for, and the broker gone before it answered.
 */
export type Fate = 'committed' | 'hidden' | 'either'

export interface Transaction {
  readonly records: readonly Written[]
  readonly fate: Fate
}

/**
 * Compares the transactions of one producer, in their order, with all that readers of committed
 * records are shown, by partition: each transaction must be there as a whole or not at all, as its
 * fate says, once, and in the order in which it was written.
 */
export function whatIsWrongWithTransactions(
  transactions: readonly Transaction[],
  seen: readonly (readonly string[])[],
): readonly Violation[] {
  const positions = seen.map(positionsOf)
  const isSeen = ({ partition, value }: Written): boolean =>
    positions[partition]?.has(value) ?? false
  return [
    ...transactions.flatMap((transaction) => againstFate(transaction, isSeen)),
    ...outOfOrder(transactions.flatMap(({ records }) => records).filter(isSeen), positions),
  ]
}

/** Values that readers are shown more than once. */
export function shownTwice(seen: readonly (readonly string[])[]): readonly Violation[] {
  const all = seen.flat()
  const once = new Set<string>()
  return all
    .filter((value) => once.size === once.add(value).size)
    .map((value) => `${value} is shown twice`)
}

function positionsOf(values: readonly string[]): ReadonlyMap<string, number> {
  return new Map(values.map((value, position) => [value, position]))
}

function againstFate(
  { records, fate }: Transaction,
  isSeen: (record: Written) => boolean,
): readonly Violation[] {
  const shown = records.filter(isSeen)
  const [first] = shown
  if (fate === 'hidden') {
    return first === undefined ? [] : [`${first.value} is shown, which nobody committed`]
  }
  if (shown.length === records.length || (fate === 'either' && first === undefined)) return []
  const lost = records.find((record) => !isSeen(record))
  return fate === 'committed'
    ? [`${lost?.value} was committed and is not shown`]
    : [`${lost?.value} is not shown, ${first?.value} of the same transaction is`]
}

function outOfOrder(
  records: readonly Written[],
  positions: readonly ReadonlyMap<string, number>[],
): readonly Violation[] {
  const reached = new Map<number, number>()
  return records.flatMap(({ partition, value }) => {
    const position = positions[partition]?.get(value) ?? 0
    const isLate = position < (reached.get(partition) ?? 0)
    reached.set(partition, position)
    return isLate ? [`${value} is shown before what was written before it`] : []
  })
}
