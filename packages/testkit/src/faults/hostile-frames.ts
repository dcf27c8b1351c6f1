/**
 * What a broker's port may meet: requests that lie, are cut off or bent, and what was never meant
 * for it. Every case follows from its random numbers, so a seed repeats it.
 */
import type { Random } from '@barnabus/base'
import { ApiKey, Writer, apiInfo, encodeRequestHeader } from '@barnabus/protocol'

import { randomRequestBody } from '../protocol/random-message.ts'
import { lyingProduceBody, lyingProduceVersion } from './lying-batch.ts'

/** One thing to send, and what it is, for whoever must repeat it. */
export interface HostileFrame {
  readonly kind: string
  readonly bytes: Uint8Array
}

type Maker = (random: Random, apiKeys: readonly ApiKey[]) => Uint8Array

const encoder = new TextEncoder()
const prefixSize = 4

/** What a broker may well answer and wait for more. */
const answerable: Readonly<Record<string, Maker>> = {
  'valid form, random content': randomRequest,
  'a batch that lies': (random) =>
    request(ApiKey.Produce, lyingProduceVersion, lyingProduceBody(random), random),
}

/** What a broker rightly hangs up on. */
const final: Readonly<Record<string, Maker>> = {
  'cut off': (random, apiKeys) => {
    const frame = randomRequest(random, apiKeys)
    return withLength(frame.slice(0, prefixSize + random.below(frame.length - prefixSize + 1)))
  },
  'bits flipped': (random, apiKeys) => flipBits(randomRequest(random, apiKeys), random),
  'a count or length of 2^31-1': (random, apiKeys) => lie(randomRequest(random, apiKeys), random),
  'bytes after the end': (random, apiKeys) =>
    withLength(Buffer.concat([randomRequest(random, apiKeys), random.bytes(1 + random.below(64))])),
  'random body': (random) =>
    withLength(Buffer.concat([new Uint8Array(prefixSize), random.bytes(random.below(300))])),
  'random bytes': (random) => random.bytes(1 + random.below(300)),
  'impossible length': (random) => {
    const lengths = [-1, 0, 1, 3, 2 ** 31 - 1, -(2 ** 31), 104_857_601]
    const frame = Buffer.alloc(prefixSize)
    frame.writeInt32BE(lengths[random.below(lengths.length)] ?? -1)
    return frame
  },
  HTTP: () => encoder.encode('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'),
  'a TLS hello': (random) =>
    Buffer.concat([Buffer.from('16030100f0010000ec0303', 'hex'), random.bytes(230)]),
}

const answerablePerConnectionMax = 6

/** What one hostile client sends, in order, against the APIs that the broker serves. */
export function hostileFrames(random: Random, apiKeys: readonly ApiKey[]): readonly HostileFrame[] {
  const count = random.below(answerablePerConnectionMax + 1)
  const first = Array.from({ length: count }, () => frameOf(answerable, random, apiKeys))
  return [...first, frameOf(final, random, apiKeys)]
}

function frameOf(
  makers: Readonly<Record<string, Maker>>,
  random: Random,
  apiKeys: readonly ApiKey[],
): HostileFrame {
  const kinds = Object.entries(makers)
  const [kind, make] = kinds[random.below(kinds.length)]!
  return { kind, bytes: make(random, apiKeys) }
}

function randomRequest(random: Random, apiKeys: readonly ApiKey[]): Uint8Array {
  const apiKey = apiKeys[random.below(apiKeys.length)]!
  const { min, max } = apiInfo(apiKey).versions
  // Now and then a version that does not exist, at either end.
  const apiVersion = min - 1 + random.below(max - min + 3)
  const encodedVersion = Math.min(max, Math.max(min, apiVersion))
  return request(apiKey, apiVersion, randomRequestBody(apiKey, encodedVersion, random), random)
}

function request(apiKey: ApiKey, apiVersion: number, body: Uint8Array, random: Random): Uint8Array {
  const writer = new Writer()
  const correlationId = random.below(2 ** 31)
  encodeRequestHeader(writer, { apiKey, apiVersion, correlationId, clientId: 'hostile' })
  return withLength(Buffer.concat([new Uint8Array(prefixSize), ...writer.finish(), body]))
}

/** Writes the true length into the first four bytes. */
function withLength(frame: Uint8Array): Uint8Array {
  if (frame.length >= prefixSize) {
    new DataView(frame.buffer, frame.byteOffset).setInt32(0, frame.length - prefixSize)
  }
  return frame
}

function flipBits(frame: Uint8Array, random: Random): Uint8Array {
  const flips = 1 + random.below(8)
  for (let flip = 0; flip < flips; flip += 1) {
    const at = prefixSize + random.below(Math.max(1, frame.length - prefixSize))
    if (at < frame.length) frame[at] = frame[at]! ^ (1 << random.below(8))
  }
  return frame
}

function lie(frame: Uint8Array, random: Random): Uint8Array {
  const bodyStart = prefixSize + 8
  if (frame.length < bodyStart + prefixSize) return frame
  const at = bodyStart + random.below(frame.length - bodyStart - prefixSize + 1)
  // Both notations of a huge number: a big-endian int32, and a varint.
  frame.set(random.below(2) === 0 ? [0x7f, 0xff, 0xff, 0xff] : [0xff, 0xff, 0xff, 0xff], at)
  return frame
}
