import {
  isWork,
  type Key,
  type Operation,
  type SeenRecord,
  type Step,
  type Value,
  type Work,
} from './operation.ts'
import { VersionOrder } from './version-order.ts'

type Send = Extract<Step, { kind: 'send' }>

/** Where a value comes from. */
export interface Writing {
  readonly operation: Work
  readonly step: Send
}

/** That somebody saw a value. */
export interface Reading {
  readonly operation: Work
  readonly record: SeenRecord
}

/** A history, and what all properties ask of it. */
export interface IndexedHistory {
  readonly operations: readonly Operation[]
  readonly works: readonly Work[]
  readonly versionOrders: ReadonlyMap<Key, VersionOrder>
  readonly writingOf: ReadonlyMap<Value, Writing>
  readonly readingsOf: ReadonlyMap<Value, readonly Reading[]>
  /** The operations that took effect: `ok`, and `info` of which something has been seen. */
  readonly effective: ReadonlySet<Work>
}

/**
 * Derives it. What stands in a key is taken from every poll, also of operations that failed (a
 * reader must never be shown what is not so), and from the sends of operations that took effect.
 */
export function indexHistory(operations: readonly Operation[]): IndexedHistory {
  const works = operations.filter(isWork)
  const writingOf = new Map<Value, Writing>()
  const readingsOf = new Map<Value, Reading[]>()
  for (const operation of works) {
    for (const step of sendsOf(operation)) writingOf.set(step.value, { operation, step })
    for (const record of recordsPolledBy(operation)) {
      const readings = readingsOf.get(record.value) ?? []
      readings.push({ operation, record })
      readingsOf.set(record.value, readings)
    }
  }
  const effective = new Set([
    ...works.filter(({ outcome }) => outcome === 'ok'),
    ...partlySeen(writingOf, readingsOf),
    ...partlyCommitted(operations, works),
  ])
  const versionOrders = versionOrdersOf(works, effective)
  return { operations, works, versionOrders, writingOf, readingsOf, effective }
}

export function sendsOf(operation: Pick<Work, 'steps'>): readonly Send[] {
  return operation.steps.filter((step) => step.kind === 'send')
}

export function recordsPolledBy(operation: Pick<Work, 'steps'>): readonly SeenRecord[] {
  return operation.steps.flatMap((step) => (step.kind === 'poll' ? step.records : []))
}

/** What nobody knows the end of has happened if a poll that succeeded shows any part of it. */
function partlySeen(
  writingOf: ReadonlyMap<Value, Writing>,
  readingsOf: ReadonlyMap<Value, readonly Reading[]>,
): readonly Work[] {
  const seen: Work[] = []
  for (const [value, { operation }] of writingOf) {
    if (operation.outcome !== 'info') continue
    const readings = readingsOf.get(value) ?? []
    if (readings.some((reading) => reading.operation.outcome === 'ok')) seen.push(operation)
  }
  return seen
}

/** The same for offsets that a group has and only one operation can have given it. */
function partlyCommitted(
  operations: readonly Operation[],
  works: readonly Work[],
): readonly Work[] {
  const place = (group: string, key: Key, offset: number): string => `${group} ${key}@${offset}`
  const candidates = new Map<string, Work[]>()
  for (const work of works) {
    if (work.outcome === 'fail' || work.commits === undefined) continue
    for (const [key, offset] of Object.entries(work.commits.offsets)) {
      const at = place(work.commits.group, key, offset)
      candidates.set(at, [...(candidates.get(at) ?? []), work])
    }
  }
  return operations.flatMap((operation) => {
    if (operation.kind !== 'committed' || operation.outcome !== 'ok') return []
    const { group, offsets } = operation.committed
    return Object.entries(offsets).flatMap(([key, offset]) => {
      const found = candidates.get(place(group, key, offset)) ?? []
      return found.length === 1 ? found : []
    })
  })
}

function versionOrdersOf(
  works: readonly Work[],
  effective: ReadonlySet<Work>,
): ReadonlyMap<Key, VersionOrder> {
  const logs = new Map<Key, Map<number, Set<Value>>>()
  const put = ({ key, offset, value }: SeenRecord): void => {
    const log = logs.get(key) ?? new Map<number, Set<Value>>()
    logs.set(key, log)
    const values = log.get(offset) ?? new Set()
    log.set(offset, values.add(value))
  }
  for (const operation of works) {
    for (const record of recordsPolledBy(operation)) put(record)
    if (!effective.has(operation)) continue
    for (const { key, value, offset } of sendsOf(operation)) {
      if (offset !== null) put({ key, offset, value })
    }
  }
  return new Map([...logs].map(([key, log]) => [key, new VersionOrder(key, log)]))
}
