import { ApiKey, ErrorCode, zeroUuid, type Uuid } from '@barnabus/protocol'

import type { Cluster, Patience } from '../../cluster/cluster.ts'
import { throwIfError } from '../../errors/kafka-error.ts'

/** A topic that is there. */
export interface TopicListing {
  readonly topic: string
  /** undefined where the broker has no ids (before Kafka 2.8). */
  readonly topicId: Uuid | undefined
  readonly isInternal: boolean
}

export interface ListTopicsOptions extends Patience {
  /** Lists topics that the cluster keeps for itself, too, such as `__consumer_offsets`. */
  readonly includeInternal?: boolean
}

/** See `Admin.listTopics`. */
export async function listTopics(
  cluster: Cluster,
  { includeInternal = false, ...patience }: ListTopicsOptions = {},
): Promise<readonly TopicListing[]> {
  return await cluster.ask(
    {
      action: 'list topics',
      to: 'any',
      api: ApiKey.Metadata,
      request: () => ({ topics: null, allowAutoTopicCreation: false }),
      read: ({ errorCode, topics }) => {
        throwIfError(errorCode, 'list topics')
        return topics
          .filter((found) => isThere(found.errorCode) && (includeInternal || !found.isInternal))
          .map(({ name, topicId, isInternal }) => ({
            topic: name ?? '',
            topicId: topicId === zeroUuid ? undefined : topicId,
            isInternal,
          }))
          .toSorted((a, b) => (a.topic < b.topic ? -1 : 1))
      },
    },
    patience,
  )
}

/** A topic without leaders is there nevertheless; one that was just deleted may be named still. */
function isThere(errorCode: number): boolean {
  return errorCode === ErrorCode.none || errorCode === ErrorCode.leaderNotAvailable
}
