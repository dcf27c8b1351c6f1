import { deepEqual, equal } from 'node:assert/strict'
import { Buffer } from 'node:buffer'
import { test } from 'node:test'
import { OffsetMap, bytesPerKey } from './offset-map.ts'

const key = (name: string): Uint8Array => Buffer.from(name)

function mapFor(keys: number, options: { readonly end?: bigint; readonly start?: bigint } = {}) {
  const { start = 0n, end = 1_000n } = options
  return new OffsetMap({ start, end, memoryBytes: keys * bytesPerKey, loadFactor: 0.9 })
}

test('of each key it knows the newest offset', () => {
  const map = mapFor(100, { start: 2n ** 52n, end: 2n ** 52n + 100n })
  map.put(key('a'), 2n ** 52n)
  map.put(key('b'), 2n ** 52n + 1n)
  map.put(key('a'), 2n ** 52n + 7n)
  equal(map.latestOf(key('a')), 2n ** 52n + 7n)
  equal(map.latestOf(key('b')), 2n ** 52n + 1n)
  equal(map.latestOf(key('c')), undefined)
  deepEqual([map.size, map.endOffset], [2, 2n ** 52n + 8n])
})

test('keys that fill it to the brim are all found', () => {
  const map = mapFor(1_000, { end: 10_000n })
  let offset = 0n
  while (map.put(key(`key ${offset}`), offset)) offset += 1n
  equal(offset, 900n)
  for (let at = 0n; at < offset; at += 1n) equal(map.latestOf(key(`key ${at}`)), at)
})

test('a full map takes no new key, and still follows those that it has', () => {
  const map = mapFor(2)
  equal(map.put(key('a'), 0n), true)
  equal(map.put(key('b'), 1n), false)
  equal(map.put(key('a'), 2n), true)
  equal(map.latestOf(key('a')), 2n)
  equal(map.endOffset, 3n)
})

test('it says up to where it has looked, records without keys included', () => {
  const map = mapFor(10, { start: 5n })
  equal(map.endOffset, 5n)
  map.advanceTo(9n)
  deepEqual([map.covers(8n), map.covers(9n)], [true, false])
  map.advanceTo(7n)
  equal(map.endOffset, 9n)
})

test('it takes no more memory than the offsets that it is for can need', () => {
  const map = new OffsetMap({ start: 0n, end: 3n, memoryBytes: 2 ** 40, loadFactor: 0.9 })
  for (const [index, name] of ['a', 'b', 'c'].entries()) {
    equal(map.put(key(name), BigInt(index)), true)
  }
})
