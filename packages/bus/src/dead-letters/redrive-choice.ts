import type { DeadLetter } from './dead-letter.ts'
import type { DecisionWriter } from './decision-writer.ts'
import { rangesAround, readLetters, type Desk } from './desk.ts'
import { isMeant, type LetterFilter } from './letter-filter.ts'

/** Which letters are meant. */
export interface ChosenBy {
  /** Left out: all that are open. */
  readonly filter?: Omit<LetterFilter, 'state'>
  /** Only these; left out: all that the filter means. */
  readonly ids?: Iterable<string>
}

/** How many letters were meant and not sent, by the reason. */
export interface LeftLetters {
  /** Somebody has decided about them. */
  readonly decided: number
  /** They were redriven too often. */
  readonly tooOften: number
  /** Later messages of their keys have been handled, and such letters are to be left. */
  readonly overtaken: number
  /** There are no such letters. */
  readonly unknown: number
}

/** None is left. */
export const noneLeft: LeftLetters = { decided: 0, tooOften: 0, overtaken: 0, unknown: 0 }

/** What was redriven so often is not redriven again: it goes round in a circle. */
export const redrivesMax = 16

/** One way through the dead letters of a group: those that are meant and may be redriven. */
export class RedriveChoice {
  readonly #desk: Desk
  readonly #filter: Omit<LetterFilter, 'state'>
  readonly #ids: ReadonlySet<string> | undefined
  readonly #decisions: DecisionWriter['decisions']
  readonly #left = { ...noneLeft }

  constructor(desk: Desk, { filter = {}, ids }: ChosenBy, decisions: DecisionWriter['decisions']) {
    this.#desk = desk
    this.#filter = filter
    this.#ids = ids && new Set(ids)
    this.#decisions = decisions
  }

  /** How many were met on the way that stay. */
  get left(): LeftLetters {
    return { ...this.#left }
  }

  /** Goes the way, once. */
  async *letters(): AsyncGenerator<DeadLetter, void> {
    const ids = this.#ids
    const ranges = ids && (await rangesAround(this.#desk, ids))
    let found = 0
    for await (const letter of readLetters(this.#desk, this.#decisions, ranges)) {
      if (ids !== undefined && !ids.has(letter.id)) continue
      found += 1
      if (!isMeant(letter, this.#filter)) continue
      if (letter.state !== 'open') this.#left.decided += 1
      else if (letter.redrives >= redrivesMax) this.#left.tooOften += 1
      else yield letter
    }
    if (ids !== undefined) this.#left.unknown = ids.size - found
  }

  /** One that was met stays, too: its key has been overtaken. */
  leaveOvertaken(): void {
    this.#left.overtaken += 1
  }
}
