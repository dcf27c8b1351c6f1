import { zeroUuid, type FetchRequest } from '@barnabus/protocol'

import type { RequestContext } from '../define-api.ts'
import type { SessionRequest } from './fetch-session-cache.ts'
import type { FetchTarget } from './fetch-target.ts'

/** Reads the session half of a request: which session, which partitions come in and go out. */
export function sessionRequestOf(context: RequestContext, request: FetchRequest): SessionRequest {
  const usesTopicIds = namesTopicsById(context)
  return {
    sessionId: request.sessionId,
    sessionEpoch: request.sessionEpoch,
    usesTopicIds,
    targets: targetsOf(request, usesTopicIds),
    forgotten: request.forgottenTopicsData.flatMap(({ topic, topicId, partitions }) =>
      partitions.map((partition) => ({ topic, topicId, partition })),
    ),
  }
}

/** From v13 on topics go by id alone (KIP-516). */
export function namesTopicsById(context: RequestContext): boolean {
  return context.apiVersion >= 13
}

/** Whether the request says that it comes from another broker, as only followers do. */
export function claimsToBeReplica(context: RequestContext, request: FetchRequest): boolean {
  const replicaId = context.apiVersion >= 15 ? request.replicaState.replicaId : request.replicaId
  return replicaId >= 0
}

/** In the order of the request. A partition that is named twice counts once, as named last. */
function targetsOf(request: FetchRequest, usesTopicIds: boolean): FetchTarget[] {
  const byTopic = new Map<string, Map<number, FetchTarget>>()
  for (const { topic, topicId, partitions } of request.topics) {
    const name = usesTopicIds ? { topicId, topic: undefined } : { topicId: zeroUuid, topic }
    const key = usesTopicIds ? topicId : topic
    const targets = byTopic.get(key) ?? new Map<number, FetchTarget>()
    byTopic.set(key, targets)
    for (const asked of partitions) targets.set(asked.partition, targetOf(name, asked))
  }
  return [...byTopic.values()].flatMap((targets) => [...targets.values()])
}

function targetOf(
  name: Pick<FetchTarget, 'topicId' | 'topic'>,
  asked: FetchRequest['topics'][number]['partitions'][number],
): FetchTarget {
  return {
    topicId: name.topicId,
    topic: name.topic,
    partition: asked.partition,
    fetchOffset: asked.fetchOffset,
    maxBytes: asked.partitionMaxBytes,
    currentLeaderEpoch: Math.max(asked.currentLeaderEpoch, -1), // In Kafka, too, all below 0 is none.
    lastFetchedEpoch: asked.lastFetchedEpoch,
  }
}
