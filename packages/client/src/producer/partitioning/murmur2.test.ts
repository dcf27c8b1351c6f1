import { equal } from 'node:assert/strict'
import { test } from 'node:test'

import { murmur2 } from './murmur2.ts'

test('the hash is the one of Kafka', () => {
  // From Kafka's own UtilsTest.
  const cases: readonly (readonly [string, number])[] = [
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ['abc', 479470107],
  ]
  for (const [text, hash] of cases) equal(murmur2(Buffer.from(text)), hash, text)
})

test('only the bytes that are asked for count', () => {
  equal(murmur2(Buffer.from('abcdef'), 3), murmur2(Buffer.from('abc')))
})
