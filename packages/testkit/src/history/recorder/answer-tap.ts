import type { Clock } from '@barnabus/base'
import {
  ApiKey,
  ErrorCode,
  FrameSplitter,
  Reader,
  apiByKey,
  decodeResponseHeader,
  type Uuid,
} from '@barnabus/protocol'

import type { Passage } from '../../tcp-proxy.ts'
import { historyTopic, keyOf } from './keys.ts'
import type { Recorder } from './recorder.ts'

const frameLimits = { bodySizeMin: 4, bodySizeMax: 512 * 1024 * 1024 }
const process = 'answers'

interface Asked {
  readonly apiVersion: number
  readonly invokedAtMs: number
}

/**
 * Takes down what every answer to a Fetch that passes says of how far a partition goes. `topicId`
 * gives the id of the history's topic, once it is known.
 */
export function answerTap(
  recorder: Recorder,
  clock: Clock,
  topicId: () => Uuid | undefined,
): Passage {
  const [requests, answers] = [new FrameSplitter(frameLimits), new FrameSplitter(frameLimits)]
  const asked = new Map<number, Asked>()
  return {
    toServer(bytes) {
      for (const frame of requests.push(bytes)) {
        const reader = new Reader(frame)
        const [apiKey, apiVersion, correlationId] = [reader.int16(), reader.int16(), reader.int32()]
        if (apiKey !== ApiKey.Fetch) continue
        asked.set(correlationId, { apiVersion, invokedAtMs: clock.monotonicMs() })
      }
      return [bytes]
    },
    toClient(bytes) {
      for (const frame of answers.push(bytes)) {
        const correlationId = new Reader(frame).int32()
        const found = asked.get(correlationId)
        asked.delete(correlationId)
        if (found !== undefined) takeDown(frame, found, topicId())
      }
      return [bytes]
    },
  }

  function takeDown(frame: Uint8Array, { apiVersion, invokedAtMs }: Asked, id?: Uuid): void {
    const reader = new Reader(frame)
    decodeResponseHeader(reader, { apiKey: ApiKey.Fetch, apiVersion })
    const answer = apiByKey(ApiKey.Fetch).response.decode(reader, apiVersion)
    const ours = answer.responses.filter((response) =>
      apiVersion >= 13 ? response.topicId === id : response.topic === historyTopic,
    )
    for (const partition of ours.flatMap(({ partitions }) => partitions)) {
      if (partition.errorCode !== ErrorCode.none) continue
      const { logStartOffset, lastStableOffset, highWatermark } = partition
      const told = { logStartOffset, lastStableOffset, highWatermark }
      recorder.note(process, invokedAtMs, {
        kind: 'watermarks',
        outcome: 'ok',
        key: keyOf(partition.partitionIndex),
        ...Object.fromEntries(
          Object.entries(told)
            .filter(([, offset]) => offset >= 0n)
            .map(([name, offset]) => [name, Number(offset)]),
        ),
      })
    }
  }
}
