import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { double, int, long, longMax, short } from './number-property.ts'

const doc = ''

test('every number of 32 bits is an int, with spaces around it too', () => {
  const property = int({ default: 0, doc })

  fc.assert(
    fc.property(fc.integer(), fc.stringMatching(/^[ \t]*$/), (number, space) => {
      deepEqual(property.parse(`${space}${number}${space}`), { kind: 'value', value: number })
    }),
  )
})

test('a number that does not fit its type is refused', () => {
  equal(int({ default: 0, doc }).parse('2147483648').kind, 'wrong')
  equal(short({ default: 0, doc }).parse('-32769').kind, 'wrong')
  equal(long({ default: 0, doc }).parse('9223372036854775808').kind, 'wrong')
})

test('what is not a whole number is refused', () => {
  const property = int({ default: 0, doc })

  for (const text of ['', ' ', '1.5', '1e3', '0x10', '1_000', '10 000', 'ten', '--1', '１']) {
    equal(property.parse(text).kind, 'wrong', text)
  }
})

test('the largest long means never', () => {
  const property = long({ default: longMax, doc })

  deepEqual(property.parse('9223372036854775807'), { kind: 'value', value: longMax })
  equal(property.defaultText, '9223372036854775807')
})

test('bounds hold, and one value may stand outside of them', () => {
  const level = int({ default: -1, min: 1, max: 9, or: -1, doc })

  fc.assert(
    fc.property(fc.integer({ min: -20, max: 20 }), (number) => {
      const isAllowed = number === -1 || (number >= 1 && number <= 9)
      equal(level.parse(String(number)).kind, isAllowed ? 'value' : 'wrong')
    }),
  )
  deepEqual(level.parse('10'), { kind: 'wrong', reason: 'it must be from 1 to 9, or -1' })
})

test('a number may be left without a default', () => {
  const property = long({ default: null, doc })

  equal(property.default, null)
  equal(property.defaultText, null)
})

test('doubles are written the way Java writes them', () => {
  const property = double({ default: 0.5, doc })
  const written = [0, 0.5, 1, 10, 1234567, 1e7, 0.001, 0.0001, Number.MAX_VALUE].map((number) =>
    property.write(number),
  )

  deepEqual(written, [
    '0.0',
    '0.5',
    '1.0',
    '10.0',
    '1234567.0',
    '1.0E7',
    '0.001',
    '1.0E-4',
    '1.7976931348623157E308',
  ])
})

test('a double that we wrote is read as the same', () => {
  const property = double({ default: 0, doc })

  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      const parsed = property.parse(property.write(number) ?? '')
      deepEqual(parsed, { kind: 'value', value: number === 0 ? 0 : number })
    }),
  )
})
