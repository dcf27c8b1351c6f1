import { deepEqual, equal, ok, throws } from 'node:assert/strict'
import { test } from 'node:test'
import { isOperatingError } from '@barnabus/base'

import { FrameSplitter } from './frame.ts'

const limits = { bodySizeMin: 4, bodySizeMax: 100 * 1024 * 1024 }

test('frames come out the same, however the stream is cut', () => {
  const bodies = [4, 5, 300, 17].map((size, index) => new Uint8Array(size).fill(index + 1))
  const stream = Buffer.concat(bodies.flatMap((body) => [prefix(body.length), body]))

  for (let chunkSize = 1; chunkSize <= stream.length; chunkSize += 1) {
    const splitter = new FrameSplitter(limits)
    const frames: Uint8Array[] = []
    for (let start = 0; start < stream.length; start += chunkSize) {
      frames.push(...splitter.push(stream.subarray(start, start + chunkSize)))
    }
    deepEqual(frames, bodies, `chunks of ${chunkSize}`)
  }
})

test('a frame larger than any chunk arrives whole', () => {
  const body = new Uint8Array(1_000_000).map((_, index) => index % 251)
  const splitter = new FrameSplitter(limits)
  const frames: Uint8Array[] = [...splitter.push(prefix(body.length))]
  for (let start = 0; start < body.length; start += 70_000) {
    frames.push(...splitter.push(body.subarray(start, start + 70_000)))
  }
  deepEqual(frames, [body])
})

test('announcing a size allocates nothing, and memory follows what really arrives', () => {
  const splitter = new FrameSplitter(limits)
  deepEqual([...splitter.push(prefix(90 * 1024 * 1024))], [])
  equal(splitter.heldBytes, 0)

  deepEqual([...splitter.push(new Uint8Array(1))], [])
  ok(splitter.heldBytes <= 16 * 1024, `${splitter.heldBytes} bytes for one that arrived`)

  for (let arrived = 1; arrived < 1_000_000; arrived += 1000) {
    deepEqual([...splitter.push(new Uint8Array(1000))], [])
    ok(splitter.heldBytes <= Math.max(16 * 1024, 4 * (arrived + 1000)))
  }
})

test('an announced size that is believed is allocated with the first byte, and only that', () => {
  const believing = { ...limits, believedSizeMax: 1_000_000 }
  for (const [size, held] of [
    [900_000, 900_000],
    [2_000_000, 1_000_000],
  ] as const) {
    const splitter = new FrameSplitter(believing)
    deepEqual([...splitter.push(prefix(size))], [])
    equal(splitter.heldBytes, 0)
    deepEqual([...splitter.push(new Uint8Array(1))], [])
    equal(splitter.heldBytes, held)
    const [frame] = splitter.push(new Uint8Array(size - 1))
    equal(frame?.length, size)
  }
})

test('a yielded frame stays what it is when the chunk is reused', () => {
  const chunk = Buffer.concat([prefix(4), Buffer.from('okay')])
  const [frame] = [...new FrameSplitter(limits).push(chunk)]
  chunk.fill(0)
  equal(Buffer.from(frame ?? []).toString(), 'okay')
})

for (const size of [-1, -(2 ** 31), 0, 3, 100 * 1024 * 1024 + 1, 2 ** 31 - 1]) {
  test(`a frame of ${size} bytes is refused as soon as it is announced`, () => {
    const splitter = new FrameSplitter(limits)
    throws(
      () => [...splitter.push(prefix(size))],
      (error) => isOperatingError(error, 'PROTOCOL_FRAME_SIZE'),
    )
  })
}

function prefix(size: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(size)
  return bytes
}
