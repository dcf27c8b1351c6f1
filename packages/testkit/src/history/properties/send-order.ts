import { sendsOf, type IndexedHistory } from '../model/indexed-history.ts'
import type { Key, Work } from '../model/operation.ts'
import { failure, report, type Finding, type Property } from '../property.ts'

/**
 * What one client sends to a key stands in the order of sending.
 *
 * `nonmonotonic-send` from one operation to the next, `int-nonmonotonic-send` inside one. Records of
 * others between two of a transaction (`int-send-skip`) are normal: Kafka does not isolate writes.
 */
export const sendOrder: Property = {
  name: 'send order',

  check(history) {
    const processes = Map.groupBy(history.works, ({ process }) => process)
    return [...processes.values()].flatMap((operations) => ofOneProcess(operations, history))
  },
}

interface LastSend {
  readonly index: number
  readonly operation: Work
}

function ofOneProcess(operations: readonly Work[], history: IndexedHistory): readonly Finding[] {
  const last = new Map<Key, LastSend>()
  return operations
    .filter((operation) => history.effective.has(operation))
    .flatMap((operation) => ofOneOperation(operation, last, history))
}

function ofOneOperation(
  operation: Work,
  last: Map<Key, LastSend>,
  { versionOrders }: IndexedHistory,
): readonly Finding[] {
  return sendsOf(operation).flatMap(({ key, value, offset }) => {
    const index = offset === null ? undefined : versionOrders.get(key)?.indexAt(offset)
    if (index === undefined) return []
    const before = last.get(key)
    last.set(key, { index, operation })
    if (before === undefined) return []
    const isInside = before.operation === operation
    const what = `${operation.process} sent ${value}, which is at ${key}@${offset}`
    if (index <= before.index) {
      const anomaly = isInside ? 'int-nonmonotonic-send' : 'nonmonotonic-send'
      return [failure(anomaly, `${what}, not after what it sent before`)]
    }
    return isInside && index > before.index + 1
      ? [report('int-send-skip', `${what}, after records of others`)]
      : []
  })
}
