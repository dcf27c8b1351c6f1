import { equal, notEqual } from 'node:assert/strict'
import { test } from 'node:test'

import { batchesIn, encodeBatch } from '@barnabus/protocol'

import { seededRandom } from '../../seeded-random.ts'
import { hashOfLine, lineOf, randomLine, valueOf, type RecordLine } from './record-line.ts'

const line = randomLine('franz-go-3-17', 1, 1_700_000_000_000, seededRandom(3))

test('a line carries its value, and any other padding does not change it', () => {
  equal(valueOf(line), 'franz-go-3-17')
  equal(valueOf({ value: Buffer.from('x-1|a|b').toString('base64') }), 'x-1')
  equal(valueOf({ value: null }), '')
})

test('each part of a record is in its hash, and its place is not', () => {
  const others: readonly Partial<RecordLine>[] = [
    { timestamp: line.timestamp + 1 },
    { key: 'AAAA' },
    { key: null },
    { value: null },
    { headers: [...line.headers, ['more', null]] },
  ]
  const same = line.key === null ? 1 : 0 // One of them may be as it was.
  const hashes = new Set(others.map((other) => hashOfLine({ ...line, ...other })))
  equal(hashes.size, others.length)
  equal(hashes.has(hashOfLine(line)), same === 1)
  equal(hashOfLine({ ...line, partition: 3, offset: 9 }), hashOfLine(line))
})

test('a record that is stored and decoded here has the hash that it was sent with', () => {
  const bytes = (text: string | null): Uint8Array | null =>
    text === null ? null : Buffer.from(text, 'base64')
  const headers = line.headers.map(([key, value]) => ({ key, value: bytes(value) }))
  const timestamp = BigInt(line.timestamp)
  const record = { key: bytes(line.key), value: bytes(line.value), headers, timestamp }
  const [batch] = batchesIn(encodeBatch({ records: [record] }))
  const [stored] = batch!.records({ decompressedSizeMax: 2 ** 20 })
  equal(hashOfLine(lineOf(stored!, 1)), hashOfLine(line))
})

test('the same seed makes the same record, another one another', () => {
  const made = (seed: number): string =>
    hashOfLine(randomLine('a-1', 0, 1_000_000, seededRandom(seed)))
  equal(made(4), made(4))
  notEqual(made(4), made(5))
})
