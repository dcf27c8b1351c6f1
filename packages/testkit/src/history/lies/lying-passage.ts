import {
  FrameSplitter,
  Reader,
  Writer,
  apiByKey,
  decodeRequestHeader,
  decodeResponseHeader,
  encodeRequestHeader,
  encodeResponseHeader,
  type RequestHeader,
} from '@barnabus/protocol'

import type { Passage } from '../../tcp-proxy.ts'
import type { Lie, Turn } from './lie.ts'

const frameLimits = { bodySizeMin: 4, bodySizeMax: 512 * 1024 * 1024 }

/** One connection on which `lie` is told. */
export function lyingPassage(lie: Lie, turn: Turn): Passage {
  const [requests, answers] = [new FrameSplitter(frameLimits), new FrameSplitter(frameLimits)]
  const api = apiByKey(lie.apiKey)
  const asked = new Map<number, RequestHeader>()
  return {
    *toServer(bytes) {
      for (const frame of requests.push(bytes)) yield* requestFrom(frame)
    },
    *toClient(bytes) {
      for (const frame of answers.push(bytes)) yield* answerFrom(frame)
    },
  }

  function requestFrom(frame: Uint8Array): readonly Uint8Array[] {
    const reader = new Reader(frame)
    const header = decodeRequestHeader(reader)
    if (header.apiKey !== lie.apiKey) return whole(frame)
    asked.set(header.correlationId, header)
    if (lie.of !== 'request') return whole(frame)
    const request = lie.change(api.request.decode(reader, header.apiVersion) as never, turn)
    const writer = new Writer()
    encodeRequestHeader(writer, header)
    api.request.encode(writer, request as never, header.apiVersion)
    return writer.finishFrame()
  }

  function answerFrom(frame: Uint8Array): readonly Uint8Array[] {
    const header = asked.get(new Reader(frame).int32())
    if (header === undefined) return whole(frame)
    asked.delete(header.correlationId)
    if (lie.of !== 'answer') return whole(frame)
    const reader = new Reader(frame)
    decodeResponseHeader(reader, header)
    const answer = lie.change(api.response.decode(reader, header.apiVersion) as never, turn)
    const writer = new Writer()
    encodeResponseHeader(writer, header)
    api.response.encode(writer, answer as never, header.apiVersion)
    return writer.finishFrame()
  }
}

/** A frame with its length in front of it again. */
function whole(frame: Uint8Array): readonly Uint8Array[] {
  const size = Buffer.alloc(4)
  size.writeInt32BE(frame.length)
  return [size, frame]
}
