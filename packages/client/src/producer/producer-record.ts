import { FilledHeaders, type WritableRecord } from '@barnabus/protocol'

import { clientErrors } from '../errors.ts'

/** What a header may hold; text is sent as UTF-8. */
export type HeaderContent = string | Uint8Array | null

/** Headers by name, or as pairs, which may repeat a name; those of a consumed record as they are. */
export type ProducerHeaders =
  Readonly<Record<string, HeaderContent>> | Iterable<readonly [string, HeaderContent]>

/** A record to be sent. */
export interface ProducerRecord {
  readonly topic: string
  /** Left out: chosen by the key, or else so that partitions fill evenly. */
  readonly partition?: number | undefined
  /** Text is sent as UTF-8. Records with the same key go to the same partition. */
  readonly key?: string | Uint8Array | null | undefined
  /** Text is sent as UTF-8; null is a tombstone. */
  readonly value?: string | Uint8Array | null | undefined
  readonly headers?: ProducerHeaders | undefined
  /** In ms since 1970; left out: now. */
  readonly timestamp?: bigint | number | undefined
}

/** Where a record was written. */
export interface RecordMetadata {
  readonly topic: string
  readonly partition: number
  /** -1 where nobody told: with acks=0, or when the broker had the record before we were told. */
  readonly offset: bigint
  /** The record's own, or that of its append where the topic says so. */
  readonly timestamp: bigint
}

const timestampMax = Number.MAX_SAFE_INTEGER

/** What is written of a record. Throws RECORD_UNUSABLE where a program without types went wrong. */
export function writableRecord(record: ProducerRecord): WritableRecord {
  const { key, value, headers } = record
  requireContent('key', key)
  requireContent('value', value)
  if (headers === undefined) return record as WritableRecord
  if (headers instanceof FilledHeaders) return { key, value, headers }
  return { key, value, headers: headerList(headers) }
}

/** The timestamp of a record that has one, in ms. Throws RECORD_UNUSABLE. */
export function timestampOf(given: bigint | number): number {
  const timestamp = Number(given)
  if (Number.isInteger(timestamp) && timestamp >= 0 && timestamp <= timestampMax) return timestamp
  throw clientErrors.RECORD_UNUSABLE(`its timestamp is ${given}, not a time since 1970 in ms`)
}

function headerList(headers: ProducerHeaders): NonNullable<WritableRecord['headers']> {
  const pairs = Symbol.iterator in headers ? headers : Object.entries(headers)
  const list: { readonly key: string; readonly value: HeaderContent }[] = []
  for (const pair of pairs as Iterable<readonly [string, HeaderContent]>) {
    const key = pair[0]
    const value = pair[1]
    if (typeof key !== 'string') throw clientErrors.RECORD_UNUSABLE('a header has no name')
    if (!isContent(value)) throw unusableContent(`header ${key}`)
    list.push({ key, value })
  }
  return list
}

function requireContent(what: string, content: unknown): void {
  if (!isContent(content)) throw unusableContent(what)
}

function isContent(content: unknown): boolean {
  if (content === undefined || content === null || typeof content === 'string') return true
  return content instanceof Uint8Array
}

function unusableContent(what: string): Error {
  return clientErrors.RECORD_UNUSABLE(`its ${what} is neither text nor bytes`)
}
