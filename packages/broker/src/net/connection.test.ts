import { deepEqual, equal } from 'node:assert/strict'
import { afterEach, test } from 'node:test'

import { ApiKey, ErrorCode, Reader } from '@barnabus/protocol'

import {
  Peer,
  closeAll,
  describeFrame,
  expectServed,
  frame,
  produceFrame,
  rehearse,
} from './connection.fixture.ts'

afterEach(closeAll)

test('a request that came byte by byte is answered like any other', async () => {
  const { port } = await rehearse()
  const peer = await Peer.to(port)
  peer.socket.setNoDelay(true)
  for (const byte of frame(ApiKey.ApiVersions, 2, 7)) {
    peer.say(Uint8Array.of(byte))
    await new Promise(setImmediate)
  }

  equal(await peer.hearId(), 7)
})

test('several requests in one packet are answered in their order', async () => {
  const { port } = await rehearse()
  const peer = await Peer.to(port)
  peer.say(Buffer.concat([1, 2, 3].map((id) => frame(ApiKey.ApiVersions, 2, id))))

  deepEqual([await peer.hearId(), await peer.hearId(), await peer.hearId()], [1, 2, 3])
})

test('pipelined requests begin at once, and are answered in order whoever is ready first', async () => {
  const { answers, port } = await rehearse()
  const peer = await Peer.to(port)
  peer.say(await produceFrame(1), await produceFrame(2), await produceFrame(3))
  while (answers.begun.length < 3) await new Promise(setImmediate)

  answers.release(2)
  answers.release(1)
  await new Promise(setImmediate)
  answers.release(0)

  deepEqual([await peer.hearId(), await peer.hearId(), await peer.hearId()], [1, 2, 3])
})

test('no more requests are in flight on a connection than the pipeline is deep', async () => {
  const { answers, port } = await rehearse()
  const peer = await Peer.to(port)
  const frames = await Promise.all([1, 2, 3, 4, 5, 6, 7].map((id) => produceFrame(id)))
  peer.say(Buffer.concat(frames))
  while (answers.begun.length < 5) await new Promise(setImmediate)
  await expectServed(port)
  equal(answers.begun.length, 5)

  answers.release(0)
  equal(await peer.hearId(), 1)
  while (answers.begun.length < 6) await new Promise(setImmediate)
  await expectServed(port)

  equal(answers.begun.length, 6)
})

test('any other request begins when all before it are answered, and the next when it is', async () => {
  const { answers, port } = await rehearse()
  const peer = await Peer.to(port)
  peer.say(await produceFrame(1), await describeFrame(2), await produceFrame(3))
  while (answers.begun.length < 1) await new Promise(setImmediate)
  await expectServed(port)
  deepEqual(answers.begun, ['produce 1'])

  answers.release(0)
  equal(await peer.hearId(), 1)
  while (answers.begun.length < 2) await new Promise(setImmediate)
  await expectServed(port)
  deepEqual(answers.begun, ['produce 1', 'describe 2'])

  answers.release(1)
  equal(await peer.hearId(), 2)
  while (answers.begun.length < 3) await new Promise(setImmediate)
  answers.release(2)
  equal(await peer.hearId(), 3)
})

test('a request that wants no answer gets none, and one that failed ends the connection', async () => {
  const { answers, port } = await rehearse()
  const peer = await Peer.to(port)
  peer.say(await produceFrame(1, 0), await produceFrame(2), await produceFrame(3, 0, -1))
  while (answers.begun.length < 1) await new Promise(setImmediate)
  answers.release(0)

  equal(await peer.hearId(), 2, 'what came before the failure is answered')
  equal(await peer.hear(), undefined)
})

test('ApiVersions of a version we do not know is answered in version 0 with our range', async () => {
  const { port } = await rehearse()
  const peer = await Peer.to(port)
  peer.say(frame(ApiKey.ApiVersions, 99, 5, Uint8Array.of(1, 2, 3)))
  const reader = new Reader((await peer.hear())!)
  deepEqual(
    [
      reader.int32(),
      reader.int16(),
      reader.int32(),
      reader.int16(),
      reader.int16(),
      reader.int16(),
    ],
    [5, ErrorCode.unsupportedVersion, 1, ApiKey.ApiVersions, 0, 4],
  )
  equal(reader.remaining, 0)

  peer.say(frame(ApiKey.ApiVersions, 2, 6))
  equal(await peer.hearId(), 6, 'the connection lives on')
})

test('a peer that has said its last still hears its answers', async () => {
  const { answers, port } = await rehearse()
  const peer = await Peer.to(port)
  peer.socket.end(await produceFrame(1))
  while (answers.begun.length < 1) await new Promise(setImmediate)
  answers.release(0)

  equal(await peer.hearId(), 1)
  equal(await peer.hear(), undefined)
})
