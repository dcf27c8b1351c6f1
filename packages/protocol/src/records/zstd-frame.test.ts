import { deepEqual, equal, throws } from 'node:assert/strict'
import { test } from 'node:test'
import { constants, zstdCompressSync } from 'node:zlib'

import { decompress } from './compression.ts'
import { zstdFrameSize } from './zstd-frame.ts'

const limits = { sizeMax: 10_000_000 }

const contents = [
  new Uint8Array(0),
  Uint8Array.of(1, 2, 3),
  new Uint8Array(1000),
  new TextEncoder().encode('some text, '.repeat(20_000)),
  // No two bytes in a row repeat, so blocks are stored as they are.
  Uint8Array.from({ length: 300_000 }, (_, index) => Math.imul(index, 0x9e3779b1) >>> 24),
]

const flavours = [
  {},
  { [constants.ZSTD_c_checksumFlag]: 1 },
  { [constants.ZSTD_c_contentSizeFlag]: 0 },
  { [constants.ZSTD_c_contentSizeFlag]: 0, [constants.ZSTD_c_checksumFlag]: 1 },
]

const skippable = Uint8Array.of(0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3)

test('a frame ends where its compressor ended it, whatever follows', () => {
  for (const params of flavours) {
    for (const content of contents) {
      const frame = zstdCompressSync(content, { params })
      equal(zstdFrameSize(frame), frame.length)
      equal(zstdFrameSize(Buffer.concat([frame, skippable])), frame.length)
    }
  }
  equal(zstdFrameSize(Buffer.concat([skippable, Uint8Array.of(1)])), skippable.length)
})

test('frames follow each other, with frames to be skipped between them', () => {
  const frames = contents.map((content) => zstdCompressSync(content))
  const all = Buffer.concat([skippable, ...frames.flatMap((frame) => [frame, skippable])])

  const restored = decompress('zstd', all, limits)

  deepEqual(Buffer.from(restored).equals(Buffer.concat(contents)), true)
})

test('the frames of a batch share its limit, and there may not be very many', () => {
  const frame = zstdCompressSync(new Uint8Array(1000))
  const all = (count: number): Buffer => Buffer.concat(Array.from({ length: count }, () => frame))

  equal(decompress('zstd', all(64), limits).length, 64_000)
  throws(() => decompress('zstd', all(64), { sizeMax: 63_999 }), {
    code: 'PROTOCOL_DECOMPRESSED_TOO_LARGE',
  })
  throws(() => decompress('zstd', all(65), limits), { code: 'PROTOCOL_CORRUPT_COMPRESSED' })
})

test('bytes after the last frame that are none are refused', () => {
  const all = Buffer.concat([zstdCompressSync('content'), Uint8Array.of(1, 2, 3)])

  throws(() => decompress('zstd', all, limits), { code: 'PROTOCOL_CORRUPT_COMPRESSED' })
})
