import { deepEqual, equal, throws } from 'node:assert/strict'
import { test } from 'node:test'
import { isOperatingError } from '@barnabus/base'

import { ApiKey } from './api-keys.ts'
import { apiByKey } from './apis.ts'
import type { Codec } from './codec.ts'
import { Reader } from './reader.ts'
import type { Uuid } from './uuid.ts'
import { Writer } from './writer.ts'

const fetchApi = apiByKey(ApiKey.Fetch)
const metadata = apiByKey(ApiKey.Metadata)
const topicId = 'uBkSGxK4S8-4TKaZeaV_ZQ' as Uuid

test('what a draft leaves out is at its default', () => {
  const draft = { maxWaitMs: 1, minBytes: 1, topics: [] }
  deepEqual(fetchApi.request.decode(new Reader(encode(fetchApi.request, draft, 17)), 17), {
    ...draft,
    clusterId: null,
    replicaId: -1,
    replicaState: { replicaId: -1, replicaEpoch: -1n },
    maxBytes: 2 ** 31 - 1,
    isolationLevel: 0,
    sessionId: 0,
    sessionEpoch: -1,
    forgottenTopicsData: [],
    rackId: '',
  })
})

test('a value that a version has no place for is refused, unless it may be ignored', () => {
  const response = { topics: [], brokers: [] }
  // rackId may be ignored, the topics to forget may not.
  const draft = { maxWaitMs: 1, minBytes: 1, topics: [], rackId: 'r1' }
  equal(fetchApi.request.decode(new Reader(encode(fetchApi.request, draft, 6)), 6).rackId, '')
  const forgetting = { ...draft, forgottenTopicsData: [{ topic: 'a', partitions: [0] }] }
  refuses('UNSUPPORTED_FIELD', () => encode(fetchApi.request, forgetting, 6))
  equal(encode(fetchApi.request, { ...draft, forgottenTopicsData: [] }, 6).length, 21)
  equal(encode(metadata.response, { ...response, clusterId: 'c' }, 1).length, 12)
})

test('null is refused in versions that do not know it', () => {
  refuses('NOT_NULLABLE', () => encode(metadata.request, { topics: null }, 0))
  equal(encode(metadata.request, { topics: null }, 1).toString('hex'), 'ffffffff')
})

test('a structure among the tagged fields is refused in versions without it', () => {
  const draft = { maxWaitMs: 1, minBytes: 1, topics: [], replicaState: { replicaId: 2 } }
  refuses('UNSUPPORTED_FIELD', () => encode(fetchApi.request, draft, 14))
  const bytes = encode(fetchApi.request, draft, 15)
  equal(fetchApi.request.decode(new Reader(bytes), 15).replicaState.replicaId, 2)
})

test('tagged fields from the future are skipped', () => {
  // A Metadata v9 request for nothing, with the unknown tags 5 and 300.
  const hex = '01' + '01' + '00' + '00' + '02' + '05' + '01' + 'aa' + 'ac02' + '00'
  const reader = new Reader(Buffer.from(hex, 'hex'))
  deepEqual(metadata.request.decode(reader, 9), {
    topics: [],
    allowAutoTopicCreation: true,
    includeClusterAuthorizedOperations: false,
    includeTopicAuthorizedOperations: false,
  })
  equal(reader.remaining, 0)
})

test('a tagged field must be as long as it says, come once, and in order', () => {
  // What stands before the tagged fields of a Fetch v12 request that asks for nothing.
  const start =
    'ffffffff' + '00000000'.repeat(2) + '7fffffff' + '00' + '00000000ffffffff' + '010101'
  const decode = (tags: string) => (): unknown =>
    fetchApi.request.decode(new Reader(Buffer.from(start + tags, 'hex')), 12)

  equal((decode('01' + '00' + '02' + '0261')() as { clusterId: string }).clusterId, 'a')
  refuses('INVALID_TAGS', decode('01' + '00' + '03' + '026161'))
  refuses('INVALID_TAGS', decode('01' + '00' + '01' + '0261'))
  refuses('INVALID_TAGS', decode('02' + '00' + '02' + '0261' + '00' + '02' + '0261'))
  refuses('INVALID_TAGS', decode('02' + '07' + '00' + '00' + '02' + '0261'))
  refuses('TRUNCATED', decode('01' + '00' + '7f' + '0261'))
})

test('a count is refused if so many elements, as small as they get, would not fit', () => {
  const reader = (hex: string): Reader => new Reader(Buffer.from(hex, 'hex'))
  refuses('TOO_MANY_ELEMENTS', () => metadata.request.decode(reader('7fffffff'), 0))
  refuses('TOO_MANY_ELEMENTS', () => metadata.request.decode(reader('00000002' + '000161'), 0))
  refuses('INVALID_LENGTH', () => metadata.request.decode(reader('ffffffff'), 0))
  refuses('TOO_MANY_ELEMENTS', () => metadata.request.decode(reader('ffffffff0f'), 9))
})

test('a message of more elements than the reader allows is refused', () => {
  const topics = Array.from({ length: 1000 }, () => ({ name: 'a' }))
  const bytes = encode(metadata.request, { topics }, 12)
  equal(metadata.request.decode(new Reader(bytes, { elementsMax: 1000 }), 12).topics?.length, 1000)
  refuses('TOO_COSTLY', () => metadata.request.decode(new Reader(bytes, { elementsMax: 999 }), 12))
})

test('records leave as they came: in one piece or several, never copied', () => {
  const [first, second] = [new Uint8Array(2000).fill(1), new Uint8Array(3000).fill(2)]
  const partition = {
    partitionIndex: 0,
    errorCode: 0,
    highWatermark: 2n,
    abortedTransactions: null,
  }
  const responses = [{ topicId, partitions: [{ ...partition, records: [first, second] }] }]
  const writer = new Writer()
  fetchApi.response.encode(writer, { throttleTimeMs: 0, responses }, 17)
  const chunks = writer.finish()
  equal(chunks.filter((chunk) => chunk === first || chunk === second).length, 2)

  const decoded = fetchApi.response.decode(new Reader(Buffer.concat(chunks)), 17)
  deepEqual(
    decoded.responses[0]?.partitions[0]?.records,
    new Uint8Array(Buffer.concat([first, second])),
  )
})

function encode<Message, Draft>(
  codec: Codec<Message, Draft>,
  draft: Draft,
  version: number,
): Buffer {
  const writer = new Writer()
  codec.encode(writer, draft, version)
  return Buffer.concat(writer.finish())
}

function refuses(name: string, act: () => unknown): void {
  throws(act, (error) => isOperatingError(error, `PROTOCOL_${name}`))
}
