import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { ManualClock } from '@barnabus/base'
import {
  ApiKey,
  Writer,
  apiByKey,
  encodeRequestHeader,
  encodeResponseHeader,
  parseUuid,
} from '@barnabus/protocol'

import { answerTap } from './answer-tap.ts'
import { Recorder } from './recorder.ts'

const topicId = parseUuid('bxj8KljxTkCCWNDDH6l03A')
const [apiKey, correlationId, clientId] = [ApiKey.Fetch, 7, 'client']
const fetchApi = apiByKey(ApiKey.Fetch)

function request(apiVersion: number): Uint8Array {
  const writer = new Writer()
  encodeRequestHeader(writer, { apiKey, apiVersion, correlationId, clientId })
  fetchApi.request.encode(writer, { maxWaitMs: 0, minBytes: 0, topics: [] }, apiVersion)
  return Buffer.concat(writer.finishFrame())
}

function answer(apiVersion: number, errorCode: number): Uint8Array {
  const writer = new Writer()
  encodeResponseHeader(writer, { apiKey, apiVersion, correlationId })
  const partition = {
    ...{ partitionIndex: 1, errorCode, abortedTransactions: null, records: null },
    ...{ highWatermark: 9n, lastStableOffset: 5n, logStartOffset: 2n },
  }
  const topic = { topic: 'history', topicId, partitions: [partition] }
  fetchApi.response.encode(writer, { throttleTimeMs: 0, responses: [topic] }, apiVersion)
  return Buffer.concat(writer.finishFrame())
}

for (const apiVersion of [4, 11, 13, 17]) {
  test(`what an answer to Fetch v${apiVersion} says is taken down, in pieces as it comes`, () => {
    const clock = new ManualClock()
    const recorder = new Recorder(clock)
    const tap = answerTap(recorder, clock, () => topicId)
    deepEqual([...tap.toServer(request(apiVersion))], [request(apiVersion)])
    const bytes = answer(apiVersion, 0)
    for (const byte of bytes)
      deepEqual([...tap.toClient(Uint8Array.of(byte))], [Uint8Array.of(byte)])

    const [told] = recorder.operations
    equal(told?.kind, 'watermarks')
    if (told?.kind !== 'watermarks') return
    const { key, highWatermark, lastStableOffset, logStartOffset } = told
    deepEqual(
      { key, highWatermark, lastStableOffset },
      {
        key: 'history-1',
        highWatermark: 9,
        lastStableOffset: 5,
      },
    )
    equal(logStartOffset, apiVersion < 5 ? undefined : 2) // Not on the wire before.
  })
}

test('an error says nothing of watermarks, nor does an answer that nobody asked for', () => {
  const clock = new ManualClock()
  const recorder = new Recorder(clock)
  const tap = answerTap(recorder, clock, () => topicId)
  tap.toServer(request(11))
  tap.toClient(answer(11, 6))
  tap.toClient(answer(11, 0))
  deepEqual(recorder.operations, [])
})
