import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { afterEach, test } from 'node:test'

import { ManualClock } from '@barnabus/base'
import { ApiKey } from '@barnabus/protocol'

import {
  Peer,
  closeAll,
  describeFrame,
  expectServed,
  frame,
  int32,
  mebibyte,
  produceFrame,
  rehearse,
} from './connection.fixture.ts'

afterEach(closeAll)

test('a peer that does not listen is not worked for: its answers stay bounded', async () => {
  const { answers, port } = await rehearse()
  const peer = await Peer.to(port)
  peer.socket.pause()
  const frames = Array.from({ length: 40 }, (_, id) =>
    frame(ApiKey.SaslHandshake, 1, id, Uint8Array.of(0, 1, 65)),
  )
  peer.say(Buffer.concat(frames))
  for (let round = 0; round < 20; round += 1) await expectServed(port)

  ok(answers.begun.length < 10, `${answers.begun.length} answers of 2 MB were made`)
  peer.socket.resume()
  for (let id = 0; id < 40; id += 1) equal(await peer.hearId(), id)
})

test('a frame that does not arrive in time ends its connection', async () => {
  const clock = new ManualClock()
  const { lines, port } = await rehearse({}, clock)
  const [slow, idle] = [await Peer.to(port), await Peer.to(port)]
  slow.say(int32(1000), Buffer.alloc(500))
  await expectServed(port)

  clock.advance(30_600)

  equal(await slow.hear(), undefined)
  match(lines.join(), /stopped in the middle of a request/)
  idle.say(frame(ApiKey.ApiVersions, 2, 9))
  equal(await idle.hearId(), 9, 'saying nothing at all is no hurry')
})

test('a connection over which nothing comes is closed, not one that waits for its answer', async () => {
  const clock = new ManualClock()
  const { answers, port } = await rehearse({}, clock)
  const [idle, waits] = [await Peer.to(port), await Peer.to(port)]
  waits.say(await describeFrame(1))
  while (answers.begun.length < 1) await new Promise(setImmediate)

  clock.advance(61_000)

  equal(await idle.hear(), undefined)
  answers.release(0)
  equal(await waits.hearId(), 1)
})

test('connections beyond the limits are closed at once, and counted down when they end', async () => {
  const { lines, port } = await rehearse({ connectionsMax: 2 })
  const [first, second, third] = [await Peer.to(port), await Peer.to(port), await Peer.to(port)]
  first.say(frame(ApiKey.ApiVersions, 2, 1))
  second.say(frame(ApiKey.ApiVersions, 2, 1))

  deepEqual([await first.hearId(), await second.hearId(), await third.hearId()], [1, 1, undefined])
  match(lines[0]!, /max\.connections=2/)
  first.socket.destroy()
  await first.closed
  await new Promise(setImmediate)
  await new Promise(setImmediate)
  await expectServed(port)
})

test('connections never take the files that the log needs', async () => {
  const { lines, port } = await rehearse({ connectionsMax: 1000, connectionsPerAddressMax: 1000 })
  const peers = await Promise.all(Array.from({ length: 260 }, () => Peer.to(port)))
  for (const peer of peers) peer.say(frame(ApiKey.ApiVersions, 2, 1))
  const heard = await Promise.all(peers.map((peer) => peer.hearId()))

  equal(heard.filter((id) => id === 1).length, 250)
  match(lines[0]!, /lets this process have 300 files.*ulimit -n/)
})

test('on closing, what is in flight is answered and nothing more is begun', async () => {
  const { answers, connections, port } = await rehearse()
  const [busy, idle] = [await Peer.to(port), await Peer.to(port)]
  busy.say(await produceFrame(1))
  while (answers.begun.length < 1) await new Promise(setImmediate)

  const closed = connections.close(10_000)
  busy.say(await produceFrame(2))
  equal(await idle.hear(), undefined)
  answers.release(0)

  equal(await busy.hearId(), 1)
  equal(await busy.hear(), undefined)
  busy.socket.destroy()
  await closed
  deepEqual(answers.begun, ['produce 1'])
})

test('two hundred peers that announce 90 MB and send nothing keep nobody from being served', async () => {
  const { port } = await rehearse({ connectionsMax: 1000, connectionsPerAddressMax: 1000 })
  const before = process.memoryUsage().rss
  const peers = await Promise.all(Array.from({ length: 200 }, () => Peer.to(port)))
  for (const peer of peers) peer.say(int32(90 * mebibyte))
  await expectServed(port)

  ok(process.memoryUsage().rss - before < 50 * mebibyte)
})

test('peers that stop in the middle of large frames lose them to one that goes on', async () => {
  const clock = new ManualClock()
  const { port } = await rehearse(
    {
      receive: {
        heldBytesMax: 2 * mebibyte,
        smallFrameSize: 65_536,
        largeFrameSize: 2 * mebibyte,
        largeHeldBytesMax: mebibyte,
        frameTimeoutMs: 30_000,
        stallTimeoutMs: 2000,
      },
    },
    clock,
  )
  const stalled = await Promise.all(Array.from({ length: 20 }, () => Peer.to(port)))
  for (const peer of stalled) peer.say(int32(3 * mebibyte), Buffer.alloc(mebibyte))
  for (let round = 0; round < 10; round += 1) await expectServed(port)

  const honest = await Peer.to(port)
  honest.say(frame(ApiKey.ApiVersions, 2, 1, Buffer.alloc(mebibyte)))
  let answered = false
  const heard = honest.hearId().then(() => (answered = true))
  let passedMs = 0
  for (; !answered && passedMs < 25_000; passedMs += 500) {
    clock.advance(500)
    await expectServed(port)
  }

  await heard
  ok(passedMs < 10_000, `${passedMs} ms`)
})
