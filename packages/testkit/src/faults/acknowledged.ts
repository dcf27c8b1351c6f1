/** What a producer was promised: this value, at this offset of this partition. */
export interface Acknowledged {
  readonly partition: number
  readonly offset: bigint
  readonly value: string
}

/** What a reader saw there. */
export type Seen = Acknowledged

/** Something that was promised and is not so; a sentence for people. */
export type Violation = string

/**
 * Compares what was acknowledged with what a full read from the beginning shows.
 *
 * Values are unique. Checked: nothing acknowledged is lost or moved, no value stands twice, no
 * offset is left out, and each producer's values (`<producer>-<number>`) stand in the order in
 * which it sent them, without gaps up to the last one that was acknowledged.
 */
export function violationsOf(
  acknowledged: readonly Acknowledged[],
  seen: readonly Seen[],
): readonly Violation[] {
  return [
    ...lostOrMoved(acknowledged, seen),
    ...promisedTwice(acknowledged),
    ...doubled(seen),
    ...leftOut(seen),
    ...outOfOrder(acknowledged, seen),
  ]
}

const at = ({ partition, offset }: Seen): string => `${partition}@${offset}`

function lostOrMoved(
  acknowledged: readonly Acknowledged[],
  seen: readonly Seen[],
): readonly Violation[] {
  const valueAt = new Map(seen.map((record) => [at(record), record.value]))
  return acknowledged
    .filter((promise) => valueAt.get(at(promise)) !== promise.value)
    .map((promise) => {
      const there = valueAt.get(at(promise)) ?? 'nothing'
      return `${promise.value} was acknowledged at ${at(promise)}, where there is ${there}`
    })
}

/** Two acknowledgements for one offset: an offset was used again. */
function promisedTwice(acknowledged: readonly Acknowledged[]): readonly Violation[] {
  const first = new Map<string, string>()
  const violations: Violation[] = []
  for (const promise of acknowledged) {
    const before = first.get(at(promise))
    if (before === undefined) first.set(at(promise), promise.value)
    else violations.push(`${at(promise)} was given to ${before} and to ${promise.value}`)
  }
  return violations
}

function doubled(seen: readonly Seen[]): readonly Violation[] {
  const first = new Map<string, Seen>()
  const violations: Violation[] = []
  for (const record of seen) {
    const before = first.get(record.value)
    if (before === undefined) first.set(record.value, record)
    else violations.push(`${record.value} stands at ${at(before)} and at ${at(record)}`)
  }
  return violations
}

function leftOut(seen: readonly Seen[]): readonly Violation[] {
  const next = new Map<number, bigint>()
  const violations: Violation[] = []
  for (const record of seen) {
    const expected = next.get(record.partition) ?? 0n
    if (record.offset !== expected) violations.push(`${at(record)} follows offset ${expected - 1n}`)
    next.set(record.partition, record.offset + 1n)
  }
  return violations
}

function outOfOrder(
  acknowledged: readonly Acknowledged[],
  seen: readonly Seen[],
): readonly Violation[] {
  const next = new Map<string, number>()
  const violations: Violation[] = []
  for (const { value } of seen) {
    const [producer, number] = partsOf(value)
    const expected = next.get(producer) ?? 0
    if (number !== expected) violations.push(`${value} stands where ${producer}-${expected} should`)
    next.set(producer, number + 1)
  }
  const missing = acknowledged.filter(({ value }) => {
    const [producer, number] = partsOf(value)
    return number >= (next.get(producer) ?? 0)
  })
  return [...violations, ...missing.map(({ value }) => `${value} is nowhere`)]
}

function partsOf(value: string): readonly [producer: string, number: number] {
  const dash = value.lastIndexOf('-')
  return [value.slice(0, dash), Number(value.slice(dash + 1))]
}
