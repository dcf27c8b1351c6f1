import { Buffer } from 'node:buffer'
import { inspect } from 'node:util'

import type { RecordCursor, TimestampType } from '@barnabus/protocol'

import { noHeaders, RecordHeaders } from './record-headers.ts'

/** What the records of a batch have in common. */
export interface BatchFacts {
  readonly topic: string
  readonly partition: number
  readonly baseOffset: bigint
  readonly baseTimestamp: bigint
  /** The time of the append, where that is what the records have; undefined otherwise. */
  readonly appendTime: bigint | undefined
  /** The epoch of the leader that appended them; undefined where it is not known. */
  readonly leaderEpoch: number | undefined
}

/**
 * A record as it was read. Key, value and headers are made when they are first asked for, as views
 * of the bytes that came from the broker: they are not to be changed, and whoever keeps one for long
 * keeps the whole fetch in memory.
 */
export class ConsumerRecord {
  readonly #batch: BatchFacts
  readonly #bytes: Uint8Array
  readonly #offsetDelta: number
  readonly #timestampDelta: number | bigint
  readonly #keyStart: number
  readonly #keySize: number
  readonly #valueStart: number
  readonly #valueSize: number
  readonly #headerCount: number
  readonly #headersStart: number
  #key: Buffer | null | undefined
  #value: Buffer | null | undefined
  #headers: RecordHeaders | undefined

  /** Only for the consumer itself: the record that `cursor` stands on. */
  constructor(batch: BatchFacts, cursor: RecordCursor) {
    this.#batch = batch
    this.#bytes = cursor.bytes
    this.#offsetDelta = cursor.offsetDelta
    this.#timestampDelta = Number.isSafeInteger(cursor.timestampDelta)
      ? cursor.timestampDelta
      : cursor.exactTimestampDelta
    this.#keyStart = cursor.keyStart
    this.#keySize = cursor.keySize
    this.#valueStart = cursor.valueStart
    this.#valueSize = cursor.valueSize
    this.#headerCount = cursor.headerCount
    this.#headersStart = cursor.headersStart
    this.#key = undefined
    this.#value = undefined
    this.#headers = undefined
  }

  get topic(): string {
    return this.#batch.topic
  }

  get partition(): number {
    return this.#batch.partition
  }

  get offset(): bigint {
    return this.#batch.baseOffset + BigInt(this.#offsetDelta)
  }

  /** In ms since 1970, as its producer gave it or as the broker did: see `timestampType`. */
  get timestamp(): bigint {
    const { appendTime, baseTimestamp } = this.#batch
    return appendTime ?? BigInt.asIntN(64, baseTimestamp + BigInt(this.#timestampDelta))
  }

  get timestampType(): TimestampType {
    return this.#batch.appendTime === undefined ? 'createTime' : 'logAppendTime'
  }

  /** undefined where the broker does not know. */
  get leaderEpoch(): number | undefined {
    return this.#batch.leaderEpoch
  }

  get key(): Buffer | null {
    return (this.#key ??= this.#slice(this.#keyStart, this.#keySize))
  }

  /** Null says in a compacted topic that the key is gone. */
  get value(): Buffer | null {
    return (this.#value ??= this.#slice(this.#valueStart, this.#valueSize))
  }

  get headers(): RecordHeaders {
    return (this.#headers ??= this.#headerCount === 0 ? noHeaders : this.#readHeaders())
  }

  [inspect.custom](): unknown {
    const { topic, partition, offset, timestamp, timestampType, key, value, headers } = this
    return { topic, partition, offset, timestamp, timestampType, key, value, headers }
  }

  #slice(start: number, size: number): Buffer | null {
    const { buffer, byteOffset } = this.#bytes
    return size < 0 ? null : Buffer.from(buffer, byteOffset + start, size)
  }

  #readHeaders(): RecordHeaders {
    const entries: [string, Buffer | null][] = []
    let at = this.#headersStart
    for (let index = 0; index < this.#headerCount; index += 1) {
      const [nameSize, nameStart] = varintAt(this.#bytes, at)
      const [valueSize, valueStart] = varintAt(this.#bytes, nameStart + nameSize)
      const name = this.#slice(nameStart, nameSize)!.toString()
      entries.push([name, this.#slice(valueStart, valueSize)])
      at = valueStart + Math.max(0, valueSize)
    }
    return new RecordHeaders(entries)
  }
}

/** A size and where it ends. The cursor has walked over it before, so it is whole. */
function varintAt(bytes: Uint8Array, start: number): readonly [size: number, end: number] {
  let raw = 0
  let at = start
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at]!
    at += 1
    raw |= (byte & 0x7f) << shift
    if (byte < 0x80) return [(raw >>> 1) ^ -(raw & 1), at]
  }
}
