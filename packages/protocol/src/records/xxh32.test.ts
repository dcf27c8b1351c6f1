import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { xxh32 } from './xxh32.ts'

test('the hash is the one of the reference implementation, for every path through it', () => {
  const inputs = ['', 'a', 'abc', '0123456789abcdef', 'Nobody inspects the spammish repetition']
  const hashes = inputs.map((input) => xxh32(new TextEncoder().encode(input)))

  deepEqual(hashes, [0x02cc5d05, 0x550d7456, 0x32d153ff, 0xc2c45b69, 0xe2293b2f])
})
