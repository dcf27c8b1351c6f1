import type { Clock, Random } from '@barnabus/base'
import type { ProducerSettings } from '@barnabus/client'

import type { ClaimCheck } from '../claims/claim-check.ts'
import { busErrors } from '../errors.ts'
import type { GroupTopics } from '../retry/group-topics.ts'
import type { PendingReader } from '../retry/read-pending.ts'
import type { Steps } from '../steps.ts'
import { letterOf, type DeadLetter } from './dead-letter.ts'
import { letterId, letterPlace, type LetterPlace } from './letter-place.ts'
import { Decisions } from './decisions.ts'
import { rangesOf, readRanges, type Range } from './read-ranges.ts'

/** Whose dead letters they are, and what it takes to work on them. */
export interface Desk {
  readonly source: string
  readonly group: string
  readonly topics: GroupTopics
  readonly reader: PendingReader
  readonly settings: ProducerSettings
  readonly claims: ClaimCheck
  readonly clock: Clock
  readonly random: Random
  readonly steps: Steps
}

/** What is decided now; what somebody is just writing may be missing. */
export async function decisionsNow({ reader, topics }: Desk): Promise<Decisions> {
  const decisions = new Decisions()
  const ranges = await rangesOf(topics.decisionsTopic, reader)
  for await (const record of readRanges(ranges, reader)) decisions.apply(record)
  return decisions
}

/** All letters there are now, or those of `ranges`, with what is decided about them. */
export async function* readLetters(
  { reader, topics }: Desk,
  decisions: Decisions,
  ranges?: readonly Range[],
): AsyncGenerator<DeadLetter, void> {
  const read = ranges ?? (await rangesOf(topics.deadLetterTopic, reader))
  for await (const record of readRanges(read, reader)) {
    yield letterOf(record, decisions.get(letterId(record)))
  }
}

/** The letter of that name. Rejects with LETTER_UNKNOWN if there is none. */
export async function readLetter(
  desk: Desk,
  decisions: Decisions,
  id: string,
): Promise<DeadLetter> {
  for await (const letter of readLetters(desk, decisions, await rangesAround(desk, [id]))) {
    if (letter.id === id) return letter
  }
  throw busErrors.LETTER_UNKNOWN(desk.topics.deadLetterTopic, id)
}

/** What has to be read for these letters. Rejects with LETTER_UNKNOWN for what is no name of one. */
export async function rangesAround(
  { reader, topics }: Desk,
  ids: Iterable<string>,
): Promise<readonly Range[]> {
  const topic = topics.deadLetterTopic
  const ranges = new Map<number, Range>()
  for (const id of ids) {
    const place = letterPlace(id)
    if (place === undefined) throw busErrors.LETTER_UNKNOWN(topic, id)
    const { partition, offset } = place
    const { from, to } = ranges.get(partition) ?? { from: offset, to: offset + 1n }
    ranges.set(partition, {
      ...{ topic, partition },
      from: offset < from ? offset : from,
      to: offset < to ? to : offset + 1n,
    })
  }
  const whole = await rangesOf(topic, reader)
  return whole.flatMap((range) => {
    const part = ranges.get(range.partition)
    if (part === undefined) return []
    return [{ ...range, from: later(range.from, part.from), to: earlier(range.to, part.to) }]
  })
}

/** What has to be read from `place` on. */
export async function rangesFrom(
  { reader, topics }: Desk,
  { partition, offset }: LetterPlace,
): Promise<readonly Range[]> {
  const whole = await rangesOf(topics.deadLetterTopic, reader)
  return whole
    .filter((range) => range.partition >= partition)
    .map((range) =>
      range.partition === partition ? { ...range, from: later(range.from, offset) } : range,
    )
}

function later(one: bigint, other: bigint): bigint {
  return one > other ? one : other
}

function earlier(one: bigint, other: bigint): bigint {
  return one < other ? one : other
}
