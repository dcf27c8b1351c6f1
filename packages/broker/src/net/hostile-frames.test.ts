import { equal, match } from 'node:assert/strict'
import { afterEach, test } from 'node:test'

import { ApiKey } from '@barnabus/protocol'

import {
  Peer,
  closeAll,
  expectServed,
  frame,
  framed,
  int32,
  rehearse,
} from './connection.fixture.ts'

afterEach(closeAll)

const impossible: Readonly<Record<string, readonly [Uint8Array, RegExp]>> = {
  'length -1': [int32(-1), /frame of -1 bytes.*does not look like a Kafka client/],
  'length 0': [int32(0), /frame of 0 bytes/],
  'length 3': [framed(Uint8Array.of(0, 18, 0)), /frame of 3 bytes/],
  'length 2^31-1': [int32(2 ** 31 - 1), /frame of 2147483647 bytes: the limit is 104857600/],
  HTTP: [Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'), /looks like HTTP/],
  'a TLS hello': [Uint8Array.of(0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3), /looks like TLS/],
  'an unknown API': [frame(999, 0, 1), /unknown API key 999/],
  'an API of other servers': [frame(ApiKey.Fetch, 11, 1), /unknown API key 1/],
  'an unknown version': [frame(ApiKey.Produce, 2, 1), /Produce has version 2, we serve 3 to 13/],
  'a negative version': [frame(ApiKey.Produce, -1, 1), /Produce has version -1/],
  'no body': [frame(ApiKey.Produce, 7, 1), /Produce v7: Cannot read \d+ bytes/],
  'a client id past the end': [
    framed(Uint8Array.of(0, 18, 0, 0, 0, 0, 0, 1, 0x7f, 0xff)),
    /ApiVersions v0: Cannot read 32767 bytes/,
  ],
  'a count of 2^31-1': [
    frame(
      ApiKey.Produce,
      7,
      1,
      Buffer.concat([Uint8Array.of(255, 255, 0, 1), int32(0), int32(2 ** 31 - 1)]),
    ),
    /array of 2147483647 elements/,
  ],
  'a request that meets a bug': [frame(ApiKey.ListGroups, 0, 1), /Cannot answer ListGroups: a bug/],
}

for (const [what, [bytes, line]] of Object.entries(impossible)) {
  test(`${what}: that connection is closed with a reason in the log, others go on`, async () => {
    const { lines, port } = await rehearse()
    const peer = await Peer.to(port)
    peer.say(bytes)

    equal(await peer.hear(), undefined)
    equal(lines.length, 1, lines.join('\n'))
    match(lines[0]!, line)
    await expectServed(port)
  })
}

test('what follows a request’s body within its frame is ignored, as Kafka does', async () => {
  const { port } = await rehearse()
  const peer = await Peer.to(port)
  peer.say(frame(ApiKey.ApiVersions, 2, 8, Uint8Array.of(1, 2, 3)))

  equal(await peer.hearId(), 8)
})
