import { recordsPolledBy, sendsOf, type IndexedHistory } from '../model/indexed-history.ts'
import type { Key, StoredLog, Value } from '../model/operation.ts'
import { failure, type Finding, type Property } from '../property.ts'
import { openProducers, viewByAbortedList, viewByMarkers } from './committed-view.ts'

/**
 * The logs as they are stored at last tell the same story as the clients.
 *
 * `aborted-list`: the markers and the list of aborted transactions that is given to readers lead to
 * different committed records. `open-transaction`: data that no marker ends, though all is over.
 * `polled-uncommitted`: a poll saw what is not committed. `torn-transaction`: some records of a
 * transaction are committed, and others not; `lost-commit-marker`: none of one that was acknowledged;
 * `aborted-write-committed`: one of a transaction that was aborted is.
 */
export const storedTransactions: Property = {
  name: 'stored transactions',

  check(history) {
    const logs = history.operations.filter((operation) => operation.kind === 'log')
    const committed = new Map(logs.map((log) => [log.key, committedAt(log)]))
    return [
      ...logs.flatMap(viewsDiffer),
      ...logs.flatMap(leftOpen),
      ...polledUncommitted(history, committed),
      ...notWhole(history, committed),
    ]
  },
}

type Committed = ReadonlyMap<Key, ReadonlyMap<number, Value | null>>

function committedAt(log: StoredLog): ReadonlyMap<number, Value | null> {
  return new Map(viewByMarkers(log).map(({ offset, value }) => [offset, value]))
}

function viewsDiffer(log: StoredLog): readonly Finding[] {
  const listed = new Set(viewByAbortedList(log).map(({ offset }) => offset))
  const marked = new Set(committedAt(log).keys())
  const shown = [...listed]
    .filter((offset) => !marked.has(offset))
    .map((offset) => {
      const what = `${log.key}@${offset} is not committed, and not in the list of aborted ones`
      return failure('aborted-list', what)
    })
  const hidden = [...marked]
    .filter((offset) => offset < log.lastStableOffset && !listed.has(offset))
    .map((offset) =>
      failure('aborted-list', `${log.key}@${offset} is committed and listed aborted`),
    )
  return [...shown, ...hidden]
}

function leftOpen(log: StoredLog): readonly Finding[] {
  const open = openProducers(log).map((producerId) => `producer ${producerId} has no marker`)
  const { key, lastStableOffset, highWatermark } = log
  if (lastStableOffset !== highWatermark) {
    open.push(`the last stable offset is ${lastStableOffset}, the high watermark ${highWatermark}`)
  }
  return open.map((what) => failure('open-transaction', `${key}: ${what}`))
}

function polledUncommitted({ works }: IndexedHistory, committed: Committed): readonly Finding[] {
  return works
    .filter(({ outcome }) => outcome === 'ok')
    .flatMap((operation) =>
      recordsPolledBy(operation)
        .filter(({ key, offset, value }) => {
          const log = committed.get(key)
          return log !== undefined && log.get(offset) !== value
        })
        .map(({ key, offset, value }) => {
          const what = `${operation.process} saw ${value} at ${key}@${offset}`
          return failure('polled-uncommitted', `${what}, where it is not committed`)
        }),
    )
}

function notWhole({ works }: IndexedHistory, committed: Committed): readonly Finding[] {
  const stored = new Map([...committed].map(([key, log]) => [key, new Set(log.values())]))
  return works.flatMap((operation) => {
    const sends = sendsOf(operation).filter(({ key }) => stored.has(key))
    const present = sends.filter(({ key, value }) => stored.get(key)?.has(value))
    const absent = sends.filter((send) => !present.includes(send))
    if (sends.length === 0) return []
    const who = `${operation.process}#${operation.index} (${operation.outcome})`
    const names = (some: typeof sends): string => some.map(({ value }) => value).join(', ')
    if (operation.outcome === 'fail') {
      if (present.length === 0) return []
      return [failure('aborted-write-committed', `${who}: ${names(present)}`)]
    }
    if (absent.length > 0 && present.length > 0) {
      const what = `${who}: ${names(present)} committed, ${names(absent)} not`
      return [failure('torn-transaction', what)]
    }
    return absent.length > 0 && operation.outcome === 'ok'
      ? [failure('lost-commit-marker', `${who}: ${names(absent)} not committed`)]
      : []
  })
}
