/** What can be wrong with the bytes of a record. */
export type RecordProblem =
  | 'a number has too many bytes'
  | 'a field passes the end of its record'
  | 'a size is negative'
  | 'the record passes the end of the batch'
  | 'the record is longer than its fields'
  | 'a header has no key'

const safeVarintBits = 28

/**
 * Walks over the records of a batch and shows where the parts of the current one are.
 *
 *   size varint | attributes i8 | timestampDelta varlong | offsetDelta varint |
 *   keySize varint, key | valueSize varint, value |
 *   headerCount varint, [keySize varint, key, valueSize varint, value]*
 *
 * It makes no objects: its fields are the current record and change with `next`. Sizes of -1 mean
 * null. All positions are in `bytes`.
 */
export class RecordCursor {
  readonly bytes: Uint8Array
  /** Number of the current record, from 0. */
  index = -1
  /** Where the record starts: at its size. */
  start: number
  attributes = 0
  /** Exact up to 2^53; beyond it `exactTimestampDelta` still is. */
  timestampDelta = 0
  offsetDelta = 0
  keyStart = 0
  keySize = -1
  valueStart = 0
  valueSize = -1
  headerCount = 0
  headersStart = 0
  /** What stopped `next`, if it was not the end. */
  problem: RecordProblem | undefined = undefined

  readonly #end: number
  #position: number
  #recordEnd = 0
  #wideTimestampDelta: bigint | undefined = undefined

  /** A cursor before the first record of `bytes`, which are the records without compression. */
  constructor(bytes: Uint8Array, from = 0) {
    this.bytes = bytes
    this.start = from
    this.#position = from
    this.#end = bytes.length
  }

  /** Where the current record ends and the next one starts. */
  get end(): number {
    return this.#recordEnd
  }

  /** The timestamp delta without loss. */
  get exactTimestampDelta(): bigint {
    return this.#wideTimestampDelta ?? BigInt(this.timestampDelta)
  }

  /** Moves to the next record. False at the end, or at a `problem`. */
  next(): boolean {
    if (this.#position === this.#end || this.problem !== undefined) return false
    this.index += 1
    this.start = this.#position
    return this.#readShort() || this.#readAny()
  }

  /** Calls `visit` with the positions of each header's key and value; a value's size may be -1. */
  eachHeader(
    visit: (keyStart: number, keySize: number, valueStart: number, valueSize: number) => void,
  ): void {
    this.#position = this.headersStart
    for (let index = 0; index < this.headerCount; index += 1) {
      const keySize = this.#varint()
      const keyStart = this.#position
      this.#position += keySize
      const valueSize = this.#varint()
      const valueStart = this.#position
      if (valueSize > 0) this.#position += valueSize
      visit(keyStart, keySize, valueStart, valueSize)
    }
  }

  /**
   * Reads a record as most are: its numbers have one or two bytes, and there are no headers.
   * False if it is another or damaged, which the fields then do not tell.
   */
  #readShort(): boolean {
    const { bytes } = this
    let at = this.#position
    const size = shortVarint(bytes, at)
    at += shortVarintSize(size)
    const end = at + unzigzag(size)
    this.attributes = bytes[at]!
    at += 1
    const timestampDelta = shortVarint(bytes, at)
    at += shortVarintSize(timestampDelta)
    const offsetDelta = shortVarint(bytes, at)
    at += shortVarintSize(offsetDelta)

    const keySize = shortVarint(bytes, at)
    at += shortVarintSize(keySize)
    this.keyStart = at
    this.keySize = unzigzag(keySize)
    if (this.keySize > 0) at += this.keySize
    if (at >= end) return false
    const valueSize = shortVarint(bytes, at)
    at += shortVarintSize(valueSize)
    this.valueStart = at
    this.valueSize = unzigzag(valueSize)
    if (this.valueSize > 0) at += this.valueSize

    // The header count of 0 is the last byte, which also shows that all of it was in place.
    if (at !== end - 1 || end > this.#end || bytes[at] !== 0) return false
    if ((size | timestampDelta | offsetDelta | keySize | valueSize) < 0) return false
    if (this.keySize < -1 || this.valueSize < -1) return false
    this.timestampDelta = unzigzag(timestampDelta)
    this.offsetDelta = unzigzag(offsetDelta)
    this.headerCount = 0
    this.headersStart = end
    this.#wideTimestampDelta = undefined
    this.#recordEnd = end
    this.#position = end
    return true
  }

  #readAny(): boolean {
    this.#recordEnd = this.#end
    const size = this.#varint()
    if (size < 0) return this.#stop('a size is negative')
    if (size > this.#end - this.#position) {
      return this.#stop('the record passes the end of the batch')
    }
    this.#recordEnd = this.#position + size
    this.#fields()
    if (this.problem !== undefined) return false
    if (this.#position !== this.#recordEnd) {
      return this.#stop('the record is longer than its fields')
    }
    return true
  }

