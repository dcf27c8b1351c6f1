import type { Buffer } from 'node:buffer'

import type { ConsumerRecord, ProducerRecord } from '@barnabus/client'

import type { CheckedValue } from '../claims/claim-check.ts'
import { headersOfTicket, ticketIn, type ClaimTicket } from '../claims/claim-ticket.ts'
import type { Failure } from '../messages/bus-headers.ts'
import { busPrefix } from '../messages/bus-prefix.ts'

const outcomes = ['processed', 'dead-letter', 'duplicate', 'expired'] as const

/**
 * What became of a message in a group: `duplicate` was not handled, for it had been before; `expired`
 * was not handled, for nobody waited for its reply any more.
 */
export type ReceiptOutcome = (typeof outcomes)[number]

/** What a group says about a message, once and for all. */
export interface Receipt {
  readonly group: string
  readonly outcome: ReceiptOutcome
  readonly at: Date
  /** How often a handler was given the message. */
  readonly attempts: number
  /** Why it is a dead letter. */
  readonly error?: ReceiptError
}

/** The last error of a message that could not be handled. */
export interface ReceiptError {
  /** The error's class. */
  readonly name: string
  readonly message: string
  /** The same for errors of the same kind from the same place. */
  readonly fingerprint: string
  /** `business`: the handler has rejected the message. `transport`: it could not do its work. */
  readonly kind: 'business' | 'transport'
}

/** The bytes of a reply, or what stands for them. */
export interface ReceivedReply {
  readonly value: Buffer | null
  readonly claim: ClaimTicket | undefined
}

/** A receipt as it is on its way, with the reply where there is one. */
export interface Arrival {
  readonly id: string
  readonly receipt: Receipt
  /** Undefined: this is no reply. */
  readonly reply: ReceivedReply | undefined
}

const headerName = `${busPrefix}receipt`

/** What became of a message, as an error of a receipt. */
export function receiptErrorOf(failure: Failure, kind: ReceiptError['kind']): ReceiptError {
  const { name, message, fingerprint } = failure
  return { name, message, fingerprint, kind }
}

/** The record that tells. */
export function receiptRecord(
  to: string,
  id: string,
  { at, ...rest }: Receipt,
  reply?: CheckedValue,
): ProducerRecord {
  const facts = { ...rest, at: at.getTime(), ...(reply && { reply: true }) }
  return {
    topic: to,
    partition: 0, // Which all read, also if somebody gives the topic more.
    key: id,
    value: reply?.value ?? null,
    headers: [[headerName, JSON.stringify(facts)], ...headersOfTicket(reply?.claim)],
  }
}

/** What a record tells. Undefined: nothing that can be understood. */
export function readArrival(record: ConsumerRecord): Arrival | undefined {
  const { key, value, headers } = record
  const [id, text] = [key?.toString(), headers.get(headerName)?.toString()]
  if (id === undefined || text === undefined) return undefined
  let facts: unknown
  try {
    facts = JSON.parse(text)
  } catch {
    return undefined // JSON.parse throws for what is no JSON, and nothing else.
  }
  if (!isFacts(facts)) return undefined
  const { group, outcome, at, attempts, error, reply } = facts
  const receipt = { group, outcome, at: new Date(at), attempts, ...(error && { error }) }
  return { id, receipt, reply: reply === true ? { value, claim: ticketIn(record) } : undefined }
}

interface Facts extends Omit<Receipt, 'at'> {
  readonly at: number
  readonly reply?: unknown
}

function isFacts(given: unknown): given is Facts {
  if (typeof given !== 'object' || given === null) return false
  const { group, outcome, at, attempts, error } = given as Partial<Record<keyof Facts, unknown>>
  if (typeof group !== 'string' || typeof attempts !== 'number') return false
  if (!Number.isFinite(at) || !outcomes.some((one) => one === outcome)) return false
  return error === undefined || isReceiptError(error)
}

function isReceiptError(given: unknown): boolean {
  if (typeof given !== 'object' || given === null) return false
  const { name, message, kind } = given as Partial<Record<keyof ReceiptError, unknown>>
  if (typeof name !== 'string' || typeof message !== 'string') return false
  return kind === 'business' || kind === 'transport'
}
