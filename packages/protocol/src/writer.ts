import { Buffer } from 'node:buffer'
import { assert } from '@barnabus/base'

import { protocolErrors } from './errors.ts'
import { type Uuid, uuidSize, uuidTextSize } from './uuid.ts'

const prefixSize = 4
const firstChunkSize = 512
const chunkSizeMax = 64 * 1024
/** From here on copying costs more than one more entry in the list of chunks. */
const referenceSizeMin = 1024
/** Kafka's limit, in bytes, for strings of either encoding. */
export const stringSizeMax = 2 ** 15 - 1

/**
 * Writes Kafka's primitive types, front to back, as a list of chunks.
 *
 * Byte fields of a kilobyte or more become chunks of their own without being copied, so they must
 * not change until the chunks have been sent.
 */
export class Writer {
  readonly #finished: Uint8Array[] = []
  #finishedBytes = 0
  #chunk: Buffer = Buffer.allocUnsafe(firstChunkSize)
  #view = viewOf(this.#chunk)
  readonly #prefix = this.#view // The first chunk begins with room for a frame's length.
  #start = 0
  #position = prefixSize

  /** Bytes written so far. */
  get sizeBytes(): number {
    return this.#finishedBytes + this.#position - this.#start - prefixSize
  }

  /** Everything that was written. The writer must not be used afterwards. */
  finish(): readonly Uint8Array[] {
    this.#finishChunk()
    const [first, ...others] = this.#finished
    assert(first !== undefined, 'the first chunk holds at least the prefix')
    return first.length === prefixSize ? others : [first.subarray(prefixSize), ...others]
  }

  /** Like `finish`, with a frame's 4-byte length in front. */
  finishFrame(): readonly Uint8Array[] {
    this.#prefix.setInt32(0, this.sizeBytes)
    this.#finishChunk()
    return this.#finished
  }

  int8(value: number): void {
    assert((value << 24) >> 24 === value, 'int8 out of range')
    const at = this.#advance(1)
    this.#view.setInt8(at, value)
  }

  int16(value: number): void {
    assert((value << 16) >> 16 === value, 'int16 out of range')
    const at = this.#advance(2)
    this.#view.setInt16(at, value)
  }

  uint16(value: number): void {
    assert((value & 0xffff) === value, 'uint16 out of range')
    const at = this.#advance(2)
    this.#view.setUint16(at, value)
  }

  int32(value: number): void {
    assert((value | 0) === value, 'int32 out of range')
    const at = this.#advance(4)
    this.#view.setInt32(at, value)
  }

  uint32(value: number): void {
    assert(value >>> 0 === value, 'uint32 out of range')
    const at = this.#advance(4)
    this.#view.setUint32(at, value)
  }

  int64(value: bigint): void {
    assert(BigInt.asIntN(64, value) === value, 'int64 out of range')
    const at = this.#advance(8)
    this.#view.setBigInt64(at, value)
  }

  float64(value: number): void {
    const at = this.#advance(8)
    this.#view.setFloat64(at, value)
  }

  bool(value: boolean): void {
    const at = this.#advance(1)
    this.#view.setInt8(at, value ? 1 : 0)
  }

  /** Throws INVALID_UUID if `value` only claims to be one. */
  uuid(value: Uuid): void {
    const at = this.#advance(uuidSize)
    // Shorter than a UUID, or with characters that Node skips, it would not fill its place.
    const written = this.#chunk.write(value, at, uuidSize, 'base64url')
    if (written !== uuidSize || value.length !== uuidTextSize)
      throw protocolErrors.INVALID_UUID(value)
  }

  unsignedVarint(value: number): void {
    assert(value >>> 0 === value, 'unsigned varint out of range')
    let rest = value
    while (rest > 0x7f) {
      const at = this.#advance(1)
      this.#view.setUint8(at, (rest & 0x7f) | 0x80)
      rest >>>= 7
    }
    const at = this.#advance(1)
    this.#view.setUint8(at, rest)
  }

  varint(value: number): void {
    assert((value | 0) === value, 'varint out of range')
    this.unsignedVarint(((value << 1) ^ (value >> 31)) >>> 0)
  }

  varlong(value: bigint): void {
    assert(BigInt.asIntN(64, value) === value, 'varlong out of range')
    let rest = BigInt.asUintN(64, (value << 1n) ^ (value >> 63n))
    while (rest > 0x7fn) {
      const at = this.#advance(1)
      this.#view.setUint8(at, Number(rest & 0x7fn) | 0x80)
      rest >>= 7n
    }
    const at = this.#advance(1)
    this.#view.setUint8(at, Number(rest))
  }

