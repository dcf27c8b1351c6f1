import type { IndexedHistory } from '../model/indexed-history.ts'
import type { Key, Operation, SeenRecord, Work } from '../model/operation.ts'
import { isWork } from '../model/operation.ts'
import { failure, report, type Finding, type Property } from '../property.ts'

/**
 * A consumer reads a key from where it was put, record by record.
 *
 * Between polls (`poll-skip`, `nonmonotonic-poll`) and inside one operation (`int-…`), the next record
 * of a key has the index of the one before plus one. After an assignment the first one is the first
 * from the assigned offset on. An operation that is not ok leaves the position unknown until the next
 * assignment. Who subscribed may lose and regain keys: between its polls a jump is only reported, and
 * inside an operation keys that were rebalanced are left out.
 */
export const pollOrder: Property = {
  name: 'poll order',

  check(history) {
    const processes = Map.groupBy(history.operations, ({ process }) => process)
    return [...processes.values()].flatMap((operations) => ofOneProcess(operations, history))
  },
}

interface Position {
  /** The index that the next record must have; absent where anything is right. */
  readonly expected: Map<Key, number>
  readonly isSubscribed: boolean
}

function ofOneProcess(operations: readonly Operation[], history: IndexedHistory): Finding[] {
  const findings: Finding[] = []
  let position: Position = { expected: new Map(), isSubscribed: false }
  for (const operation of operations) {
    if (operation.kind === 'subscribe') position = { expected: new Map(), isSubscribed: true }
    if (operation.kind === 'assign') position = assigned(operation.from, history)
    if (isWork(operation)) findings.push(...follow(operation, position, history))
  }
  return findings
}

function assigned(from: Readonly<Record<Key, number>>, history: IndexedHistory): Position {
  const expected = new Map<Key, number>()
  for (const [key, offset] of Object.entries(from)) {
    expected.set(key, history.versionOrders.get(key)?.indexFrom(offset) ?? 0)
  }
  return { expected, isSubscribed: false }
}

function follow(operation: Work, position: Position, history: IndexedHistory): Finding[] {
  const findings: Finding[] = []
  const seenHere = new Set<Key>()
  const rebalanced = new Set(operation.rebalanced)
  const expected = new Map(position.expected)
  for (const step of operation.steps) {
    if (step.kind === 'send') continue
    for (const record of step.records) {
      const index = history.versionOrders.get(record.key)!.indexAt(record.offset)!
      const isInside = seenHere.has(record.key)
      const jump = index - (expected.get(record.key) ?? index)
      if (jump !== 0 && !(isInside && rebalanced.has(record.key))) {
        const isAllowed = position.isSubscribed && !isInside
        findings.push(jumped({ operation, record, jump, isInside, isAllowed }))
      }
      expected.set(record.key, index + 1)
      seenHere.add(record.key)
    }
  }
  keep(operation, expected, position.expected)
  return findings
}

/** Only an operation that is ok moves the position on; after another one it is anywhere. */
function keep(operation: Work, reached: Map<Key, number>, expected: Map<Key, number>): void {
  if (operation.outcome === 'ok') {
    for (const [key, index] of reached) expected.set(key, index)
  } else if (operation.steps.some(({ kind }) => kind === 'poll')) {
    expected.clear()
  }
}

function jumped(jump: {
  readonly operation: Work
  readonly record: SeenRecord
  readonly jump: number
  readonly isInside: boolean
  readonly isAllowed: boolean
}): Finding {
  const { key, offset, value } = jump.record
  const name = jump.jump > 0 ? 'poll-skip' : 'nonmonotonic-poll'
  const anomaly = jump.isInside ? `int-${name}` : name
  const way = jump.jump > 0 ? `left out ${jump.jump} before` : `went back ${-jump.jump} to`
  const what = `${jump.operation.process} ${way} ${value} at ${key}@${offset}`
  return (jump.isAllowed ? report : failure)(anomaly, what)
}
