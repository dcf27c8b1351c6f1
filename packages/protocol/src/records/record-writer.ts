import { assert } from '@barnabus/base'

import { FilledHeaders } from './header-template.ts'

/** Bytes, or text that is written as UTF-8. */
type Content = Uint8Array | string | null | undefined

/** What is written of a record. */
export interface WritableRecord {
  readonly key?: Content
  readonly value?: Content
  readonly headers?:
    | readonly { readonly key: string; readonly value: Uint8Array | string | null }[]
    | FilledHeaders
    | undefined
}

const nullSize = -1
const smallDeltaMax = 2 ** 30 // What still has its sign in 31 bits.

/** Writes records one after the other into one buffer. */
export class RecordWriter {
  #bytes: Buffer
  #position: number
  // What the last record that was measured consists of.
  #size = 0
  #keySize = 0
  #valueSize = 0

  /** Begins at `position` of `memory`, and moves to larger memory when that is full. */
  constructor(memory: Buffer, position: number) {
    this.#bytes = memory
    this.#position = position
  }

  /** Where the next record goes. */
  get position(): number {
    return this.#position
  }

  /** What was written so far, with whatever was before it. */
  get written(): Buffer {
    return this.#bytes.subarray(0, this.#position)
  }

  /** How many bytes a record takes, its length included. Remembered until the next one. */
  measure(record: WritableRecord, offsetDelta: number, timestampDelta: number | bigint): number {
    const { headers } = record
    this.#keySize = contentSize(record.key)
    this.#valueSize = contentSize(record.value)
    const size =
      1 +
      varlongSize(timestampDelta) +
      varintSize(offsetDelta) +
      varintSize(this.#keySize) +
      Math.max(this.#keySize, 0) +
      varintSize(this.#valueSize) +
      Math.max(this.#valueSize, 0) +
      (headers === undefined ? 1 : headersSize(headers))
    this.#size = size
    return varintSize(size) + size
  }

  /** Writes the record that was measured last. */
  writeMeasured(
    record: WritableRecord,
    offsetDelta: number,
    timestampDelta: number | bigint,
  ): void {
    const { headers } = record
    this.#reserve(varintSize(this.#size) + this.#size)
    this.#varint(this.#size)
    const start = this.#position
    this.#byte(0)
    this.#varlong(timestampDelta)
    this.#varint(offsetDelta)
    this.#content(record.key, this.#keySize)
    this.#content(record.value, this.#valueSize)
    if (headers === undefined) this.#byte(0)
    else this.#headers(headers)
    assert(this.#position - start === this.#size, 'RecordWriter: the record changed its size')
  }

  #headers(headers: NonNullable<WritableRecord['headers']>): void {
    this.#varint(headers.length)
    if (headers instanceof FilledHeaders) {
      this.#bytes.set(headers.bytes, this.#position)
      this.#position += headers.bytes.length
      return
    }
    for (const { key, value } of headers) {
      this.#content(key, Buffer.byteLength(key))
      this.#content(value, contentSize(value))
    }
  }

  #content(content: Content, size: number): void {
    this.#varint(size)
    if (content === null || content === undefined) return
    if (typeof content === 'string') this.#bytes.write(content, this.#position)
    else this.#bytes.set(content, this.#position)
    this.#position += size
  }

  #varint(value: number): void {
    let rest = zigzag(value)
    while (rest > 0x7f) {
      this.#byte((rest & 0x7f) | 0x80)
      rest >>>= 7
    }
    this.#byte(rest)
  }

  #varlong(value: number | bigint): void {
    if (isSmall(value)) {
      this.#varint(value)
      return
    }
    let rest = zigzagLong(BigInt(value))
    while (rest > 0x7fn) {
      this.#byte(Number(rest & 0x7fn) | 0x80)
      rest >>= 7n
    }
    this.#byte(Number(rest))
  }

  #byte(value: number): void {
    this.#bytes[this.#position] = value
    this.#position += 1
  }

  #reserve(size: number): void {
    const needed = this.#position + size
    if (needed <= this.#bytes.length) return
    const grown = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2))
    this.#bytes.copy(grown, 0, 0, this.#position)
    this.#bytes = grown
  }
}

function headersSize(headers: NonNullable<WritableRecord['headers']>): number {
  let size = varintSize(headers.length)
  if (headers instanceof FilledHeaders) return size + headers.bytes.length
  for (const { key, value } of headers) {
    const keySize = Buffer.byteLength(key)
    const valueSize = contentSize(value)
    size += varintSize(keySize) + keySize + varintSize(valueSize) + Math.max(valueSize, 0)
  }
  return size
}

function contentSize(content: Content): number {
  if (content === null || content === undefined) return nullSize
  return typeof content === 'string' ? Buffer.byteLength(content) : content.length
}

function varintSize(value: number): number {
  let size = 1
  for (let rest = zigzag(value) >>> 7; rest > 0; rest >>>= 7) size += 1
  return size
}

function varlongSize(value: number | bigint): number {
  if (isSmall(value)) return varintSize(value)
  let size = 1
  for (let rest = zigzagLong(BigInt(value)) >> 7n; rest > 0n; rest >>= 7n) size += 1
  return size
}

function isSmall(value: number | bigint): value is number {
  return typeof value === 'number' && value > -smallDeltaMax && value < smallDeltaMax
}

/** Signed to unsigned, so that small numbers stay small whatever their sign. */
function zigzag(value: number): number {
  return ((value << 1) ^ (value >> 31)) >>> 0
}

function zigzagLong(value: bigint): bigint {
  return BigInt.asUintN(64, (value << 1n) ^ (value >> 63n))
}
