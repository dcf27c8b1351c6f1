import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { batchHeaderSize } from './batch-layout.ts'
import { encodeBatch } from './encode-batch.ts'
import { RecordCursor } from './record-cursor.ts'

type Header = readonly [keySize: number, valueSize: number]
interface Seen {
  readonly timestampDelta: bigint
  readonly offsetDelta: number
  readonly keySize: number
  readonly valueSize: number
  readonly headers: readonly Header[]
}

class Invalid extends Error {}

/** The record format again, without a thought for speed: what the cursor is compared with. */
class SlowReader {
  position = 0
  end: number
  readonly bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.end = bytes.length
  }

  byte(): number {
    if (this.position >= this.end) throw new Invalid()
    return this.bytes[this.position++]!
  }

  long(bits: bigint): bigint {
    let raw = 0n
    for (let shift = 0n; ; shift += 7n) {
      const byte = BigInt(this.byte())
      raw |= (byte & 0x7fn) << shift
      if (raw >= 1n << bits || shift >= bits) throw new Invalid()
      if (byte < 0x80n) return raw % 2n === 0n ? raw / 2n : -(raw + 1n) / 2n
    }
  }

  int(): number {
    return Number(this.long(32n))
  }

  field(minimum: number): number {
    const size = this.int()
    if (size < minimum || size > this.end - this.position) throw new Invalid()
    this.position += Math.max(size, 0)
    return size
  }

  record(): Seen {
    const size = this.int()
    if (size < 0 || this.position + size > this.bytes.length) throw new Invalid()
    this.end = this.position + size
    this.byte()
    const timestampDelta = this.long(64n)
    const offsetDelta = this.int()
    const keySize = this.field(-1)
    const valueSize = this.field(-1)
    const count = this.int()
    if (count < 0) throw new Invalid()
    const headers: Header[] = []
    for (let index = 0; index < count; index += 1) headers.push([this.field(0), this.field(-1)])
    if (this.position !== this.end) throw new Invalid()
    this.end = this.bytes.length
    return { timestampDelta, offsetDelta, keySize, valueSize, headers }
  }
}

function readSlowly(bytes: Uint8Array): { seen: Seen[]; valid: boolean } {
  const reader = new SlowReader(bytes)
  const seen: Seen[] = []
  try {
    while (reader.position < bytes.length) seen.push(reader.record())
    return { seen, valid: true }
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    return { seen, valid: false }
  }
}

function readWithCursor(bytes: Uint8Array): { seen: Seen[]; valid: boolean } {
  const cursor = new RecordCursor(bytes)
  const seen: Seen[] = []
  while (cursor.next()) {
    const headers: Header[] = []
    cursor.eachHeader((_keyStart, keySize, _valueStart, valueSize) => {
      headers.push([keySize, valueSize])
    })
    const { exactTimestampDelta: timestampDelta, offsetDelta, keySize, valueSize } = cursor
    seen.push({ timestampDelta, offsetDelta, keySize, valueSize, headers })
  }
  return { seen, valid: cursor.problem === undefined }
}

/** The record bytes of a small batch with everything in it. */
function recordBytes(): Uint8Array {
  const value = new Uint8Array(3)
  const headers = [
    { key: 'h', value },
    { key: '', value: null },
  ]
  return encodeBatch({
    records: [
      { key: value, value, timestamp: 0n },
      { key: null, value: new Uint8Array(100), timestamp: 5000n },
      { key: value, value: null, headers, timestamp: -1n },
      { key: value, value, timestamp: 2n ** 60n },
      { key: new Uint8Array(0), value: new Uint8Array(9000), timestamp: 10n },
    ],
  }).subarray(batchHeaderSize)
}

test('the cursor sees what a plain reader of the format sees', () => {
  const bytes = recordBytes()

  const { seen, valid } = readWithCursor(bytes)

  equal(valid, true)
  deepEqual(seen, readSlowly(bytes).seen)
  deepEqual(
    seen.map(({ keySize, valueSize }) => [keySize, valueSize]),
    [
      [3, 3],
      [-1, 100],
      [3, -1],
      [3, 3],
      [0, 9000],
    ],
  )
})

