import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { batchesIn, type BatchesEnd } from './batches-in.ts'
import { encodeBatch } from './encode-batch.ts'

const first = encodeBatch({ records: [{ value: new Uint8Array(10) }] })
const second = encodeBatch({ records: [{}, {}], baseOffset: 1n })
const both = Buffer.concat([first, second])

/** The base offsets that were found, and how it ended. */
function walk(bytes: Uint8Array, from?: number): { offsets: bigint[]; end: BatchesEnd } {
  const batches = batchesIn(bytes, from)
  const offsets: bigint[] = []
  for (;;) {
    const step = batches.next()
    if (step.done === true) return { offsets, end: step.value }
    offsets.push(step.value.baseOffset)
  }
}

test('batches are found one after the other, from any batch on', () => {
  const end = { kind: 'end', position: both.length }

  deepEqual(walk(both), { offsets: [0n, 1n], end })
  deepEqual(walk(both, first.length), { offsets: [1n], end })
  deepEqual(walk(both, both.length), { offsets: [], end })
})

test('a last batch that is cut off is reported, with what it would need', () => {
  for (let cut = first.length + 1; cut < both.length; cut += 1) {
    const { offsets, end } = walk(both.subarray(0, cut))

    const neededBytes = cut - first.length < 12 ? 61 : second.length
    deepEqual(offsets, [0n])
    deepEqual(end, { kind: 'partial', position: first.length, neededBytes }, `${cut} bytes`)
  }
})

test('what is no batch is reported with its place', () => {
  const zeros = new Uint8Array(100)

  deepEqual(walk(Buffer.concat([first, zeros])), {
    offsets: [0n],
    end: { kind: 'malformed', position: first.length, detail: 'its magic is 0, not 2' },
  })
})
