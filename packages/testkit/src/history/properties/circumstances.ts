import { recordsPolledBy, type IndexedHistory } from '../model/indexed-history.ts'
import type { Work } from '../model/operation.ts'
import { report, type Finding, type Property } from '../property.ts'

/**
 * What is worth knowing of a history and never a failure: `causes` of what did not succeed, crashes,
 * the worst `realtime-lag` (how long, at least, what a poll ended with had no longer been the
 * newest), and `consume-counts` of those who subscribed.
 */
export const circumstances: Property = {
  name: 'circumstances',

  check: (history) => [...causes(history), ...realtimeLag(history), ...consumedTwice(history)],
}

function causes({ operations }: IndexedHistory): readonly Finding[] {
  const unsuccessful = operations.filter(
    ({ kind, outcome }) => kind === 'crash' || outcome !== 'ok',
  )
  const byCause = Map.groupBy(unsuccessful, ({ kind, outcome, reason }) =>
    kind === 'crash' ? 'crash' : `${outcome}: ${reason ?? 'no reason given'}`,
  )
  return [...byCause].map(([cause, all]) => report('causes', `${all.length} × ${cause}`))
}

function realtimeLag(history: IndexedHistory): readonly Finding[] {
  let worst: { lagMs: number; what: string } | undefined
  for (const operation of history.works.filter(({ outcome }) => outcome === 'ok')) {
    for (const { key, value, lagMs } of lagsOf(operation, history)) {
      if (lagMs <= (worst?.lagMs ?? 0)) continue
      worst = { lagMs, what: `${operation.process} ended with ${value} of ${key}` }
    }
  }
  if (worst === undefined) return []
  return [report('realtime-lag', `${worst.what}, outdated for ${Math.round(worst.lagMs)} ms`)]
}

function lagsOf(
  operation: Work,
  { versionOrders, writingOf }: IndexedHistory,
): readonly { readonly key: string; readonly value: string; readonly lagMs: number }[] {
  const last = new Map(recordsPolledBy(operation).map((record) => [record.key, record]))
  return [...last.values()].flatMap(({ key, value, offset }) => {
    const order = versionOrders.get(key)!
    const next = order.offsets[order.indexAt(offset)! + 1]
    if (next === undefined) return []
    const [newer] = order.valuesAt(next)
    const writer = newer === undefined ? undefined : writingOf.get(newer)?.operation
    if (writer?.outcome !== 'ok') return []
    return [{ key, value, lagMs: operation.invokedAtMs - writer.completedAtMs }]
  })
}

function consumedTwice({ operations, works }: IndexedHistory): readonly Finding[] {
  const subscribers = new Set(
    operations.filter(({ kind }) => kind === 'subscribe').map(({ process }) => process),
  )
  const consumed = works.filter(
    ({ process, outcome }) => subscribers.has(process) && outcome === 'ok',
  )
  const byValue = Map.groupBy(consumed.flatMap(recordsPolledBy), ({ value }) => value)
  const again = [...byValue.values()].filter((all) => all.length > 1)
  if (again.length === 0) return []
  const most = Math.max(...again.map((all) => all.length))
  const what = `${again.length} values were consumed more than once, at most ${most} times`
  return [report('consume-counts', what)]
}
