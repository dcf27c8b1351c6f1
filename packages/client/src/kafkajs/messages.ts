import type { Buffer } from 'node:buffer'

import type { ConsumerRecord } from '../consumer/records/consumer-record.ts'
import type { HeaderContent, ProducerRecord } from '../producer/producer-record.ts'

/** Headers by name; a name that repeats has its values in an array. */
export interface IHeaders {
  [name: string]: Buffer | string | (Buffer | string)[] | undefined
}

/** A message to be sent. */
export interface Message {
  readonly key?: Buffer | string | null | undefined
  readonly value: Buffer | string | null
  readonly partition?: number | undefined
  readonly headers?: IHeaders | undefined
  /** In ms since 1970, as text. */
  readonly timestamp?: string | undefined
}

/** A message as it was read. */
export interface KafkaMessage {
  readonly key: Buffer | null
  readonly value: Buffer | null
  /** In ms since 1970, as text. */
  readonly timestamp: string
  readonly attributes: number
  readonly offset: string
  readonly headers: IHeaders
  readonly size?: never
}

/** A record that carries the message it was made of, for partitioners. */
export interface RecordOfMessage extends ProducerRecord {
  readonly message: Message
}

/** The record to be sent for a message. With a partitioner of the program, that one chooses. */
export function recordOf(topic: string, message: Message, isPartitioned: boolean): RecordOfMessage {
  const { key, value, headers, timestamp } = message
  return {
    ...{ topic, key, value, message },
    partition: isPartitioned ? undefined : (message.partition ?? undefined),
    headers: headers === undefined || headers === null ? undefined : headerPairs(headers),
    timestamp: timestamp === undefined || timestamp === null ? undefined : BigInt(timestamp),
  }
}

function headerPairs(headers: IHeaders): readonly (readonly [string, HeaderContent])[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    const values = Array.isArray(value) ? value : [value]
    return values.map((one) => [name, one ?? null] as const)
  })
}

/** What a program for kafkajs sees of a record. */
export function messageOf(record: ConsumerRecord): KafkaMessage {
  return {
    key: record.key,
    value: record.value,
    timestamp: String(record.timestamp),
    attributes: 0,
    offset: String(record.offset),
    headers: headersOf(record),
  }
}

function headersOf({ headers }: ConsumerRecord): IHeaders {
  const found: IHeaders = {}
  if (headers.size === 0) return found
  for (const [name, value] of headers) {
    const own = Object.hasOwn(found, name)
    define(found, name, own ? [found[name], value].flat() : value)
  }
  return found
}

/** Even for a header that is called `__proto__`. */
function define(headers: IHeaders, name: string, value: unknown): void {
  Object.defineProperty(headers, name, {
    ...{ value, enumerable: true, writable: true, configurable: true },
  })
}