  #fields(): void {
    if (this.#position === this.#recordEnd) {
      this.#stop('a field passes the end of its record')
      return
    }
    this.attributes = this.bytes[this.#position]!
    this.#position += 1
    this.timestampDelta = this.#varlong()
    this.offsetDelta = this.#varint()
    this.keySize = this.#varint()
    this.keyStart = this.#position
    this.#skip(this.keySize)
    this.valueSize = this.#varint()
    this.valueStart = this.#position
    this.#skip(this.valueSize)
    this.headerCount = this.#varint()
    this.headersStart = this.#position
    if (this.headerCount !== 0) this.#skipHeaders()
  }

  #skipHeaders(): void {
    if (this.headerCount < 0) this.#stop('a size is negative')
    for (let index = 0; index < this.headerCount && this.problem === undefined; index += 1) {
      const keySize = this.#varint()
      if (keySize < 0) this.#stop('a header has no key')
      this.#skip(keySize)
      this.#skip(this.#varint())
    }
  }

  #skip(size: number): void {
    if (size > this.#recordEnd - this.#position) this.#stop('a field passes the end of its record')
    else if (size > 0) this.#position += size
    else if (size < -1) this.#stop('a size is negative')
  }

  #varint(): number {
    const byte = this.#position < this.#recordEnd ? this.bytes[this.#position]! : 0x80
    if (byte >= 0x80) return this.#longVarint()
    this.#position += 1
    return unzigzag(byte)
  }

  #longVarint(): number {
    let raw = 0
    for (let shift = 0; shift <= safeVarintBits; shift += 7) {
      const byte = this.#byte()
      if (shift === safeVarintBits && byte > 0x0f) break
      raw |= (byte & 0x7f) << shift
      if (byte < 0x80) return unzigzag(raw)
    }
    this.#stop('a number has too many bytes')
    return 0
  }

  #varlong(): number {
    this.#wideTimestampDelta = undefined
    const start = this.#position
    let raw = 0
    for (let shift = 0; shift < safeVarintBits; shift += 7) {
      const byte = this.#byte()
      raw |= (byte & 0x7f) << shift
      if (byte < 0x80) return unzigzag(raw)
    }
    this.#position = start
    return this.#wideVarlong()
  }

  #wideVarlong(): number {
    let raw = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.#byte()
      if (shift === 63n && byte > 1) break
      raw |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) {
        this.#wideTimestampDelta = (raw >> 1n) ^ -(raw & 1n)
        return Number(this.#wideTimestampDelta)
      }
    }
    this.#stop('a number has too many bytes')
    return 0
  }

  #byte(): number {
    if (this.#position >= this.#recordEnd) {
      this.#stop('a field passes the end of its record')
      return 0
    }
    const byte = this.bytes[this.#position]!
    this.#position += 1
    return byte
  }

  /** Keeps the first problem: what is read after it means nothing. */
  #stop(problem: RecordProblem): false {
    this.problem ??= problem
    return false
  }
}

/** A varint of one or two bytes, before its sign is unfolded; -1 for one that is longer. */
function shortVarint(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!
  if (first < 0x80) return first
  const second = bytes[at + 1]!
  return second < 0x80 && second > 0 ? (first & 0x7f) | (second << 7) : -1
}

/** The bytes of what `shortVarint` returned. It refuses needless zeros, so this is certain. */
function shortVarintSize(raw: number): number {
  return raw < 0x80 ? 1 : 2
}

function unzigzag(raw: number): number {
  return (raw >>> 1) ^ -(raw & 1)
}
