import { equal } from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import fc from 'fast-check'
import { crc32c } from './crc32c.ts'
import { portableCrc32c } from './portable-crc32c.ts'

/** The definition, bit by bit. */
function bytewise(bytes: Uint8Array, previous = 0): number {
  let state = ~previous >>> 0
  for (const byte of bytes) {
    state ^= byte
    for (let bit = 0; bit < 8; bit += 1) {
      state = (state & 1) === 1 ? (state >>> 1) ^ 0x82f63b78 : state >>> 1
    }
  }
  return ~state >>> 0
}

const implementations = { crc32c, portableCrc32c }
const digits = new TextEncoder().encode('123456789')

for (const [name, checksum] of Object.entries(implementations)) {
  test(`${name} gives the known checksum of the nine digits`, () => {
    equal(checksum(digits), 0xe3069283)
    equal(checksum(new Uint8Array(0)), 0)
  })

  test(`${name} agrees with the definition, also when taken in pieces`, () => {
    // From 150 bytes on native code takes over.
    const bytes = fc.uint8Array({ maxLength: 700 })
    fc.assert(
      fc.property(bytes, bytes, (head, tail) => {
        const whole = Buffer.concat([head, tail])
        equal(checksum(whole), bytewise(whole))
        equal(checksum(tail, checksum(head)), bytewise(whole))
      }),
    )
  })

  test(`${name} continues from any checksum with any few bytes`, () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 9 }),
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        (bytes, previous) => {
          equal(checksum(bytes, previous), bytewise(bytes, previous))
        },
      ),
    )
  })

  test(`${name} agrees with the definition on what does not fit into one piece`, () => {
    const large = Uint8Array.from({ length: 200_000 }, (_, index) => (index * 31) >>> 3)
    equal(checksum(large), bytewise(large))
    equal(checksum(large, 12345), bytewise(large, 12345))
  })
}

test('where the native package does not load, the checksums are the same', () => {
  const script = `
    const { crc32c } = await import(${JSON.stringify(import.meta.resolve('./crc32c.ts'))})
    const bytes = new Uint8Array(1000).fill(7)
    console.log(crc32c.name, crc32c(bytes), crc32c(bytes, 12345))`
  const bytes = new Uint8Array(1000).fill(7)

  const output = execFileSync(
    process.execPath,
    ['--conditions=@barnabus/source', '--input-type=module', '--eval', script],
    {
      encoding: 'utf8',
      env: { ...process.env, NAPI_RS_NATIVE_LIBRARY_PATH: '/nowhere/crc32.node' },
    },
  )

  equal(output.trim(), `portableCrc32c ${bytewise(bytes)} ${bytewise(bytes, 12345)}`)
})
