import {
  ApiKey,
  ErrorCode,
  zeroUuid,
  type CreateTopicsRequest,
  type CreateTopicsResponseDraft,
} from '@barnabus/protocol'

import type { Broker } from '../broker.ts'
import { brokerLayers } from '../config/broker-layers.ts'
import { describeTopic } from '../config/describe-configs.ts'
import { defineApi } from '../define-api.ts'
import { duplicatesAmong } from '../duplicates.ts'
import type { MetadataRecord } from '../metadata/metadata-record.ts'
import { TopicDecisions, type TopicCreation } from '../metadata/topic-decisions.ts'
import { topicTerms } from '../topic-terms.ts'

type TopicDraft = CreateTopicsRequest['topics'][number]
type TopicAnswer = CreateTopicsResponseDraft['topics'][number]

// Kafka's number. It also bounds what one request can make us allocate.
const partitionsPerRequestMax = 10_000

/**
 * CreateTopics (19), v2-7: makes topics, each on its own: what is wrong with one stops no other.
 *
 * The topics are there, and ready, when the answer comes. v5 tells what became of -1 and which
 * configs are in effect, v7 the topic's id. v5 is flexible.
 */
export const createTopics = defineApi({
  key: ApiKey.CreateTopics,

  handle({ broker, node }, { topics, validateOnly }) {
    if (partitionsWanted(topics, broker.config['num.partitions']) > partitionsPerRequestMax) {
      return { topics: topics.map(({ name }) => tooManyAtOnce(name)) }
    }
    const duplicates = duplicatesAmong(topics.map(({ name }) => name))
    return broker.metadata.change((image) => {
      const decisions = new TopicDecisions(image, topicTerms(broker))
      const records: MetadataRecord[] = []
      const answers: TopicAnswer[] = []
      for (const topic of topics) {
        if (duplicates.has(topic.name)) continue
        const creation = decisions.create(topic)
        if (creation.kind === 'accepted' && !validateOnly) records.push(creation.record)
        answers.push(answerOf(broker, node.id, creation, topic.name))
      }
      answers.push(...Array.from(duplicates, namedTwice))
      return { records, result: { topics: answers } }
    })
  },
})

/** At most: what is wrong with a topic is not known yet. */
function partitionsWanted(topics: readonly TopicDraft[], partitionsDefault: number): number {
  return topics.reduce((sum, { assignments, numPartitions }) => {
    if (assignments.length > 0) return sum + assignments.length
    return sum + (numPartitions === -1 ? partitionsDefault : Math.max(numPartitions, 0))
  }, 0)
}

function tooManyAtOnce(name: string): TopicAnswer {
  const message = `One request can make ${partitionsPerRequestMax} partitions, not more`
  return errorAnswer(name, ErrorCode.policyViolation, message)
}

function namedTwice(name: string): TopicAnswer {
  return errorAnswer(name, ErrorCode.invalidRequest, `The request names topic "${name}" twice`)
}

function answerOf(
  broker: Broker,
  nodeId: number,
  creation: TopicCreation,
  name: string,
): TopicAnswer {
  if (creation.kind === 'refused') return errorAnswer(name, creation.errorCode, creation.message)
  const { id, partitions, configs } = creation.record
  return {
    name,
    topicId: id,
    errorCode: ErrorCode.none,
    errorMessage: null,
    numPartitions: partitions.length,
    replicationFactor: partitions[0]?.length ?? 0,
    configs: effectiveConfigs(broker, nodeId, new Map(Object.entries(configs))),
  }
}

function effectiveConfigs(
  broker: Broker,
  nodeId: number,
  configs: ReadonlyMap<string, string>,
): TopicAnswer['configs'] {
  const effective = broker.settings.topic({ configs }, nodeId)
  return describeTopic(configs, brokerLayers(broker, nodeId), effective)
    .map(({ name, value, readOnly, source }) => ({
      name,
      value,
      readOnly,
      configSource: source,
      isSensitive: false,
    }))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
}

function errorAnswer(name: string, errorCode: ErrorCode, errorMessage: string): TopicAnswer {
  return { name, topicId: zeroUuid, errorCode, errorMessage, configs: [] }
}
