import type { ConsumerRecord } from '@barnabus/client'

import type { Redrive } from '../messages/bus-headers.ts'
import { letterPlace } from './letter-place.ts'

/** What somebody decided about a dead letter. */
export type Decision =
  /** Its group was given it once more. */
  | {
      readonly kind: 'redriven'
      readonly redrive: string
      readonly atMs: number
      readonly isEdited: boolean
    }
  /** Nothing more is to be done about it. */
  | { readonly kind: 'resolved'; readonly note: string; readonly atMs: number }

const undoPrefix = 'undo/'
const undonePrefix = 'undone/'

/**
 * What a topic of decisions tells. It is compacted, and its keys are
 *
 *     0/17             the dead letter at offset 17 of partition 0
 *     undo/4f…         what is still pending of that redrive shall be taken back
 *     undone/0/17/4f…  that redrive of that letter was taken back: the group has not handled it
 */
export class Decisions {
  readonly #letters = new Map<string, Decision>()
  readonly #undone = new Set<string>()

  get(letter: string): Decision | undefined {
    const found = this.#letters.get(letter)
    const isUndone = found?.kind === 'redriven' && this.#undone.has(`${letter}/${found.redrive}`)
    return isUndone ? undefined : found
  }

  /** How many letters were moved by a redrive. */
  countOf(redrive: string): number {
    const all = [...this.#letters.values()]
    return all.filter((one) => one.kind === 'redriven' && one.redrive === redrive).length
  }

  /** Takes one more record, in the order in which they were written. */
  apply({ key, value }: Pick<ConsumerRecord, 'key' | 'value'>): void {
    const name = key?.toString() ?? ''
    if (name.startsWith(undonePrefix)) this.#undone.add(name.slice(undonePrefix.length))
    else if (letterPlace(name) === undefined || value === null) return
    else this.#letters.set(name, decisionIn(value.toString()))
  }
}

/** The key of the record that asks for a redrive to be taken back. */
export function undoKey(redrive: string): string {
  return `${undoPrefix}${redrive}`
}

/** The redrive that a record with this key asks to take back; undefined: it says something else. */
export function undoIn(key: string): string | undefined {
  return key.startsWith(undoPrefix) ? key.slice(undoPrefix.length) : undefined
}

/** The key of the record that says so of a letter. */
export function undoneKey({ id, letter }: Pick<Redrive, 'id' | 'letter'>): string {
  return `${undonePrefix}${letter}/${id}`
}

/** What cannot be read is a decision nevertheless: nothing is sent twice on account of that. */
function decisionIn(text: string): Decision {
  try {
    const found = JSON.parse(text) as Decision
    if (found.kind === 'redriven' || found.kind === 'resolved') return found
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  return { kind: 'resolved', note: 'a decision that cannot be read', atMs: 0 }
}
