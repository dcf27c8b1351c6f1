/** Ways to alter a recorded history as a broker with a mistake would have made it. */
import type { Random } from '@barnabus/base'

import {
  isWork,
  type Key,
  type Operation,
  type SeenRecord,
  type Step,
  type StoredLog,
  type Value,
  type Work,
} from './model/operation.ts'

type Changeable<T> = T extends readonly (infer E)[]
  ? Changeable<E>[]
  : T extends object
    ? { -readonly [K in keyof T]: Changeable<T[K]> }
    : T
type Change = Changeable<Operation>
type Send = Changeable<Extract<Step, { kind: 'send' }>>
type Poll = Changeable<Extract<Step, { kind: 'poll' }>>

/** Changes the history, which is a copy, in place. */
export interface PlantedMistake {
  readonly name: string
  /** What the checker must call it, perhaps beside other things. */
  readonly anomaly: string
  readonly plant: (history: Planting) => void
}

/** A history to be changed, and what one needs to find a place in it. */
export class Planting {
  readonly operations: Change[]
  readonly #random: Random

  constructor(operations: readonly Operation[], random: Random) {
    this.operations = structuredClone(operations) as Change[]
    this.#random = random
  }

  pick<T>(candidates: readonly T[]): T {
    const chosen = candidates[this.#random.below(candidates.length)]
    if (chosen === undefined) throw new Error('The history has no place for this mistake')
    return chosen
  }

  works(outcome: Work['outcome']): Changeable<Work>[] {
    return this.operations
      .filter((one) => isWork(one as Operation))
      .filter((one) => one.outcome === outcome) as Changeable<Work>[]
  }

  ofKind<K extends Operation['kind']>(kind: K): Extract<Change, { kind: K }>[] {
    return this.operations.filter((one) => one.kind === kind) as Extract<Change, { kind: K }>[]
  }

  log(key: Key): Changeable<StoredLog> {
    return this.ofKind('log').find((log) => log.key === key)!
  }

  /** Polls that saw something, with their records in one list. */
  polls(): { readonly operation: Changeable<Work>; readonly step: Poll }[] {
    return this.works('ok').flatMap((operation) =>
      operation.steps
        .filter((step): step is Poll => step.kind === 'poll' && step.records.length > 0)
        .map((step) => ({ operation, step })),
    )
  }

  finalPolls(): Poll[] {
    const final = this.polls().filter(({ operation }) => operation.process.startsWith('final-'))
    return final.map(({ step }) => step)
  }

  /** Takes a value away from all who saw it. */
  hide(value: Value): void {
    for (const outcome of ['ok', 'fail', 'info'] as const) {
      for (const step of this.works(outcome).flatMap(({ steps }) => steps)) {
        if (step.kind === 'send') continue
        step.records = step.records.filter((record) => record.value !== value)
      }
    }
  }

  /** Everywhere that `value` was told or seen: puts it at `offset`. */
  move(value: Value, offset: number): void {
    for (const send of this.works('ok').flatMap(sendsOf)) {
      if (send.value === value) send.offset = offset
    }
    const records = [
      ...this.polls().flatMap(({ step }) => step.records),
      ...this.ofKind('log').flatMap(({ batches }) => batches.flatMap((batch) => batch.records)),
    ]
    for (const record of records) if (record.value === value) record.offset = offset
    for (const list of [
      ...this.polls().map(({ step }) => step.records),
      ...this.ofKind('log').flatMap(({ batches }) => batches.map((batch) => batch.records)),
    ]) {
      ;(list as { offset: number }[]).sort((left, right) => left.offset - right.offset)
    }
  }
}

export function sendsOf(operation: Changeable<Work>): Send[] {
  return operation.steps.filter((step): step is Send => step.kind === 'send')
}

/** The record of a send that was told its offset, as a reader would see it. */
export function recordOf({ key, value, offset, hash }: Send): Changeable<SeenRecord> {
  return { key, value, offset: offset!, ...(hash === undefined ? {} : { hash }) }
}
