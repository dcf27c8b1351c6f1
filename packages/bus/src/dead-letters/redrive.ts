import { Buffer } from 'node:buffer'

import { RecordHeaders, type ProducerRecord } from '@barnabus/client'

import { headersOfTicket } from '../claims/claim-ticket.ts'
import { busErrors } from '../errors.ts'
import { headersWith } from '../messages/bus-headers.ts'
import type { DeadLetter } from './dead-letter.ts'
import type { Decision } from './decisions.ts'
import { decisionsNow, type Desk } from './desk.ts'
import { DecisionWriter } from './decision-writer.ts'
import { FailureCount } from './failure-count.ts'
import { Overtaken } from './overtaken.ts'
import { Pace } from './pace.ts'
import { RedriveChoice, type ChosenBy, type LeftLetters } from './redrive-choice.ts'

/** Which letters are redriven, and how. */
export interface RedriveOptions extends ChosenBy {
  /** Sends nothing, and tells how many there would be. */
  readonly dryRun?: boolean
  /** Left out: as fast as it goes; with `stopAfterFailures`: 100. */
  readonly perSecond?: number
  /** Stops when so many of its messages have become dead letters again. */
  readonly stopAfterFailures?: number
  /**
   * Leaves those whose keys had later messages that the group had got past when the redrive began: for
   * messages that say how something is now, of which only the last counts.
   */
  readonly skipOvertaken?: boolean
}

/** What came of a redrive. */
export interface RedriveReport {
  /** Names it, for `undo`. */
  readonly redrive: string
  /** How many letters were sent; in a dry run, would be. */
  readonly sent: number
  readonly left: LeftLetters
  /** How many of its messages were seen to become dead letters again; counted only to stop. */
  readonly failures: number
  readonly isStopped: boolean
  /**
   * How many would come out of order: their keys have later messages that the group has got past. Only
   * in a dry run, which reads the topic for it from the oldest of them on.
   */
  readonly overtaken: number | undefined
}

const idBytes = 8
const batchMax = 100
const batchesPerSecond = 10
const carefulPerSecond = 100

/** The name of a new redrive. */
export function newRedrive({ random }: Desk): string {
  return Buffer.from(random.bytes(idBytes)).toString('hex')
}

/** Gives letters to their group once more. */
export async function redriveLetters(desk: Desk, options: RedriveOptions): Promise<RedriveReport> {
  const { stopAfterFailures, perSecond = stopAfterFailures && carefulPerSecond } = options
  if (perSecond !== undefined && !(perSecond > 0)) {
    throw busErrors.REDRIVE_REFUSED(desk.source, desk.group, 'perSecond is more than 0')
  }
  if (stopAfterFailures !== undefined && !(stopAfterFailures >= 1)) {
    throw busErrors.REDRIVE_REFUSED(desk.source, desk.group, 'stopAfterFailures is at least 1')
  }
  const run = new RedriveRun(desk, options, perSecond)
  return await (options.dryRun === true ? run.dry() : run.wet())
}

class RedriveRun {
  readonly #desk: Desk
  readonly #options: RedriveOptions
  readonly #perSecond: number | undefined
  readonly #redrive: string
  #sent = 0
  #failures = 0
  #isStopped = false

  constructor(desk: Desk, options: RedriveOptions, perSecond: number | undefined) {
    this.#desk = desk
    // Each choice goes through the ids, which may be an iterator that gives them once.
    this.#options = options.ids ? { ...options, ids: new Set(options.ids) } : options
    this.#perSecond = perSecond
    this.#redrive = newRedrive(desk)
  }

