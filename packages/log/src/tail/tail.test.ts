import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import type { Segment } from '../segment/segment.ts'
import { TailMemory } from './tail-memory.ts'
import { memoryOf, Tail } from './tail.ts'

const first = {} as Segment
const second = {} as Segment

/** The memory of one batch. */
const one = memoryOf({ bytes: new Uint8Array(100) })

/** Batches of ten offsets and 100 bytes. */
function filled(count: number, segmentOf: (index: number) => Segment = () => first): Tail {
  const tail = new Tail()
  for (let index = 0; index < count; index += 1) {
    tail.push({
      bytes: new Uint8Array(100).fill(index),
      baseOffset: BigInt(index * 10),
      nextOffset: BigInt(index * 10 + 10),
      segment: segmentOf(index),
      position: index * 100,
    })
  }
  return tail
}

const all = { limit: 1_000n, maxBytes: 1_000_000, minOneBatch: false }

function read(tail: Tail, offset: bigint, until: Partial<typeof all> = {}): readonly number[] {
  return tail.read(offset, { ...all, ...until }).batches.map((bytes) => bytes[0]!)
}

test('a read begins with the batch that holds the offset', () => {
  const tail = filled(5)
  deepEqual(read(tail, 0n), [0, 1, 2, 3, 4])
  deepEqual(read(tail, 29n), [2, 3, 4])
  deepEqual(read(tail, 30n), [3, 4])
  deepEqual(read(tail, 50n), [])
})

test('a read ends at its limits, with whole batches', () => {
  const tail = filled(5)
  deepEqual(read(tail, 0n, { maxBytes: 299 }), [0, 1])
  deepEqual(read(tail, 0n, { limit: 39n }), [0, 1, 2])
  deepEqual(read(tail, 0n, { maxBytes: 1 }), [])
  deepEqual(read(tail, 0n, { maxBytes: 1, minOneBatch: true }), [0])
  deepEqual(read(tail, 0n, { limit: 5n, minOneBatch: true }), [])
})

test('what is written together is durable and of one segment', () => {
  const tail = filled(6, (index) => (index < 3 ? first : second))
  equal(tail.toWrite(20n, 1_000).length, 2)
  equal(tail.toWrite(60n, 1_000).length, 3)
  equal(tail.toWrite(60n, 101).length, 2)
  tail.markWritten(3)
  equal(tail.toWrite(60n, 1_000)[0]?.position, 300)
})

test('only what is in the files may go, the oldest first', () => {
  const tail = filled(200)
  tail.markWritten(150)
  equal(tail.evict(120), 120 * one)
  equal(tail.has(1_199n), false)
  equal(tail.has(1_200n), true)
  equal(tail.evict(120), 30 * one)
  equal(tail.length, 50)
  deepEqual(read(tail, 1_500n, { maxBytes: 100, limit: 2_000n }), [150])
})

test('the memory of all tails is bounded, and the oldest batches go first, whoever has them', () => {
  const memory = new TailMemory({ cacheBytesMax: 10 * one, unwrittenBytesMax: 5 * one })
  const tails = [filled(10), filled(10)]
  for (const tail of tails) {
    memory.appended(10 * one)
    tail.markWritten(10)
    memory.written(tail, 5, 5 * one)
    memory.written(tail, 5, 5 * one)
  }
  equal(memory.cachedBytes, 10 * one)
  deepEqual(
    tails.map(({ length }) => length),
    [0, 10],
  )
  memory.giveUpCache()
  equal(memory.cachedBytes, 0)
  equal(tails[1]!.length, 0)
})

test('whoever writes too much is asked to wait until enough is in the files', async () => {
  const memory = new TailMemory({ cacheBytesMax: 0, unwrittenBytesMax: 5 * one })
  const tail = filled(10)
  memory.appended(10 * one)
  equal(memory.congested, true)
  let isDrained = false
  const drained = memory.drained().then(() => (isDrained = true))
  tail.markWritten(4)
  memory.written(tail, 4, 4 * one)
  await Promise.resolve()
  equal(isDrained, false)
  memory.dropped({ writtenBytes: 0, unwrittenBytes: 6 * one })
  await drained
  equal(memory.congested, false)
})