  /** A length of 16 bits, then UTF-8. Throws STRING_TOO_LONG. */
  string(value: string): void {
    const sizeBytes = Buffer.byteLength(value)
    if (sizeBytes > stringSizeMax) throw protocolErrors.STRING_TOO_LONG(sizeBytes, stringSizeMax)
    this.int16(sizeBytes)
    this.#text(value, sizeBytes)
  }

  nullableString(value: string | null): void {
    if (value === null) this.int16(-1)
    else this.string(value)
  }

  /** A varint of the length plus one, then UTF-8. Throws STRING_TOO_LONG, at Kafka's limit. */
  compactString(value: string): void {
    const sizeBytes = Buffer.byteLength(value)
    if (sizeBytes > stringSizeMax) throw protocolErrors.STRING_TOO_LONG(sizeBytes, stringSizeMax)
    this.unsignedVarint(sizeBytes + 1)
    this.#text(value, sizeBytes)
  }

  compactNullableString(value: string | null): void {
    if (value === null) this.unsignedVarint(0)
    else this.compactString(value)
  }

  /** A length of 32 bits, then bytes, given in one piece or several. */
  bytes(value: Uint8Array | readonly Uint8Array[]): void {
    this.int32(sizeOf(value))
    this.raw(value)
  }

  nullableBytes(value: Uint8Array | readonly Uint8Array[] | null): void {
    if (value === null) this.int32(-1)
    else this.bytes(value)
  }

  compactBytes(value: Uint8Array | readonly Uint8Array[]): void {
    this.unsignedVarint(sizeOf(value) + 1)
    this.raw(value)
  }

  compactNullableBytes(value: Uint8Array | readonly Uint8Array[] | null): void {
    if (value === null) this.unsignedVarint(0)
    else this.compactBytes(value)
  }

  /** Bytes as they are, in one piece or several. */
  raw(value: Uint8Array | readonly Uint8Array[]): void {
    if (!(value instanceof Uint8Array)) {
      for (const piece of value) this.raw(piece)
    } else if (value.length < referenceSizeMin) {
      const start = this.#advance(value.length)
      this.#chunk.set(value, start)
    } else {
      this.#reference(value)
    }
  }

  /** The count of an array; -1 is null. */
  count(value: number): void {
    this.int32(value)
  }

  compactCount(value: number): void {
    this.unsignedVarint(value + 1)
  }

  /** The mark before a structure that may be null: whether there is one. */
  present(value: boolean): void {
    this.int8(value ? 1 : -1)
  }

  /** A tagged field whose `content` has been written to a writer of its own. */
  tagged(tag: number, content: Writer): void {
    this.unsignedVarint(tag)
    this.unsignedVarint(content.sizeBytes)
    this.raw(content.finish())
  }

  #text(value: string, sizeBytes: number): void {
    const start = this.#advance(sizeBytes)
    this.#chunk.write(value, start, sizeBytes)
  }

  /** Makes room for `size` bytes in one piece and returns where they go, perhaps in a new chunk. */
  #advance(size: number): number {
    if (this.#position + size > this.#chunk.length) this.#startChunk(size)
    const start = this.#position
    this.#position = start + size
    return start
  }

  #startChunk(sizeMin: number): void {
    this.#finishChunk()
    const size = Math.max(sizeMin, Math.min(this.#chunk.length * 2, chunkSizeMax))
    this.#chunk = Buffer.allocUnsafe(size)
    this.#view = viewOf(this.#chunk)
    this.#start = 0
    this.#position = 0
  }

  #reference(bytes: Uint8Array): void {
    this.#finishChunk()
    this.#finished.push(bytes)
    this.#finishedBytes += bytes.length
  }

  /** Moves what the chunk holds to the finished ones; what is left of it stays in use. */
  #finishChunk(): void {
    if (this.#position === this.#start) return
    this.#finished.push(this.#chunk.subarray(this.#start, this.#position))
    this.#finishedBytes += this.#position - this.#start
    this.#start = this.#position
  }
}

function viewOf(chunk: Buffer): DataView {
  return new DataView(chunk.buffer, chunk.byteOffset, chunk.length)
}

function sizeOf(value: Uint8Array | readonly Uint8Array[]): number {
  if (value instanceof Uint8Array) return value.length
  return value.reduce((size, piece) => size + piece.length, 0)
}