  async dry(): Promise<RedriveReport> {
    const decisions = await decisionsNow(this.#desk)
    const overtaken = await this.#overtaken(decisions)
    const choice = this.#choice(decisions)
    let count = 0
    for await (const letter of choice.letters()) {
      if (overtaken.has(letter)) count += 1
      if (overtaken.has(letter) && this.#options.skipOvertaken === true) choice.leaveOvertaken()
      else this.#sent += 1
    }
    return this.#report(choice, count)
  }

  async wet(): Promise<RedriveReport> {
    const failures = await this.#failureCount()
    await using writer = await DecisionWriter.open(this.#desk)
    const isCareful = this.#options.skipOvertaken === true
    const overtaken = isCareful ? await this.#overtaken(writer.decisions) : undefined
    const choice = this.#choice(writer.decisions)
    let pace: Pace | undefined
    let batch: DeadLetter[] = []
    for await (const letter of choice.letters()) {
      if (overtaken?.has(letter) === true) {
        choice.leaveOvertaken()
        continue
      }
      batch.push(letter)
      if (batch.length < this.#batchSize) continue
      if (this.#perSecond !== undefined) pace ??= new Pace(this.#perSecond, this.#desk)
      await this.#send(writer, batch)
      batch = []
      this.#failures += (await failures?.more()) ?? 0
      if (this.#failures >= (this.#options.stopAfterFailures ?? Infinity)) {
        this.#isStopped = true
        break
      }
      await pace?.after(this.#sent)
    }
    if (batch.length > 0) await this.#send(writer, batch)
    return this.#report(choice)
  }

  /** So many at once that the pace is kept, and that a failure is seen soon. */
  get #batchSize(): number {
    if (this.#perSecond === undefined) return batchMax
    return Math.min(batchMax, Math.max(1, Math.floor(this.#perSecond / batchesPerSecond)))
  }

  #choice(decisions: DecisionWriter['decisions']): RedriveChoice {
    return new RedriveChoice(this.#desk, this.#options, decisions)
  }

  /** Goes the way once before: what has overtaken a letter lies behind all of them. */
  async #overtaken(decisions: DecisionWriter['decisions']): Promise<Overtaken> {
    return await Overtaken.among(this.#choice(decisions).letters(), this.#desk)
  }

  async #send(writer: DecisionWriter, letters: readonly DeadLetter[]): Promise<void> {
    const { clock, topics } = this.#desk
    const decision = redriven(this.#redrive, clock.nowMs())
    await writer.write(
      letters.map((letter) => [letter, decision]),
      letters.map((letter) => redrivenRecord(letter, this.#redrive, topics.redriveTopic)),
    )
    this.#sent += letters.length
  }

  async #failureCount(): Promise<FailureCount | undefined> {
    if (this.#options.stopAfterFailures === undefined) return undefined
    return await FailureCount.begin(this.#desk, this.#redrive)
  }

  #report({ left }: RedriveChoice, overtaken?: number): RedriveReport {
    return {
      ...{ redrive: this.#redrive, sent: this.#sent, left },
      ...{ failures: this.#failures, isStopped: this.#isStopped, overtaken },
    }
  }
}

/** The decision that a letter goes to its group once more. */
export function redriven(redrive: string, atMs: number, isEdited = false): Decision {
  return { kind: 'redriven', redrive, atMs, isEdited }
}

/** The record by which it does: its attempts begin anew, and where it was published it still knows. */
export function redrivenRecord(letter: DeadLetter, redrive: string, topic: string): ProducerRecord {
  const { partition, key, value, origin, isEdited } = letter
  const given = new RecordHeaders([...letter.headers, ...letter.lasting, ...claimOf(letter)])
  const headers = headersWith(
    { headers: given },
    {
      ...{ origin, attempts: 0, dueMs: undefined, failure: undefined },
      redrive: { id: redrive, letter: letter.id, count: letter.redrives + 1, isEdited },
    },
  )
  return { topic, partition, key, value, headers }
}

function claimOf({ claim }: DeadLetter): readonly (readonly [string, Buffer])[] {
  if (claim === undefined) return []
  return headersOfTicket(claim).map(([name, value]) => [name, Buffer.from(value)])
}
