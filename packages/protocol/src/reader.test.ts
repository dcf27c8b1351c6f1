import { deepEqual, equal, throws } from 'node:assert/strict'
import { test } from 'node:test'
import { isOperatingError } from '@barnabus/base'

import { Reader } from './reader.ts'

test('bytes are views of the message, not copies', () => {
  const message = Uint8Array.of(0, 0, 0, 2, 7, 8)
  const bytes = new Reader(message).bytes()
  message[4] = 9
  deepEqual(bytes, Uint8Array.of(9, 8))
})

test('a view into a larger buffer is read within its own bounds', () => {
  const reader = new Reader(Uint8Array.of(1, 2, 3, 4, 5, 6).subarray(2, 4))
  equal(reader.int16(), 0x0304)
  refuses('TRUNCATED', () => reader.int8())
})

test('what is not UTF-8 is read as replacement characters, and a byte order mark is kept', () => {
  equal(new Reader(Uint8Array.of(0, 3, 0x61, 0xff, 0x62)).string(), 'a\ufffdb')
  equal(new Reader(Uint8Array.of(0, 3, 0xef, 0xbb, 0xbf)).string(), '\ufeff')
})

test('a negative length is null where null is allowed, and an error elsewhere', () => {
  const minusOne = Uint8Array.of(255, 255, 255, 255)
  equal(new Reader(minusOne).nullableString(), null)
  equal(new Reader(minusOne).nullableBytes(), null)
  equal(new Reader(minusOne).nullableCount(1), -1)
  refuses('INVALID_LENGTH', () => new Reader(minusOne).string())
  refuses('INVALID_LENGTH', () => new Reader(minusOne).bytes())
  refuses('INVALID_LENGTH', () => new Reader(minusOne).count(1))
  equal(new Reader(Uint8Array.of(0)).compactNullableString(), null)
  refuses('INVALID_LENGTH', () => new Reader(Uint8Array.of(0)).compactString())
  refuses('INVALID_LENGTH', () => new Reader(Uint8Array.of(0)).compactBytes())
  refuses('INVALID_LENGTH', () => new Reader(Uint8Array.of(0)).compactCount(1))
})

test('a length that reaches past the end is refused', () => {
  refuses('TRUNCATED', () => new Reader(Uint8Array.of(0, 2, 1)).string())
  refuses('TRUNCATED', () => new Reader(Uint8Array.of(0x7f, 255, 255, 255, 1)).bytes())
  refuses('TRUNCATED', () => new Reader(Uint8Array.of(3, 1)).compactString())
  refuses('TRUNCATED', () => new Reader(Uint8Array.of(255, 255, 255, 255, 15)).compactBytes())
  refuses('STRING_TOO_LONG', () => new Reader(Uint8Array.of(255, 255, 3)).compactString())
})

test('a count is refused if its smallest elements would not fit', () => {
  equal(new Reader(Uint8Array.of(0, 0, 0, 2, 1, 2, 3, 4)).count(2), 2)
  refuses('TOO_MANY_ELEMENTS', () => new Reader(Uint8Array.of(0, 0, 0, 2, 1, 2, 3)).count(2))
  refuses('TOO_MANY_ELEMENTS', () => new Reader(Uint8Array.of(0x7f, 255, 255, 255)).count(1))
})

test('all arrays of a message together stay below the limit of elements', () => {
  const reader = new Reader(Uint8Array.of(3, 3, 0, 0, 0), { elementsMax: 3 })
  equal(reader.compactCount(1), 2)
  refuses('TOO_COSTLY', () => reader.compactCount(1))
})

test('a varint has an end', () => {
  equal(new Reader(Uint8Array.of(255, 255, 255, 255, 15)).unsignedVarint(), 2 ** 32 - 1)
  refuses('INVALID_VARINT', () => new Reader(new Uint8Array(5).fill(0x80)).unsignedVarint())
  refuses('INVALID_VARINT', () => new Reader(new Uint8Array(10).fill(0x80)).varlong())
  refuses('TRUNCATED', () => new Reader(Uint8Array.of(0x80)).varint())
})

test('unknown tagged fields are skipped, and the reader stands behind them', () => {
  const reader = new Reader(Uint8Array.of(2, 0, 1, 99, 200, 1, 2, 98, 97, 42))
  reader.skipTags()
  equal(reader.int8(), 42)
})

test('tagged fields out of order, twice, or longer than the message are refused', () => {
  refuses('INVALID_TAGS', () => new Reader(Uint8Array.of(2, 1, 0, 0, 0)).skipTags())
  refuses('INVALID_TAGS', () => new Reader(Uint8Array.of(2, 1, 0, 1, 0)).skipTags())
  refuses('TRUNCATED', () => new Reader(Uint8Array.of(1, 0, 3, 0, 0)).skipTags())
})

function refuses(name: string, read: () => unknown): void {
  throws(read, (error) => isOperatingError(error, `PROTOCOL_${name}`))
}
