import { deepEqual, equal, ok, throws } from 'node:assert/strict'
import { test } from 'node:test'
import { AssertionError, isOperatingError } from '@barnabus/base'
import fc from 'fast-check'

import { Reader } from './reader.ts'
import { type Uuid, uuidFromBytes } from './uuid.ts'
import { Writer } from './writer.ts'

const bytes16 = fc.uint8Array({ minLength: 16, maxLength: 16 })
const text = fc.string({ unit: 'grapheme', maxLength: 50 })
const bytes = fc.uint8Array({ maxLength: 3000 })

/** Each primitive: values for it, how to write one, how to read it back. */
const primitives = [
  primitive(fc.integer({ min: -128, max: 127 }), 'int8'),
  primitive(fc.integer({ min: -(2 ** 15), max: 2 ** 15 - 1 }), 'int16'),
  primitive(fc.integer({ min: 0, max: 2 ** 16 - 1 }), 'uint16'),
  primitive(fc.integer(), 'int32'),
  primitive(fc.integer({ min: 0, max: 2 ** 32 - 1 }), 'uint32'),
  primitive(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), 'int64'),
  primitive(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), 'varlong'),
  primitive(fc.integer(), 'varint'),
  primitive(fc.integer({ min: 0, max: 2 ** 32 - 1 }), 'unsignedVarint'),
  primitive(fc.double(), 'float64'),
  primitive(fc.boolean(), 'bool'),
  primitive(bytes16.map(uuidFromBytes), 'uuid'),
  primitive(text, 'string'),
  primitive(text, 'compactString'),
  primitive(fc.option(text), 'nullableString'),
  primitive(fc.option(text), 'compactNullableString'),
  primitive(bytes, 'bytes'),
  primitive(bytes, 'compactBytes'),
  primitive(fc.option(bytes), 'nullableBytes'),
  primitive(fc.option(bytes), 'compactNullableBytes'),
]

test('every sequence of primitives is read as it was written', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(...primitives), { maxLength: 60 }), (steps) => {
      const writer = new Writer()
      for (const step of steps) step.write(writer)
      const { sizeBytes } = writer
      const whole = Buffer.concat(writer.finish())
      equal(whole.length, sizeBytes)

      const reader = new Reader(whole)
      for (const step of steps) deepEqual(step.read(reader), step.value, step.name)
      equal(reader.remaining, 0)
    }),
  )
})

test('a frame is the same bytes with their number in front', () => {
  for (const size of [0, 1, 600, 1024, 5000]) {
    const [plain, framed] = [new Writer(), new Writer()].map((writer) => {
      writer.int16(7)
      writer.raw(new Uint8Array(size))
      return writer
    })
    const content = Buffer.concat(plain?.finish() ?? [])
    const frame = Buffer.concat(framed?.finishFrame() ?? [])
    equal(frame.readInt32BE(), content.length)
    deepEqual(frame.subarray(4), content)
  }
})

test('bytes of a kilobyte and more are handed on without a copy', () => {
  const large = new Uint8Array(1024)
  const writer = new Writer()
  writer.nullableBytes([large, new Uint8Array(3), large])
  equal(writer.finish().filter((chunk) => chunk === large).length, 2)
})

test('small bytes are copied, so that their owner may change them', () => {
  const small = Uint8Array.of(1)
  const writer = new Writer()
  writer.raw(small)
  small[0] = 2
  deepEqual(Buffer.concat(writer.finish()), Buffer.of(1))
})

test('no number is lost between two chunks, and chunks stay few', () => {
  const writer = new Writer()
  for (let i = 0; i < 100_000; i += 1) writer.int32(i)
  const chunks = writer.finish()
  ok(chunks.length < 20, `${chunks.length} chunks for 400 kB`)

  const reader = new Reader(Buffer.concat(chunks))
  for (let i = 0; i < 100_000; i += 1) equal(reader.int32(), i)
})

test('a string that no reader would accept is refused', () => {
  throws(
    () => new Writer().compactString('x'.repeat(32_768)),
    (error) => isOperatingError(error, 'PROTOCOL_STRING_TOO_LONG'),
  )
})

test('what is no UUID is not written as one', () => {
  for (const text of ['', 'AAAA', '!AAAAAAAAAAAAAAAAAAAAA', 'A'.repeat(23), 'A'.repeat(44)]) {
    throws(
      () => new Writer().uuid(text as Uuid),
      (error) => isOperatingError(error, 'PROTOCOL_INVALID_UUID'),
      text,
    )
  }
})

test('a number that does not fit its type is a bug', () => {
  throws(() => new Writer().int8(128), AssertionError)
  throws(() => new Writer().int16(-32_769), AssertionError)
  throws(() => new Writer().int32(2 ** 31), AssertionError)
  throws(() => new Writer().int32(0.5), AssertionError)
  throws(() => new Writer().int64(2n ** 63n), AssertionError)
  throws(() => new Writer().unsignedVarint(-1), AssertionError)
})

interface Step {
  readonly name: string
  readonly value: unknown
  readonly write: (writer: Writer) => void
  readonly read: (reader: Reader) => unknown
}

type Primitive = Exclude<
  { [N in keyof Reader & keyof Writer]: Reader[N] extends () => unknown ? N : never }[keyof Reader &
    keyof Writer],
  never
>

function primitive<N extends Primitive>(
  values: fc.Arbitrary<ReturnType<Reader[N]>>,
  name: N,
): fc.Arbitrary<Step> {
  return values.map((value) => ({
    name,
    value,
    write: (writer) => (writer[name] as (written: unknown) => void).call(writer, value),
    read: (reader) => reader[name](),
  }))
}
