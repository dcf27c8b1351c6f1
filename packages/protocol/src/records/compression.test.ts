import { deepEqual, equal, ok, throws } from 'node:assert/strict'
import { test } from 'node:test'
import { isOperatingError } from '@barnabus/base'
import fc from 'fast-check'
import {
  compress,
  compressionCode,
  compressionOf,
  decompress,
  type Compression,
} from './compression.ts'

const codecs = ['gzip', 'snappy', 'lz4', 'zstd'] as const
const limits = { sizeMax: 1024 * 1024 }

/** Bytes that are partly random and partly repeat each other, near and far. */
const bytes = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 100 }),
      fc
        .tuple(fc.uint8Array({ minLength: 1, maxLength: 12 }), fc.nat({ max: 20_000 }))
        .map(([pattern, size]) => new Uint8Array(Buffer.alloc(size, pattern))),
    ),
    { maxLength: 12 },
  )
  .map((parts) => new Uint8Array(Buffer.concat([...parts, ...parts.slice(0, 3)])))

/** Lines of text, as much as asked for: the same every time, and like what people log. */
function lines(size: number): Uint8Array {
  let text = ''
  for (let index = 0; text.length < size; index += 1) {
    text += `{"id":${(index * 7919) % 10_007},"name":"user ${index % 977}","active":${index % 3 === 0}}\n`
  }
  return new TextEncoder().encode(text.slice(0, size))
}

/** Decompresses damaged input: whatever comes of it, it is a result or an error we know. */
function attempt(codec: Compression, input: Uint8Array, what: string): 'result' | 'refused' {
  try {
    ok(decompress(codec, input, limits).length <= limits.sizeMax, what)
    return 'result'
  } catch (error) {
    const known =
      isOperatingError(error, 'PROTOCOL_CORRUPT_COMPRESSED') ||
      isOperatingError(error, 'PROTOCOL_DECOMPRESSED_TOO_LARGE')
    ok(known, `${what}: ${String(error)}`)
    return 'refused'
  }
}

test('the codecs have the codes that the attributes of a batch use', () => {
  deepEqual(
    ['none', ...codecs].map((codec) => compressionCode(codec as Compression)),
    [0, 1, 2, 3, 4],
  )
  deepEqual([0, 1, 2, 3, 4].map(compressionOf), ['none', ...codecs])
  throws(() => compressionOf(5), { code: 'PROTOCOL_COMPRESSION_UNKNOWN' })
})

for (const codec of codecs) {
  test(`${codec} gives back what was compressed`, () => {
    fc.assert(
      fc.property(bytes, (original) => {
        const restored = decompress(codec, compress(codec, original), limits)
        ok(Buffer.from(original).equals(restored))
      }),
      {
        examples: [
          [new Uint8Array(0)],
          [lines(64 * 1024)],
          [lines(64 * 1024 + 1)],
          [lines(300_000)],
        ],
      },
    )
  })

  test(`${codec} stops exactly at the limit`, () => {
    const compressed = compress(codec, lines(100_000))

    equal(decompress(codec, compressed, { sizeMax: 100_000 }).length, 100_000)
    for (const sizeMax of [99_999, 1000, 1, 0]) {
      throws(() => decompress(codec, compressed, { sizeMax }), {
        code: 'PROTOCOL_DECOMPRESSED_TOO_LARGE',
      })
    }
    equal(decompress(codec, compress(codec, new Uint8Array(0)), { sizeMax: 0 }).length, 0)
  })

  test(`${codec} refuses what is cut off, at every byte`, () => {
    const compressed = compress(codec, lines(1500))
    for (let size = 0; size < compressed.length; size += 1) {
      // Between two of its blocks, or before the first, a snappy stream looks complete.
      const outcome = attempt(codec, compressed.subarray(0, size), `${size} bytes`)
      if (codec !== 'snappy') equal(outcome, 'refused', `${size} bytes`)
    }
  })

  test(`${codec} survives a flip of every bit`, () => {
    const compressed = compress(codec, lines(1500))
    for (let bit = 0; bit < compressed.length * 8; bit += 1) {
      const damaged = Uint8Array.from(compressed)
      damaged[bit >>> 3]! ^= 1 << (bit & 7)
      attempt(codec, damaged, `bit ${bit}`)
    }
    ok(Buffer.from(lines(1500)).equals(decompress(codec, compressed, limits)))
  })

  test(`${codec} survives any bytes`, () => {
    const header = compress(codec, new Uint8Array(0))
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (rest, withHeader) => {
        attempt(codec, withHeader ? Buffer.concat([header.subarray(0, 16), rest]) : rest, 'random')
      }),
      { numRuns: 500 },
    )
  })
}

test('a result of its own stays what it is when the next input is decompressed', () => {
  for (const codec of codecs) {
    const first = decompress(codec, compress(codec, lines(5000)), limits)
    decompress(codec, compress(codec, new Uint8Array(5000)), limits)
    ok(Buffer.from(lines(5000)).equals(first), codec)
  }
})

test('nothing at all is compressed too, also after something large', () => {
  for (const codec of codecs) {
    compress(codec, lines(200_000))
    equal(decompress(codec, compress(codec, new Uint8Array(0)), limits).length, 0, codec)
  }
})

test('the levels that Kafka has are taken, and higher ones of gzip and zstd compress better', () => {
  const original = lines(20_000)
  const levels = { gzip: [-1, 1, 9], lz4: [1, 9, 17], zstd: [-131_072, 1, 3, 22], snappy: [] }
  for (const codec of codecs) {
    for (const level of levels[codec]) {
      const compressed = compress(codec, original, level)
      ok(Buffer.from(original).equals(decompress(codec, compressed, limits)), `${codec} ${level}`)
    }
  }
  ok(compress('gzip', original, 9).length < compress('gzip', original, 1).length)
  ok(compress('zstd', original, 19).length < compress('zstd', original, 1).length)
})

test('without compression the bytes are taken as they are, up to the limit', () => {
  const original = lines(100)
  equal(compress('none', original), original)
  equal(decompress('none', original, { sizeMax: 100 }), original)
  throws(() => decompress('none', original, { sizeMax: 99 }), {
    code: 'PROTOCOL_DECOMPRESSED_TOO_LARGE',
  })
})
