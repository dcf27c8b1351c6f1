import { deepEqual, equal, ok, throws } from 'node:assert/strict'
import { test } from 'node:test'
import { type Random, isOperatingError } from '@barnabus/base'
import fc from 'fast-check'

import { apis, others } from '../schema/index.ts'
import type { Fields } from '../schema/notation.ts'
import { type AnyMessage, randomMessage } from '../schema/random-message.ts'
import { apiByKey } from './apis.ts'
import type { Codec } from './codec.ts'
import * as classicGroupRecords from './generated/classic-group-records.ts'
import * as consumerGroupRecords from './generated/consumer-group-records.ts'
import * as consumerProtocol from './generated/consumer-protocol.ts'
import * as controlRecords from './generated/control-records.ts'
import * as headers from './generated/headers.ts'
import * as producerSnapshots from './generated/producer-snapshot.ts'
import * as transactionRecords from './generated/transaction-records.ts'
import { Reader } from './reader.ts'
import { Writer } from './writer.ts'

/** One message in one version. */
interface Case {
  readonly name: string
  readonly version: number
  readonly fields: Fields
  readonly codec: Codec<AnyMessage>
}

const cases = [...apiCases(), ...otherCases()]

/** A source of random numbers that fast-check repeats when asked to. */
const randoms: fc.Arbitrary<Random> = fc
  .infiniteStream(fc.nat({ max: 2 ** 31 - 1 }))
  .map((numbers) => {
    const below = (bound: number): number => numbers.next().value % bound
    return { below, bytes: (size) => Uint8Array.from({ length: size }, () => below(256)) }
  })

test('every message in every version is read as it was written', () => {
  for (const { name, version, fields, codec } of cases) {
    fc.assert(
      fc.property(randoms, (random) => {
        const message = randomMessage(fields, version, random)
        const bytes = encoded(codec, message, version)
        const reader = new Reader(bytes)
        deepEqual(codec.decode(reader, version), message, `${name} v${version}`)
        equal(reader.remaining, 0)
      }),
      { numRuns: 12 },
    )
  }
})

test('a message that ends too early is refused, wherever it ends', () => {
  forEachMessage({ sizeMax: 2000 }, ({ name, version, codec }, bytes) => {
    for (let size = 0; size < bytes.length; size += 1) {
      throws(
        () => codec.decode(new Reader(bytes.subarray(0, size)), version),
        isProtocolError,
        name,
      )
    }
  })
})

test('a message with a flipped bit is read or refused, and nothing worse', () => {
  forEachMessage({ sizeMax: 500 }, ({ version, codec }, bytes) => {
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const damaged = Uint8Array.from(bytes)
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      decodeOrRefuse(codec, damaged, version)
    }
  })
})

test('huge numbers anywhere in a small message are read or refused, and cost nothing', () => {
  const before = process.memoryUsage()
  forEachMessage({ sizeMax: 500 }, ({ version, codec }, bytes) => {
    for (const huge of ['7fffffff', 'ffffffff07', 'ffffffff0f', '80000000']) {
      for (let position = 0; position <= bytes.length; position += 1) {
        const damaged = Buffer.concat([bytes, Buffer.alloc(5)])
        damaged.write(huge, position, 'hex')
        decodeOrRefuse(codec, damaged, version)
      }
    }
  })
  const after = process.memoryUsage()
  ok(after.rss - before.rss < 200e6, `${after.rss - before.rss} bytes more than before`)
})

test('random bytes are read or refused', () => {
  fc.assert(
    fc.property(fc.constantFrom(...cases), fc.uint8Array({ maxLength: 300 }), (it, bytes) => {
      decodeOrRefuse(it.codec, bytes, it.version)
    }),
    { numRuns: 5000 },
  )
})

test('there is no reading or writing in a version that does not exist', () => {
  for (const api of apis) {
    const { request, response } = apiByKey(api.key as 0)
    for (const version of [-1, api.versions[0] - 1, api.versions[1] + 1, 32_767]) {
      for (const codec of [request, response] as unknown as Codec<AnyMessage>[]) {
        const bytes = new Reader(new Uint8Array(100))
        throws(() => codec.decode(bytes, version), refusal('UNSUPPORTED_VERSION'))
        throws(() => codec.encode(new Writer(), {}, version), refusal('UNSUPPORTED_VERSION'))
      }
    }
  }
})

function apiCases(): readonly Case[] {
  return apis.flatMap((api) => {
    const codecs = apiByKey(api.key as 0)
    return [
      ...versionsOf(api, `${api.name}Request`, api.request, codecs.request),
      ...versionsOf(api, `${api.name}Response`, api.response, codecs.response),
    ]
  })
}

function otherCases(): readonly Case[] {
  const codecs: Readonly<Record<string, unknown>> = {
    ...classicGroupRecords,
    ...consumerGroupRecords,
    ...consumerProtocol,
    ...controlRecords,
    ...headers,
    ...producerSnapshots,
    ...transactionRecords,
  }
  return Object.values(others)
    .flat()
    .flatMap((declared) => {
      const { name } = declared
      const constant = name.charAt(0).toLowerCase() + name.slice(1)
      if (declared.kind === 'message') {
        return versionsOf(declared, name, declared.fields, codecs[constant])
      }
      const record = codecs[`${constant}Record`] as Readonly<Record<'key' | 'value', unknown>>
      return [
        ...versionsOf({ versions: [0, 0] }, `${name}Key`, declared.key, record.key),
        ...versionsOf(declared, `${name}Value`, declared.value, record.value),
      ]
    })
}

function versionsOf(
  { versions: [min, max] }: { readonly versions: readonly [number, number] },
  name: string,
  fields: Fields,
  codec: unknown,
): readonly Case[] {
  return Array.from({ length: max - min + 1 }, (_, index) => ({
    name,
    version: min + index,
    fields,
    codec: codec as Codec<AnyMessage>,
  }))
}

/** One random message of each kind and version, if it is small enough for what is done with it. */
function forEachMessage(
  { sizeMax }: { readonly sizeMax: number },
  attack: (it: Case, bytes: Uint8Array) => void,
): void {
  fc.assert(
    fc.property(randoms, (random) => {
      for (const it of cases) {
        const bytes = encoded(it.codec, randomMessage(it.fields, it.version, random), it.version)
        if (bytes.length <= sizeMax) attack(it, bytes)
      }
    }),
    { numRuns: 1 },
  )
}

function encoded(codec: Codec<AnyMessage>, message: AnyMessage, version: number): Uint8Array {
  const writer = new Writer()
  codec.encode(writer, message, version)
  return Buffer.concat(writer.finish())
}

function decodeOrRefuse(codec: Codec<AnyMessage>, bytes: Uint8Array, version: number): void {
  try {
    codec.decode(new Reader(bytes), version)
  } catch (error) {
    if (!isProtocolError(error)) throw error
  }
}

function isProtocolError(error: unknown): boolean {
  return isOperatingError(error) && error.code.startsWith('PROTOCOL_')
}

function refusal(name: string): (error: unknown) => boolean {
  return (error) => isOperatingError(error, `PROTOCOL_${name}`)
}
