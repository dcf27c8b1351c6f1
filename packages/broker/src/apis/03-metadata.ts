import {
  ApiKey,
  ErrorCode,
  zeroUuid,
  type MetadataResponseDraft,
  type Uuid,
} from '@barnabus/protocol'

import { clusterOperations, operationsNotAsked, topicOperations } from '../authorized-operations.ts'
import { defineApi, type RequestContext } from '../define-api.ts'
import type { TopicImage } from '../metadata/image.ts'
import { TopicDecisions } from '../metadata/topic-decisions.ts'
import { isInternalTopic, topicNameFault } from '../metadata/topic-name.ts'
import { topicTerms } from '../topic-terms.ts'

type TopicAnswer = MetadataResponseDraft['topics'][number]

/**
 * Metadata (3), v0-13: which topics there are, who leads their partitions, and where to find them.
 *
 * v0 asks for all topics with an empty list, later versions with null. v4 adds the choice whether
 * asking creates (such a topic is ready in this very answer), v10 topic ids, v12 asking by them,
 * v8-10 the operations on the cluster. v9 is flexible.
 */
export const metadata = defineApi({
  key: ApiKey.Metadata,

  async handle(context, request) {
    const { broker, apiVersion } = context
    const { topics, allowAutoTopicCreation } = request
    const topicOperationsAsked = request.includeTopicAuthorizedOperations
    const answers =
      topics === null || (apiVersion === 0 && topics.length === 0)
        ? [...broker.metadata.image.topics.values()].map(topicAnswer)
        : isAskedRight(topics, apiVersion)
          ? await answersFor(context, topics, allowAutoTopicCreation)
          : topics.map(({ name }) => errorAnswer(name ?? '', ErrorCode.invalidRequest))
    return {
      brokers: broker.nodes.all.map(({ id, host, port, rack }) => ({
        nodeId: id,
        host,
        port,
        rack,
      })),
      clusterId: broker.logs.clusterId,
      controllerId: broker.nodes.controllerId,
      topics: topicOperationsAsked ? answers.map(withOperations) : answers,
      clusterAuthorizedOperations: request.includeClusterAuthorizedOperations
        ? clusterOperations
        : operationsNotAsked,
    }
  },
})

interface AskedTopic {
  readonly name: string | null
  readonly topicId: Uuid
}

/** Before v12 topics have names only, although v10 has a field for ids; they have one of them. */
function isAskedRight(asked: readonly AskedTopic[], apiVersion: number): boolean {
  if (apiVersion >= 12) {
    return asked.every(({ name, topicId }) => name !== null || topicId !== zeroUuid)
  }
  return asked.every(({ name, topicId }) => name !== null && topicId === zeroUuid)
}

/** If one topic is asked for by id, all are; one asked for twice is answered once. */
async function answersFor(
  context: RequestContext,
  asked: readonly AskedTopic[],
  mayCreate: boolean,
): Promise<TopicAnswer[]> {
  const { image } = context.broker.metadata
  const ids = new Set(asked.map(({ topicId }) => topicId).filter((id) => id !== zeroUuid))
  if (ids.size > 0) return [...ids].map((id) => answerById(id, image.topicById(id)))

  const names = new Set(asked.flatMap(({ name }) => (name === null ? [] : [name])))
  const missing = [...names].filter((name) => !image.topics.has(name))
  const errors = missing.length === 0 ? noErrors : await missingTopics(context, missing, mayCreate)
  return [...names].map((name) => {
    const topic = image.topics.get(name)
    if (topic !== undefined) return topicAnswer(topic)
    return errorAnswer(name, errors.get(name) ?? ErrorCode.unknownTopicOrPartition)
  })
}

const noErrors: ReadonlyMap<string, ErrorCode> = new Map()

/** Creates the topics if that is wanted, and says of the others why they are not there. */
function missingTopics(
  { broker }: RequestContext,
  names: readonly string[],
  mayCreate: boolean,
): Promise<ReadonlyMap<string, ErrorCode>> | ReadonlyMap<string, ErrorCode> {
  const invalid = names.filter((name) => topicNameFault(name) !== undefined)
  const errors = new Map(
    invalid.map((name) => [name, ErrorCode.invalidTopicException as ErrorCode]),
  )
  if (!mayCreate || !broker.config['auto.create.topics.enable']) return errors

  return broker.metadata.change((image) => {
    const decisions = new TopicDecisions(image, topicTerms(broker))
    const records = []
    for (const name of names) {
      if (image.topics.has(name) || errors.has(name) || isInternalTopic(name)) continue
      const creation = decisions.create({ ...defaults, name })
      if (creation.kind === 'accepted') records.push(creation.record)
      else errors.set(name, creation.errorCode)
    }
    return { records, result: errors }
  })
}

const defaults = { numPartitions: -1, replicationFactor: -1, assignments: [], configs: [] }

function topicAnswer(topic: TopicImage): TopicAnswer {
  return {
    errorCode: ErrorCode.none,
    name: topic.name,
    topicId: topic.id,
    isInternal: topic.isInternal,
    partitions: topic.partitions.map(({ partition, leaderId, leaderEpoch, replicaIds }) => ({
      errorCode: ErrorCode.none,
      partitionIndex: partition,
      leaderId,
      leaderEpoch,
      replicaNodes: replicaIds,
      isrNodes: replicaIds,
      offlineReplicas: [],
    })),
  }
}

function answerById(topicId: Uuid, topic: TopicImage | undefined): TopicAnswer {
  if (topic !== undefined) return topicAnswer(topic)
  const errorCode = ErrorCode.unknownTopicId
  return { errorCode, name: null, topicId, isInternal: false, partitions: [] }
}

function errorAnswer(name: string, errorCode: ErrorCode): TopicAnswer {
  return { errorCode, name, topicId: zeroUuid, isInternal: isInternalTopic(name), partitions: [] }
}

function withOperations(answer: TopicAnswer): TopicAnswer {
  if (answer.errorCode === ErrorCode.unknownTopicId) return answer
  return { ...answer, topicAuthorizedOperations: topicOperations }
}
