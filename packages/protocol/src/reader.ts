import { Buffer } from 'node:buffer'

import { protocolErrors } from './errors.ts'
import { type Uuid, uuidSize } from './uuid.ts'
import { stringSizeMax } from './writer.ts'

/**
 * Reads Kafka's primitive types from one message, front to back.
 *
 * Every length and count is checked against the bytes that are left before anything is allocated
 * for it, so a hostile message costs no more than its own size. All methods throw TRUNCATED where
 * the bytes end too early; whoever wants the end to be exact looks at `remaining`.
 */
export class Reader {
  readonly #bytes: Buffer
  readonly #view: DataView
  readonly #end: number
  #position = 0
  #elementsLeft: number

  /** `elementsMax` bounds the elements of all arrays of the message together. */
  constructor(bytes: Uint8Array, limits: { readonly elementsMax?: number } = {}) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    this.#end = bytes.length
    this.#elementsLeft = limits.elementsMax ?? Infinity
  }

  /** Bytes read so far. */
  get position(): number {
    return this.#position
  }

  /** Bytes not read yet. */
  get remaining(): number {
    return this.#end - this.#position
  }

  int8(): number {
    return this.#view.getInt8(this.#advance(1))
  }

  int16(): number {
    return this.#view.getInt16(this.#advance(2))
  }

  uint16(): number {
    return this.#view.getUint16(this.#advance(2))
  }

  int32(): number {
    return this.#view.getInt32(this.#advance(4))
  }

  uint32(): number {
    return this.#view.getUint32(this.#advance(4))
  }

  int64(): bigint {
    return this.#view.getBigInt64(this.#advance(8))
  }

  float64(): number {
    return this.#view.getFloat64(this.#advance(8))
  }

  bool(): boolean {
    return this.int8() !== 0
  }

  uuid(): Uuid {
    const start = this.#advance(uuidSize)
    return this.#bytes.toString('base64url', start, start + uuidSize) as Uuid
  }

  /** An unsigned varint of at most 32 bits. Throws INVALID_VARINT past five bytes. */
  unsignedVarint(): number {
    let value = 0
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.#view.getUint8(this.#advance(1))
      value |= (byte & 0x7f) << shift
      if (byte < 0x80) return value >>> 0
    }
    throw protocolErrors.INVALID_VARINT(32)
  }

  /** A zigzag varint of at most 32 bits. */
  varint(): number {
    const value = this.unsignedVarint()
    return (value >>> 1) ^ -(value & 1)
  }

  /** A zigzag varint of at most 64 bits. Throws INVALID_VARINT past ten bytes. */
  varlong(): bigint {
    let value = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.#view.getUint8(this.#advance(1))
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) {
        const bits = BigInt.asUintN(64, value)
        return BigInt.asIntN(64, (bits >> 1n) ^ -(bits & 1n))
      }
    }
    throw protocolErrors.INVALID_VARINT(64)
  }

  /** A length of 16 bits, then UTF-8. Like Java, reads what is not UTF-8 as U+FFFD. */
  string(): string {
    return this.#text(this.int16())
  }

  /** Like `string`; null is -1, and so is, as for Kafka, everything below. */
  nullableString(): string | null {
    const length = this.int16()
    return length < 0 ? null : this.#text(length)
  }

  /** A varint of the length plus one, then UTF-8. */
  compactString(): string {
    return this.#text(this.unsignedVarint() - 1)
  }

  compactNullableString(): string | null {
    const length = this.unsignedVarint() - 1
    return length < 0 ? null : this.#text(length)
  }

  /** A length of 32 bits, then bytes: a view of the message, not a copy. */
  bytes(): Uint8Array {
    return this.raw(this.int32())
  }

  nullableBytes(): Uint8Array | null {
    const length = this.int32()
    return length < 0 ? null : this.raw(length)
  }

  compactBytes(): Uint8Array {
    return this.raw(this.unsignedVarint() - 1)
  }

  compactNullableBytes(): Uint8Array | null {
    const length = this.unsignedVarint() - 1
    return length < 0 ? null : this.raw(length)
  }

  /** The next `length` bytes: a view of the message, not a copy. */
  raw(length: number): Uint8Array {
    if (length < 0) throw protocolErrors.INVALID_LENGTH(length)
    const start = this.#advance(length)
    return new Uint8Array(this.#bytes.buffer, this.#bytes.byteOffset + start, length)
  }

  /** The count of an array whose elements take at least `elementSizeMin` bytes each. */
  count(elementSizeMin: number): number {
    return this.#plausible(this.int32(), elementSizeMin)
  }

  /** Like `count`; null is -1, and so is, as for Kafka, everything below. */
  nullableCount(elementSizeMin: number): number {
    const count = this.int32()
    return count < 0 ? -1 : this.#plausible(count, elementSizeMin)
  }

  compactCount(elementSizeMin: number): number {
    return this.#plausible(this.unsignedVarint() - 1, elementSizeMin)
  }

  compactNullableCount(elementSizeMin: number): number {
    const count = this.unsignedVarint() - 1
    return count < 0 ? -1 : this.#plausible(count, elementSizeMin)
  }

  /** The mark before a structure that may be null: whether there is one. */
  present(): boolean {
    return this.int8() >= 0
  }

  /** Skips a section of tagged fields, all unknown to the caller. Throws INVALID_TAGS. */
  skipTags(): void {
    const count = this.tagCount()
    for (let i = 0, previous = -1; i < count; i += 1) {
      previous = this.tag(previous)
      this.skipTag()
    }
  }

  /** How many tagged fields follow. */
  tagCount(): number {
    return this.#plausible(this.unsignedVarint(), 2)
  }

  /** The next tag, which must be greater than the `previous` one (-1 before the first). */
  tag(previous: number): number {
    const tag = this.unsignedVarint()
    if (tag > previous) return tag
    throw protocolErrors.INVALID_TAGS(tag, `it follows tag ${previous}`)
  }

  /** Skips the size and the content of a tagged field. */
  skipTag(): void {
    const size = this.unsignedVarint()
    this.#advance(size)
  }

  /** Reads the size of a tagged field and returns the position where its content must end. */
  tagEnd(): number {
    const size = this.unsignedVarint()
    if (size > this.remaining) throw protocolErrors.TRUNCATED(size, this.remaining)
    return this.#position + size
  }

  /** Checks that the content of `tag` ended where its size said. */
  endTag(tag: number, end: number): void {
    if (this.#position === end) return
    const surplus = this.#position - end
    throw protocolErrors.INVALID_TAGS(tag, `its content misses its size by ${surplus} bytes`)
  }

  #advance(size: number): number {
    const start = this.#position
    if (size > this.#end - start) throw protocolErrors.TRUNCATED(size, this.#end - start)
    this.#position = start + size
    return start
  }

  #text(length: number): string {
    if (length < 0) throw protocolErrors.INVALID_LENGTH(length)
    if (length > stringSizeMax) throw protocolErrors.STRING_TOO_LONG(length, stringSizeMax)
    const start = this.#advance(length)
    return this.#bytes.toString('utf8', start, start + length)
  }

  #plausible(count: number, elementSizeMin: number): number {
    if (count < 0) throw protocolErrors.INVALID_LENGTH(count)
    if (count * elementSizeMin > this.remaining) {
      throw protocolErrors.TOO_MANY_ELEMENTS(count, this.remaining)
    }
    if (count > this.#elementsLeft) throw protocolErrors.TOO_COSTLY(count, this.#elementsLeft)
    this.#elementsLeft -= count
    return count
  }
}
