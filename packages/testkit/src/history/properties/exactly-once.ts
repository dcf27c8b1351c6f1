import { recordsPolledBy } from '../model/indexed-history.ts'
import type { Work } from '../model/operation.ts'
import { failure, type Property } from '../property.ts'

/**
 * A group whose members consume in transactions consumes each record once (`consumed-again`): of those
 * transactions that read it and commit a position beyond it, one takes effect (KIP-447). Who was
 * assigned keys may go back by itself, so only those who subscribed are looked at.
 */
export const exactlyOnce: Property = {
  name: 'exactly once',

  check({ operations, effective, works }) {
    const subscribed = operations.filter(({ kind }) => kind === 'subscribe')
    const subscribers = new Set(subscribed.map(({ process }) => process))
    const consuming = works.filter(
      (work) => work.kind === 'txn' && subscribers.has(work.process) && effective.has(work),
    )
    const consumed = Map.groupBy(consuming.flatMap(consumptionsOf), ({ what }) => what)
    return [...consumed]
      .map(([what, all]) => [what, new Set(all.map(({ who }) => who))] as const)
      .filter(([, who]) => who.size > 1)
      .map(([what, who]) => failure('consumed-again', `${what} by ${[...who].join(' and ')}`))
  },
}

function consumptionsOf(work: Work): readonly { readonly what: string; readonly who: string }[] {
  const { group, offsets } = work.commits ?? { group: '', offsets: {} }
  const who = `${work.process}#${work.index}`
  return recordsPolledBy(work)
    .filter(({ key, offset }) => (offsets[key] ?? 0) > offset)
    .map(({ key, offset, value }) => ({ what: `${group}: ${value} at ${key}@${offset}`, who }))
}
