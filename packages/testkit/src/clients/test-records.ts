/**
 * The records that every client of the matrix sends and reads: a few dozen odd ones, then thousands
 * of small ones so that batches fill. The same seed gives the same bytes, on every machine.
 */
import type { Random } from '@barnabus/base'

import { seededRandom } from '../seeded-random.ts'

/** A record as Kafka can carry it; null and empty are different things everywhere. */
export interface TestRecord {
  readonly partition: number
  readonly key: Uint8Array | null
  readonly value: Uint8Array | null
  /** In the order they are sent; names may repeat. */
  readonly headers: readonly Header[]
  readonly timestampMs: number
}

export type Header = readonly [name: string, value: Uint8Array | null]

/** The topics of the matrix have this many partitions, and every one of them gets records. */
export const partitionCount = 3

const smallRecordCount = 3_000
const someDayMs = Date.UTC(2015, 4, 17, 10, 5, 3) // Long past: nobody may take it for "now".

/** Makes the records of the matrix. */
export function testRecords(seed = 1): readonly TestRecord[] {
  const random = seededRandom(seed)
  const odd = [...nullAndEmpty(), ...oddBytes(), ...withHeaders(), ...sizes(random), ...times()]
  const oddRecords = odd.map((record, index) => ({
    partition: index % partitionCount,
    key: null,
    value: utf8(`odd record ${index}`),
    headers: [],
    timestampMs: someDayMs + index,
    ...record,
  }))
  return [...oddRecords, ...smallRecords()]
}

function nullAndEmpty(): Partial<TestRecord>[] {
  const choices = [null, utf8(''), utf8('something')]
  return choices.flatMap((key) => choices.map((value) => ({ key, value })))
}

function oddBytes(): Partial<TestRecord>[] {
  const notUtf8 = Uint8Array.of(0xff, 0xfe, 0x00, 0x80, 0xc3, 0x28)
  const everyByte = Uint8Array.from({ length: 256 }, (_, index) => index)
  return [
    { key: notUtf8, value: notUtf8 },
    { key: everyByte, value: everyByte },
    { key: Uint8Array.of(0), value: Uint8Array.of(0) },
    { key: utf8('line\nbreak\r\n\ttab'), value: utf8('one\ntwo\r\n\tthree\n') },
    { key: utf8('ключ 鍵 🔑'), value: utf8('значение 値 💎') },
    { key: utf8('quote " backslash \\ comma , equals ='), value: utf8('{"json": [1, null]}') },
  ]
}

function withHeaders(): Partial<TestRecord>[] {
  const many = Array.from({ length: 40 }, (_, index): Header => [`h${index}`, utf8(`${index}`)])
  const lists: Header[][] = [
    [['trace', utf8('abc')]],
    [['empty', utf8('')]],
    [['null', null]],
    [
      ['empty', utf8('')],
      ['null', null],
      ['text', utf8('NULL')],
    ],
    [
      ['same', utf8('first')],
      ['same', utf8('second')],
      ['same', utf8('first')],
    ],
    [
      ['a', utf8('1')],
      ['b', utf8('2')],
      ['a', utf8('3')],
    ],
    [
      ['z', utf8('later names come first')],
      ['y', utf8('')],
      ['x', utf8('still in order')],
    ],
    [
      ['10', utf8('names that look like numbers')],
      ['9', utf8('are not sorted')],
    ],
    [['', utf8('a header without a name')]],
    [['имя 名', utf8('значение')]],
    [['__proto__', utf8('just a name')]],
    [['bytes', Uint8Array.of(0xff, 0x00, 0xfe, 0x80)]],
    [['text', utf8('comma,equals=quote"')]],
    [['large', utf8('0123456789abcdef'.repeat(256))]],
    many,
  ]
  return lists.map((headers) => ({ key: utf8('with headers'), headers }))
}

/** Sizes around the places where lengths take one byte more, and some that fill a batch alone. */
function sizes(random: Random): Partial<TestRecord>[] {
  const small = [1, 63, 64, 65, 127, 128, 8_191, 8_192, 8_193, 16_383, 16_384, 65_535, 65_536]
  const compressible = [1_000, 20_000, 200 * 1024].map((size) =>
    utf8('All work and no play. '.repeat(Math.ceil(size / 22)).slice(0, size)),
  )
  return [
    ...small.map((size) => ({ key: utf8(`${size} bytes`), value: random.bytes(size) })),
    ...compressible.map((value) => ({ key: utf8('compressible'), value })),
    { key: utf8('incompressible'), value: random.bytes(200 * 1024) },
    { key: random.bytes(2_000), value: utf8('a long key') },
  ]
}

function times(): Partial<TestRecord>[] {
  const backwards = [5_000, 3_000, 4_000, 1].map((delta) => someDayMs - delta)
  return [0, 1, 999, 2 ** 31 - 1, 2 ** 31, 2 ** 32, ...backwards].map((timestampMs) => ({
    key: utf8(`at ${timestampMs}`),
    timestampMs,
  }))
}

function smallRecords(): TestRecord[] {
  return Array.from({ length: smallRecordCount }, (_, index) => ({
    // In long runs, so that each partition gets full batches.
    partition: Math.floor((index * partitionCount) / smallRecordCount),
    key: index % 5 === 0 ? null : utf8(`user-${index % 97}`),
    value: utf8(`{"index":${index},"page":"/presentations/logstash-${index % 13}"}`),
    headers: [],
    timestampMs: someDayMs + 60_000 + index * 7,
  }))
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
