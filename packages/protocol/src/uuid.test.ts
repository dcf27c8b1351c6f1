import { deepEqual, equal, throws } from 'node:assert/strict'
import { test } from 'node:test'
import { isOperatingError } from '@barnabus/base'
import fc from 'fast-check'

import { parseUuid, uuidFromBytes, uuidToBytes, zeroUuid } from './uuid.ts'

test('any 16 bytes survive the way to text and back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
      deepEqual(uuidToBytes(uuidFromBytes(bytes)), bytes)
    }),
  )
})

test('the text is the one Kafka prints', () => {
  const bytes = Buffer.from('f0e1d2c3b4a5968778695a4b3c2d1e0f', 'hex')
  equal(uuidFromBytes(bytes), '8OHSw7Sllod4aVpLPC0eDw')
  equal(uuidFromBytes(new Uint8Array(16)), zeroUuid)
})

for (const text of [
  '',
  'AAAA',
  'AAAAAAAAAAAAAAAAAAAAAB',
  '!AAAAAAAAAAAAAAAAAAAAA',
  '='.repeat(22),
]) {
  test(`"${text}" is refused as a UUID`, () => {
    throws(
      () => parseUuid(text),
      (error) => isOperatingError(error, 'PROTOCOL_INVALID_UUID'),
    )
  })
}
