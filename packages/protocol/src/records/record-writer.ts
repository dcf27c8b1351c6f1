import { assert } from '@barnabus/base'
import type { RecordDraft } from './record-draft.ts'

const nullSize = -1

/** How many bytes a record takes, not counting the varint for that number. */
export function recordSize(
  record: RecordDraft,
  offsetDelta: number,
  timestampDelta: bigint,
): number {
  const { headers = [] } = record
  let size = 1 + varlongSize(timestampDelta) + varintSize(offsetDelta)
  size += bytesSize(record.key) + bytesSize(record.value) + varintSize(headers.length)
  for (const { key, value } of headers) {
    const keySize = Buffer.byteLength(key)
    size += varintSize(keySize) + keySize + bytesSize(value)
  }
  return size
}

/** Writes records of known sizes one after the other into one buffer. */
export class RecordWriter {
  readonly #bytes: Buffer
  readonly #sizes: readonly number[]
  #position: number

  /** Leaves `headroom` bytes free before the first record. */
  constructor(headroom: number, sizes: readonly number[]) {
    const total = sizes.reduce((sum, size) => sum + varintSize(size) + size, headroom)
    this.#bytes = Buffer.allocUnsafeSlow(total)
    this.#sizes = sizes
    this.#position = headroom
  }

  write(record: RecordDraft, offsetDelta: number, timestampDelta: bigint): void {
    const { headers = [] } = record
    this.#varint(this.#sizes[offsetDelta]!)
    this.#byte(0)
    this.#varlong(timestampDelta)
    this.#varint(offsetDelta)
    this.#nullableBytes(record.key)
    this.#nullableBytes(record.value)
    this.#varint(headers.length)
    for (const { key, value } of headers) {
      this.#varint(Buffer.byteLength(key))
      this.#position += this.#bytes.write(key, this.#position)
      this.#nullableBytes(value)
    }
  }

  finish(): Uint8Array {
    assert(this.#position === this.#bytes.length, 'RecordWriter: the sizes were wrong')
    return this.#bytes
  }

  #nullableBytes(bytes: Uint8Array | null | undefined): void {
    if (bytes === null || bytes === undefined) {
      this.#varint(nullSize)
      return
    }
    this.#varint(bytes.length)
    this.#bytes.set(bytes, this.#position)
    this.#position += bytes.length
  }

  #varint(value: number): void {
    let rest = zigzag(value)
    while (rest > 0x7f) {
      this.#byte((rest & 0x7f) | 0x80)
      rest >>>= 7
    }
    this.#byte(rest)
  }

  #varlong(value: bigint): void {
    let rest = zigzagLong(value)
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
}

function bytesSize(bytes: Uint8Array | null | undefined): number {
  if (bytes === null || bytes === undefined) return varintSize(nullSize)
  return varintSize(bytes.length) + bytes.length
}

function varintSize(value: number): number {
  let size = 1
  for (let rest = zigzag(value) >>> 7; rest > 0; rest >>>= 7) size += 1
  return size
}

function varlongSize(value: bigint): number {
  let size = 1
  for (let rest = zigzagLong(value) >> 7n; rest > 0n; rest >>= 7n) size += 1
  return size
}

/** Signed to unsigned, so that small numbers stay small whatever their sign. */
function zigzag(value: number): number {
  return ((value << 1) ^ (value >> 31)) >>> 0
}

function zigzagLong(value: bigint): bigint {
  return BigInt.asUintN(64, (value << 1n) ^ (value >> 63n))
}
