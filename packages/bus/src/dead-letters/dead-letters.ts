import { Buffer } from 'node:buffer'

import { busErrors } from '../errors.ts'
import type { Topic } from '../topics/topic.ts'
import type { DeadLetter } from './dead-letter.ts'
import { letterPlace } from './letter-place.ts'
import { undoKey } from './decisions.ts'
import { DecisionWriter } from './decision-writer.ts'
import {
  decisionsNow,
  rangesFrom,
  readLetter,
  readLetters,
  rangesAround,
  type Desk,
} from './desk.ts'
import { editedLetter, type Edit } from './edited-letter.ts'
import { groupLetters, type LetterGroup } from './letter-groups.ts'
import { countPending } from './pending-redriven.ts'
import { isMeant, type LetterFilter } from './letter-filter.ts'
import { noneLeft, redrivesMax } from './redrive-choice.ts'
import {
  newRedrive,
  redriveLetters,
  redriven,
  redrivenRecord,
  type RedriveOptions,
  type RedriveReport,
} from './redrive.ts'

/** Which letters are listed. */
export interface ListOptions {
  /** Left out: all. */
  readonly filter?: LetterFilter
  /** How many at most; left out: 100. */
  readonly limit?: number
  /** Where the page before ended: its `next`. */
  readonly from?: string | undefined
}

/** Letters in the order of their partitions and offsets. */
export interface LetterPage {
  readonly letters: readonly DeadLetter[]
  /** Where the next page begins; undefined: there is none. */
  readonly next: string | undefined
}

const limitDefault = 100

/** The messages of a topic that a group has given up. */
export class DeadLetters<Input> {
  readonly #topic: Topic<Input, unknown>
  readonly #desk: Desk

  /** Only for the bus. */
  constructor(topic: Topic<Input, unknown>, desk: Desk) {
    this.#topic = topic
    this.#desk = desk
  }

  /** A page of them. */
  async list({ filter = {}, limit = limitDefault, from }: ListOptions = {}): Promise<LetterPage> {
    const start = from === undefined ? { partition: 0, offset: 0n } : letterPlace(from)
    if (start === undefined) throw this.#unknown(from!)
    const ranges = await rangesFrom(this.#desk, start)
    const letters: DeadLetter[] = []
    for await (const letter of readLetters(this.#desk, await decisionsNow(this.#desk), ranges)) {
      if (!isMeant(letter, filter)) continue
      if (letters.length === limit) return { letters, next: letter.id }
      letters.push(letter)
    }
    return { letters, next: undefined }
  }

  /** What they died of, and how many of each; those with most open letters first. */
  async groups(filter: LetterFilter = {}): Promise<readonly LetterGroup[]> {
    return await groupLetters(this.#meant(filter))
  }

  /** One of them. Rejects with LETTER_UNKNOWN. */
  async read(id: string): Promise<DeadLetter> {
    return await readLetter(this.#desk, await decisionsNow(this.#desk), id)
  }

  /**
   * The bytes that a letter was published with, wherever they are. Rejects with CLAIM_UNREADABLE and
   * CLAIM_REFUSED.
   */
  async valueOf({ claim, value }: DeadLetter): Promise<Buffer | null> {
    const { claims, source } = this.#desk
    return claim === undefined ? value : await claims.get(source, claim)
  }

  /** Says of letters that nothing more is to be done; gives how many that were open. */
  async resolve(ids: Iterable<string>, note = ''): Promise<number> {
    const wanted = new Set(ids)
    await using writer = await DecisionWriter.open(this.#desk)
    const atMs = this.#desk.clock.nowMs()
    const open: DeadLetter[] = []
    const ranges = await rangesAround(this.#desk, wanted)
    for await (const letter of readLetters(this.#desk, writer.decisions, ranges)) {
      if (wanted.has(letter.id) && letter.state === 'open') open.push(letter)
    }
    if (open.length === 0) return 0
    await writer.write(open.map((letter) => [letter, { kind: 'resolved', note, atMs }]))
    return open.length
  }

  /**
   * Gives letters to the group once more, and to no other: each once, however often and by however
   * many this is called, and wherever it was stopped. Their attempts begin anew.
   */
  async redrive(options: RedriveOptions = {}): Promise<RedriveReport> {
    return await redriveLetters(this.#desk, options)
  }

  /**
   * Redrives a letter with another value or other headers; the letter itself stays as it is. Rejects
   * with VALUE_REFUSED, LETTER_UNKNOWN, and LETTER_REFUSED if somebody has decided about it.
   */
  async edit(id: string, change: Edit<Input>): Promise<RedriveReport> {
    const { topics, clock } = this.#desk
    const payload = 'value' in change ? await this.#payloadOf(change.value as Input) : undefined
    await using writer = await DecisionWriter.open(this.#desk)
    const letter = await readLetter(this.#desk, writer.decisions, id)
    if (letter.state !== 'open') throw busErrors.LETTER_REFUSED(id, `it is ${letter.state}`)
    if (letter.redrives >= redrivesMax) {
      throw busErrors.LETTER_REFUSED(id, `it was redriven ${letter.redrives} times`)
    }
    const redrive = newRedrive(this.#desk)
    const edited = editedLetter(letter, payload, change.headers, redrive)
    await writer.write(
      [[letter, redriven(redrive, clock.nowMs(), true)]],
      [redrivenRecord(edited, redrive, topics.redriveTopic)],
    )
    return {
      ...{ redrive, sent: 1, left: noneLeft, failures: 0 },
      ...{ isStopped: false, overtaken: undefined },
    }
  }

  /**
   * Takes a redrive back, as far as the group has not handled its messages yet: it will skip them, and
   * as it does, their letters are open again. Gives how many it has not got to yet. Rejects with
   * REDRIVE_UNKNOWN.
   */
  async undo(redrive: string): Promise<number> {
    const { source, group, topics, clock } = this.#desk
    await using writer = await DecisionWriter.open(this.#desk)
    if (writer.decisions.countOf(redrive) === 0) {
      throw busErrors.REDRIVE_UNKNOWN(source, group, redrive)
    }
    const value = JSON.stringify({ atMs: clock.nowMs() })
    const place = { topic: topics.decisionsTopic, partition: 0 }
    await writer.writeRecords([{ ...place, key: undoKey(redrive), value }])
    return await countPending(this.#desk, redrive)
  }

  async #payloadOf(edited: Input): Promise<Pick<DeadLetter, 'value' | 'claim'>> {
    const { claims, source } = this.#desk
    const bytes = await this.#topic.encode(edited)
    const { value, claim } = await claims.checked(source, bytes)
    return { value: value && Buffer.from(value), claim }
  }

  async *#meant(filter: LetterFilter): AsyncGenerator<DeadLetter, void> {
    for await (const letter of readLetters(this.#desk, await decisionsNow(this.#desk))) {
      if (isMeant(letter, filter)) yield letter
    }
  }

  #unknown(id: string): Error {
    return busErrors.LETTER_UNKNOWN(this.#desk.topics.deadLetterTopic, id)
  }
}
