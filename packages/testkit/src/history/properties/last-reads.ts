import { recordsPolledBy, type IndexedHistory } from '../model/indexed-history.ts'
import type { Assign, Key } from '../model/operation.ts'
import { failure, type Finding, type Property } from '../property.ts'

/** What the names of those begin with who read everything at last. */
export const lastReaderPrefix = 'final-'

/**
 * `unread-at-last`: of the fresh clients that read everything when all is quiet, one has not come as
 * far as others were told of or have read. Another one may have, so nothing is lost; but what no such
 * client confirms is not confirmed for its kind.
 */
export const lastReads: Property = {
  name: 'last reads',

  check: (history) =>
    history.operations
      .filter((operation) => operation.kind === 'assign')
      .filter(({ process }) => process.startsWith(lastReaderPrefix))
      .flatMap((assign) => endedBefore(assign, history)),
}

function endedBefore({ process, from }: Assign, history: IndexedHistory): readonly Finding[] {
  const reached = new Map<Key, number>()
  for (const work of history.works.filter((one) => one.process === process)) {
    for (const { key, offset } of recordsPolledBy(work)) reached.set(key, offset)
  }
  return Object.keys(from).flatMap((key) => {
    const end = history.versionOrders.get(key)?.offsets.at(-1) ?? -1
    const last = reached.get(key) ?? -1
    if (last >= end) return []
    return [failure('unread-at-last', `${process} read ${key} up to ${last}, others up to ${end}`)]
  })
}
