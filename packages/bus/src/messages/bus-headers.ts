import type { Buffer } from 'node:buffer'

import type { ConsumerRecord } from '@barnabus/client'

import { claimsIn } from '../claims/claim-ticket.ts'
import { hopsHeader } from '../envelope/hops.ts'
import { busPrefix } from './bus-prefix.ts'

/** What the publisher asks for: stays with a message wherever the bus moves it. */
export const askHeaders = {
  id: `${busPrefix}id`,
  to: `${busPrefix}receipt-to`,
  groups: `${busPrefix}receipts`,
  deadline: `${busPrefix}deadline`,
  repeatable: `${busPrefix}repeatable`,
} as const

const lastingNames: ReadonlySet<string> = new Set([...Object.values(askHeaders), hopsHeader])

/** Where a message was first written. */
export interface Origin {
  readonly topic: string
  readonly partition: number
  readonly offset: bigint
  /** In ms since 1970. */
  readonly timestamp: bigint
}

/** What went wrong the last time. */
export interface Failure {
  /** The error's class. */
  readonly name: string
  readonly message: string
  /** The same for errors of the same kind from the same place. */
  readonly fingerprint: string
  /** In ms since 1970. */
  readonly atMs: number
}

/** How a dead letter was given to its group once more. */
export interface Redrive {
  /** Of the operation, which may have moved many. */
  readonly id: string
  /** The dead letter it was, as `partition/offset`. */
  readonly letter: string
  /** How often its message was redriven, this time included. */
  readonly count: number
  /** Whether it is not as it was published: somebody has edited it. */
  readonly isEdited: boolean
}

/** What a message has behind it, and when it is to be tried again. */
export interface Journey {
  readonly origin: Origin
  /** How often a handler was given it. */
  readonly attempts: number
  /** In ms since 1970; undefined: at once. */
  readonly dueMs: number | undefined
  readonly failure: Failure | undefined
  readonly redrive: Redrive | undefined
}

type Header = readonly [name: string, value: string | Buffer | null]

type Text = (name: string) => string | undefined
type Count = (name: string) => number | undefined

// Whatever happens to a message, and however often, our headers fit into 16 KiB.
const messageCharsMax = 1000
const nameCharsMax = 200

/** The journey of a record in a topic of the bus's own. Undefined: nobody of the bus wrote this. */
export function readJourney({ headers }: Pick<ConsumerRecord, 'headers'>): Journey | undefined {
  const text: Text = (name) => headers.get(`${busPrefix}${name}`)?.toString() ?? undefined
  const number: Count = (name) => {
    const found = text(name)
    return found === undefined || !/^\d{1,16}$/.test(found) ? undefined : Number(found)
  }
  const [topic, partition, attempts] = [text('topic'), number('partition'), number('attempts')]
  const [offset, timestamp] = [number('offset'), number('timestamp')]
  if (topic === undefined || partition === undefined || attempts === undefined) return undefined
  if (offset === undefined || timestamp === undefined) return undefined
  const origin = { topic, partition, offset: BigInt(offset), timestamp: BigInt(timestamp) }
  return {
    ...{ origin, attempts, dueMs: number('due') },
    failure: readFailure(text, number),
    redrive: readRedrive(text, number),
  }
}

function readFailure(text: Text, number: Count): Failure | undefined {
  const name = text('error')
  if (name === undefined) return undefined
  return {
    name,
    message: text('error-message') ?? '',
    fingerprint: text('error-fingerprint') ?? '',
    atMs: number('error-at') ?? 0,
  }
}

function readRedrive(text: Text, number: Count): Redrive | undefined {
  const [id, letter, count] = [text('redrive'), text('letter'), number('redrives')]
  if (id === undefined || letter === undefined || count === undefined) return undefined
  return { id, letter, count, isEdited: text('edited') !== undefined }
}

/** The headers of a record that goes on: its publisher's own, then ours. */
export function headersWith(
  record: Pick<ConsumerRecord, 'headers'>,
  journey: Journey,
): readonly Header[] {
  const { origin, attempts, dueMs, failure, redrive } = journey
  const ours: [string, string][] = [
    ['topic', origin.topic],
    ['partition', String(origin.partition)],
    ['offset', String(origin.offset)],
    ['timestamp', String(origin.timestamp < 0n ? 0n : origin.timestamp)],
    ['attempts', String(attempts)],
  ]
  if (dueMs !== undefined) ours.push(['due', String(dueMs)])
  if (failure !== undefined) {
    ours.push(
      ['error', failure.name.slice(0, nameCharsMax)],
      ['error-message', failure.message.slice(0, messageCharsMax)],
      ['error-fingerprint', failure.fingerprint],
      ['error-at', String(failure.atMs)],
    )
  }
  if (redrive !== undefined) {
    const { id, letter, count, isEdited } = redrive
    ours.push(['redrive', id], ['letter', letter], ['redrives', String(count)])
    if (isEdited) ours.push(['edited', letter])
  }
  const prefixed = ours.map(([name, value]): Header => [`${busPrefix}${name}`, value])
  return [...ownHeaders(record), ...lastingIn(record), ...claimsIn(record), ...prefixed]
}

/** What a record has of ours wherever it is moved. */
export function lastingIn({
  headers,
}: Pick<ConsumerRecord, 'headers'>): readonly (readonly [string, Buffer | null])[] {
  return [...headers].filter(([name]) => lastingNames.has(name))
}

/** What the publisher of a record gave it. */
export function ownHeaders({
  headers,
}: Pick<ConsumerRecord, 'headers'>): readonly (readonly [string, Buffer | null])[] {
  return [...headers].filter(([name]) => !name.startsWith(busPrefix))
}
