import type { ConsumerRecord, GroupMetadata, TopicPartition } from '@barnabus/client'

import type { PendingKeys } from '../retry/pending-keys.ts'
import type { Outcome, Work } from './work.ts'

/** A message and what became of it. */
export interface Step {
  readonly work: Work
  outcome: Outcome
}

/**
 * The messages of one round in the order in which they were handled, and what becomes of the pending
 * keys if the round is settled. A part of it can be taken back as if it had never been handled.
 */
export class Round {
  /** Who we were in the group when these were read: only as that may they be settled. */
  readonly member: GroupMetadata
  readonly #pending: PendingKeys
  #steps: Step[] = []

  constructor(pending: PendingKeys, member: GroupMetadata) {
    this.#pending = pending
    this.member = member
  }

  get steps(): readonly Step[] {
    return this.#steps
  }

  add(work: Work, outcome: Outcome): void {
    this.#steps.push({ work, outcome })
    this.#apply(work, outcome)
  }

  /** It turned out otherwise. */
  change(step: Step, outcome: Outcome): void {
    this.#undo(step.work, step.outcome)
    step.outcome = outcome
    this.#apply(step.work, outcome)
  }

  /**
   * Takes back these messages, and with them whatever came after one of them in its partition or with
   * its key. Gives where each partition has to be read again.
   */
  takeBack(first: ReadonlySet<Step>): readonly (TopicPartition & { readonly offset: bigint })[] {
    const gone = this.#followersOf(first)
    this.#steps = this.#steps.filter((step) => !gone.has(step))
    const starts = new Map<string, TopicPartition & { readonly offset: bigint }>()
    for (const { work, outcome } of [...gone].toReversed()) {
      this.#undo(work, outcome)
      const { topic, partition, offset } = work.record
      const place = placeOf(work)
      const known = starts.get(place)
      if (known === undefined || offset < known.offset)
        starts.set(place, { topic, partition, offset })
    }
    return [...starts.values()]
  }

  /** The offsets behind everything in this round, by partition. */
  offsets(): readonly (TopicPartition & { readonly offset: bigint })[] {
    const lasts = new Map<string, ConsumerRecord>()
    for (const { work } of this.#steps) {
      const place = placeOf(work)
      const known = lasts.get(place)
      if (known === undefined || known.offset < work.record.offset) lasts.set(place, work.record)
    }
    return [...lasts.values()].map(({ topic, partition, offset }) => {
      return { topic, partition, offset: offset + 1n }
    })
  }

  #followersOf(first: ReadonlySet<Step>): ReadonlySet<Step> {
    const gone = new Set(first)
    for (let before = -1; before < gone.size;) {
      before = gone.size
      this.#spread(gone, placeOf, ({ record }) => record.offset)
      const position = new Map(this.#steps.map((step, index) => [step.work, BigInt(index)]))
      this.#spread(gone, laneOf, (work) => position.get(work)!)
    }
    return gone
  }

  /** Adds whatever comes after one that is gone, among those of which `groupOf` is the same. */
  #spread(
    gone: Set<Step>,
    groupOf: (work: Work) => string | undefined,
    orderOf: (work: Work) => bigint,
  ): void {
    const firsts = new Map<string, bigint>()
    for (const { work } of gone) {
      const group = groupOf(work)
      if (group === undefined) continue
      const order = orderOf(work)
      const known = firsts.get(group)
      if (known === undefined || order < known) firsts.set(group, order)
    }
    for (const step of this.#steps) {
      const first = firsts.get(groupOf(step.work) ?? '')
      if (first !== undefined && orderOf(step.work) > first) gone.add(step)
    }
  }

  #apply({ key, tier, record, origin: { offset } }: Work, outcome: Outcome): void {
    if (key === undefined) return
    const { partition } = record
    if (tier > 0) this.#pending.leave(partition, key, { offset, tier })
    if (outcome.kind === 'retry')
      this.#pending.enter(partition, key, { offset, tier: outcome.tier })
  }

  #undo({ key, tier, record, origin: { offset } }: Work, outcome: Outcome): void {
    if (outcome.kind === 'done') outcome.mark?.forget()
    if (key === undefined) return
    const { partition } = record
    if (outcome.kind === 'retry')
      this.#pending.leave(partition, key, { offset, tier: outcome.tier })
    if (tier > 0) this.#pending.enter(partition, key, { offset, tier })
  }
}

function placeOf({ record }: Work): string {
  return `${record.topic}/${record.partition}`
}

/** Messages of one key in one partition; undefined: it has no key. */
export function laneOf({ key, record }: Work): string | undefined {
  return key === undefined ? undefined : `${record.partition}/${key}`
}