test('cut off anywhere, the cursor stops where a plain reader stops', () => {
  const bytes = recordBytes()
  for (let size = 0; size < 200; size += 1) {
    const cut = bytes.subarray(0, size)
    deepEqual(readWithCursor(cut), readSlowly(cut), `${size} bytes`)
  }
})

test('damaged at any byte, the cursor stops where a plain reader stops', () => {
  const original = recordBytes()
  for (let position = 0; position < 190; position += 1) {
    for (const value of [0, 1, 2, 3, 0x7f, 0x80, 0x81, 0xff, original[position]! ^ 1]) {
      const bytes = Uint8Array.from(original)
      bytes[position] = value
      deepEqual(readWithCursor(bytes), readSlowly(bytes), `byte ${position} is ${value}`)
    }
  }
})

test('whatever the bytes are, the cursor agrees with a plain reader', () => {
  const smallBytes = fc.array(fc.constantFrom(0, 1, 2, 4, 6, 8, 12, 0x80, 0x81, 0xff), {
    maxLength: 40,
  })
  fc.assert(
    fc.property(fc.oneof(smallBytes, fc.uint8Array({ maxLength: 40 })), (given) => {
      const bytes = Uint8Array.from(given)
      deepEqual(readWithCursor(bytes), readSlowly(bytes))
    }),
    { numRuns: 5000 },
  )
})

test('a cursor says what is wrong, and with which record', () => {
  const good = [12, 0, 0, 0, 1, 1, 0]
  const cases: readonly (readonly [number[], string])[] = [
    [[1], 'a size is negative'],
    [[0x80, 0x80, 0x80, 0x80, 0x80, 1], 'a number has too many bytes'],
    [[14, 0, 0, 0, 1, 1, 0], 'the record passes the end of the batch'],
    [[10, 0, 0, 0, 1, 1, 0], 'a field passes the end of its record'],
    [[0], 'a field passes the end of its record'],
    [[14, 0, 0, 0, 1, 1, 0, 0], 'the record is longer than its fields'],
    [[12, 0, 0, 0, 3, 1, 0], 'a size is negative'],
    [[12, 0, 0, 0, 1, 1, 1], 'a size is negative'],
    [[16, 0, 0, 0, 1, 1, 2, 1, 1], 'a header has no key'],
  ]
  for (const [bytes, problem] of cases) {
    const cursor = new RecordCursor(Uint8Array.from([...good, ...bytes]))
    equal(cursor.next(), true)
    equal(cursor.next(), false)
    equal(cursor.problem, problem, bytes.join(' '))
    equal(cursor.index, 1)
    equal(cursor.next(), false)
  }
})

test('a cursor points at each part of a record', () => {
  const key = Uint8Array.of(1, 2)
  const value = Uint8Array.of(3, 4, 5)
  const header = { key: 'abc', value: Uint8Array.of(6) }
  const bytes = encodeBatch({ records: [{ key, value, headers: [header] }] })
  const cursor = new RecordCursor(bytes, batchHeaderSize)

  equal(cursor.next(), true)

  const part = (start: number, size: number): number[] => [
    ...cursor.bytes.subarray(start, start + size),
  ]
  equal(cursor.start, batchHeaderSize)
  equal(cursor.end, bytes.length)
  deepEqual(part(cursor.keyStart, cursor.keySize), [1, 2])
  deepEqual(part(cursor.valueStart, cursor.valueSize), [3, 4, 5])
  cursor.eachHeader((keyStart, keySize, valueStart, valueSize) => {
    deepEqual(part(keyStart, keySize), [0x61, 0x62, 0x63])
    deepEqual(part(valueStart, valueSize), [6])
  })
  equal(cursor.next(), false)
  equal(cursor.problem, undefined)
})
