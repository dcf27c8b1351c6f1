import { deepEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { isOperatingError } from '@barnabus/base'
import { compress, decompress, type Compression } from './compression.ts'
import { encodeBatch } from './encode-batch.ts'
import { inspectRecords } from './inspect-records.ts'
import { lz4FrameHeader } from './lz4-frame-header.ts'
import { RecordBatch } from './record-batch.ts'

const mebibyte = 1024 * 1024

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void
const sizeMax = mebibyte
const bombSize = 256 * mebibyte

/** The code of the error that came of it. */
function attempt(codec: Compression, bomb: Uint8Array, limit: number): string {
  try {
    decompress(codec, bomb, { sizeMax: limit })
    return 'no error'
  } catch (error) {
    if (!isOperatingError(error)) throw error
    return error.code
  }
}

/** What came of it, and by how many bytes the process grew. */
function explode(codec: Compression, bomb: Uint8Array): { code: string; grownBytes: number } {
  const before = process.memoryUsage().rss
  const code = attempt(codec, bomb, sizeMax)
  return { code, grownBytes: process.memoryUsage().rss - before }
}

const tooLarge = 'PROTOCOL_DECOMPRESSED_TOO_LARGE'
const corrupt = 'PROTOCOL_CORRUPT_COMPRESSED'

/** A raw snappy block of 1 MiB or more that is one byte, repeated. */
function snappyRun(size: number): Uint8Array {
  const parts = [Uint8Array.of((size & 0x7f) | 0x80, ((size >>> 7) & 0x7f) | 0x80)]
  parts.push(Uint8Array.of(((size >>> 14) & 0x7f) | 0x80, size >>> 21, 0, 0x78))
  const copy = Uint8Array.of((63 << 2) | 2, 1, 0)
  for (let made = 1; made < size; made += 64) parts.push(copy)
  return Buffer.concat(parts)
}

/** One LZ4 block of 4 MiB that is one byte, repeated: 255 to 1, and any number of them. */
function lz4Run(blocks: number): Uint8Array {
  const block = Buffer.concat([Uint8Array.of(0x1f, 0x78, 1, 0), Buffer.alloc(16_448, 255)])
  const whole = Buffer.concat([block, Uint8Array.of(0, 0x50, 1, 2, 3, 4, 5)])
  const size = Buffer.alloc(4)
  size.writeUInt32LE(whole.length)
  const header = Uint8Array.of(0x04, 0x22, 0x4d, 0x18, 0x60, 0x70, 0x73)
  const all = Array.from({ length: blocks }, () => Buffer.concat([size, whole]))
  return Buffer.concat([header, ...all, Buffer.alloc(4)])
}

const zeros = new Uint8Array(bombSize)
const bombs: readonly (readonly [string, Compression, Uint8Array, string])[] = [
  ['gzip, 1000 to 1', 'gzip', compress('gzip', zeros, 9), tooLarge],
  ['zstd, 30000 to 1', 'zstd', compress('zstd', zeros), tooLarge],
  ['lz4, 250 to 1', 'lz4', compress('lz4', zeros), tooLarge],
  ['lz4 in blocks of 4 MiB', 'lz4', lz4Run(64), tooLarge],
  ['snappy, 20 to 1, framed', 'snappy', compress('snappy', zeros), tooLarge],
  ['snappy, 21 to 1, raw', 'snappy', snappyRun(64 * mebibyte), tooLarge],
  ['snappy that claims 2 GiB', 'snappy', Uint8Array.of(0xff, 0xff, 0xff, 0xff, 7, 0, 1), corrupt],
  ['snappy that claims 4 GiB', 'snappy', Uint8Array.of(0xff, 0xff, 0xff, 0xff, 15, 0, 1), corrupt],
  ['gzip in gzip', 'gzip', compress('gzip', compress('gzip', zeros, 9)), 'no error'],
]

test('every bomb stops at the limit, in what it returns and in what it takes', () => {
  // The first calls load and compile what they need: that growth is not the bomb's.
  for (const [, codec, bomb] of bombs) explode(codec, bomb)

  const outcomes = bombs.map(([name, codec, bomb]) => ({ name, ...explode(codec, bomb) }))

  deepEqual(
    outcomes.map(({ name, code }) => [name, code]),
    bombs.map(([name, , , code]) => [name, code]),
  )
  for (const { name, grownBytes } of outcomes) {
    ok(grownBytes < 16 * mebibyte, `${name}: the process grew by ${grownBytes} bytes`)
  }
})

test('many bombs in a row leave the process as large as it was, and the codecs working', () => {
  collectGarbage()
  const before = process.memoryUsage().rss
  for (let round = 0; round < 20; round += 1) {
    for (const [, codec, bomb] of bombs) explode(codec, bomb)
  }
  collectGarbage()
  const grownBytes = process.memoryUsage().rss - before

  // All of them together would be 40 GiB; garbage of the engine and the allocator is what it is.
  ok(grownBytes < 128 * mebibyte, `the process grew by ${grownBytes} bytes`)
  for (const codec of ['gzip', 'snappy', 'lz4', 'zstd'] as const) {
    const text = new TextEncoder().encode('still here')
    deepEqual(Buffer.from(decompress(codec, compress(codec, text), { sizeMax })), Buffer.from(text))
  }
})

test('what is large or too large leaves no memory behind', () => {
  for (const codec of ['snappy', 'lz4'] as const) {
    const compressed = compress(codec, new Uint8Array(48 * mebibyte))
    collectGarbage()
    const before = process.memoryUsage().arrayBuffers

    for (const sizeMax of [32 * mebibyte, 64 * mebibyte, 32 * mebibyte])
      attempt(codec, compressed, sizeMax)

    collectGarbage()
    collectGarbage()
    const grownBytes = process.memoryUsage().arrayBuffers - before
    // Whatever the engine has not swept yet: memory that was kept would be 32 MiB.
    ok(grownBytes < 24 * mebibyte, `${codec}: ${grownBytes} bytes are still there`)
  }
})

test('thousands of damaged inputs that announce much do not use up the decoders', () => {
  const announcesMuch = Buffer.concat([Uint8Array.of(0x80, 0x80, 0x04), Buffer.alloc(4000, 2)])
  for (let round = 0; round < 10_000; round += 1) {
    deepEqual(explode('snappy', announcesMuch).code, corrupt)
  }
  const damagedLz4 = Buffer.concat([lz4FrameHeader, Uint8Array.of(4, 0, 0, 0, 0xf0, 255, 255, 255)])
  for (let round = 0; round < 10_000; round += 1) {
    deepEqual(explode('lz4', damagedLz4).code, corrupt)
  }
})

test('a batch that is a bomb is invalid, whatever its codec', () => {
  const value = new Uint8Array(8 * mebibyte)
  for (const compression of ['gzip', 'snappy', 'lz4', 'zstd'] as const) {
    const batch = RecordBatch.at(encodeBatch({ records: [{ value }], compression }))

    deepEqual(inspectRecords(batch, { decompressedSizeMax: sizeMax }), {
      kind: 'invalid',
      reason: 'the records are too large when decompressed',
      recordIndex: -1,
    })
  }
})
