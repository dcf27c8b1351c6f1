import { Buffer } from 'node:buffer'

import { RecordHeaders, type ConsumerRecord } from '@barnabus/client'

import { ticketIn, type ClaimTicket } from '../claims/claim-ticket.ts'
import { lastingIn, ownHeaders, readJourney, type Origin } from '../messages/bus-headers.ts'
import type { Decision } from './decisions.ts'
import { letterId } from './letter-place.ts'

/** `open` as long as nobody has decided about it. */
export type LetterState = 'open' | Decision['kind']

/** A message that a group has given up, as it was published, and what it died of. */
export interface DeadLetter {
  /** Its place in the dead-letter topic: `partition/offset`. */
  readonly id: string
  readonly partition: number
  readonly offset: bigint
  /** Where its message was published, and when. */
  readonly origin: Origin
  readonly key: Buffer | null
  /** Null is a tombstone; bytes that say nothing are here as they were published. */
  readonly value: Buffer | null
  /** By what its value is found in the store, where it was too large for Kafka. */
  readonly claim: ClaimTicket | undefined
  /** What its publisher gave it. */
  readonly headers: RecordHeaders
  /** What it has of ours wherever it is moved, such as what its publisher asked to be told. */
  readonly lasting: RecordHeaders
  /** How often it was tried. */
  readonly attempts: number
  /** The class of the last error. */
  readonly error: string
  readonly message: string
  /** The same for errors of the same kind from the same place. */
  readonly fingerprint: string
  /** When it failed for the last time, in ms since 1970. */
  readonly failedAtMs: number
  /** How often its message had been redriven before. */
  readonly redrives: number
  /** The letter that its message was before it was redriven, and died again. */
  readonly before: string | undefined
  /** Whether somebody edited its message before. */
  readonly isEdited: boolean
  readonly state: LetterState
  readonly decision: Decision | undefined
}

/** What a record of a dead-letter topic tells. Keeps no other memory than its own. */
export function letterOf(record: ConsumerRecord, decision: Decision | undefined): DeadLetter {
  const { topic, partition, offset, timestamp } = record
  const journey = readJourney(record)
  const { failure, redrive } = journey ?? {}
  return {
    ...{ id: letterId(record), partition, offset, decision, state: decision?.kind ?? 'open' },
    origin: journey?.origin ?? { topic, partition, offset, timestamp },
    key: copied(record.key),
    value: copied(record.value),
    claim: ticketIn(record),
    headers: new RecordHeaders(copies(ownHeaders(record))),
    lasting: new RecordHeaders(copies(lastingIn(record))),
    attempts: journey?.attempts ?? 0,
    error: failure?.name ?? '',
    message: failure?.message ?? '',
    fingerprint: failure?.fingerprint ?? '',
    failedAtMs: failure?.atMs ?? Number(timestamp),
    redrives: redrive?.count ?? 0,
    before: redrive?.letter,
    isEdited: redrive?.isEdited ?? false,
  }
}

type Headers = ConstructorParameters<typeof RecordHeaders>[0]

function copies(headers: Headers): Headers {
  return headers.map(([name, value]) => [name, copied(value)])
}

function copied(bytes: Buffer | null): Buffer | null {
  return bytes === null ? null : Buffer.from(bytes)
}
