import type { FetchRequestDraft, Uuid } from '@barnabus/protocol'

import type { ConsumerValues } from '../consumer-settings.ts'
import type { SessionRequest, WantedPartition } from './fetch-session.ts'

const sessionsSince = 7
const noSessionEpoch = -1
const isolationLevels = { read_uncommitted: 0, read_committed: 1 } as const

/**
 * The request of a session in the version that both sides speak. A broker from before sessions is
 * asked for everything.
 */
export function fetchRequest(
  session: SessionRequest,
  wanted: ReadonlyMap<string, WantedPartition>,
  { values, maxWaitMs }: { readonly values: ConsumerValues; readonly maxWaitMs: number },
): (version: number) => FetchRequestDraft {
  return (version) => {
    const hasSessions = version >= sessionsSince
    const partitionMaxBytes = values['max.partition.fetch.bytes']
    const send = hasSessions ? session.send : [...wanted.values()]
    return {
      maxWaitMs,
      minBytes: values['fetch.min.bytes'],
      maxBytes: values['fetch.max.bytes'],
      isolationLevel: isolationLevels[values['isolation.level']],
      sessionId: hasSessions ? session.sessionId : 0,
      sessionEpoch: hasSessions ? session.sessionEpoch : noSessionEpoch,
      rackId: version >= 11 ? values['client.rack'] : '',
      topics: byTopic(send, version, ({ state, offset, leaderEpoch }) => ({
        partition: state.partition,
        fetchOffset: offset,
        currentLeaderEpoch: version >= 9 ? leaderEpoch : -1,
        partitionMaxBytes,
      })),
      forgottenTopicsData: hasSessions
        ? byTopic(session.forget, version, ({ state }) => state.partition)
        : [],
    }
  }
}

interface OfTopic<Part> {
  readonly topic: string
  readonly topicId: Uuid | undefined
  readonly partitions: Part[]
}

function byTopic<Part>(
  wanted: readonly WantedPartition[],
  version: number,
  partOf: (wanted: WantedPartition) => Part,
): readonly OfTopic<Part>[] {
  const topics = new Map<string, OfTopic<Part>>()
  for (const one of wanted) {
    const name = one.topicId ?? one.state.topic
    let ofTopic = topics.get(name)
    if (ofTopic === undefined) {
      const { topic } = one.state
      const topicId = version >= 13 ? one.topicId : undefined
      topics.set(name, (ofTopic = { topic: version >= 13 ? '' : topic, topicId, partitions: [] }))
    }
    ofTopic.partitions.push(partOf(one))
  }
  return [...topics.values()]
}
