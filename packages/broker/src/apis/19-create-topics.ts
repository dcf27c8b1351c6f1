import { ApiKey, ErrorCode, zeroUuid, type CreateTopicsResponseDraft } from '@barnabus/protocol'

import { defineApi } from '../define-api.ts'
import { duplicatesAmong } from '../duplicates.ts'
import type { MetadataRecord } from '../metadata/metadata-record.ts'
import { TopicDecisions, type TopicCreation } from '../metadata/topic-decisions.ts'
import { topicTerms } from '../topic-terms.ts'

type TopicAnswer = CreateTopicsResponseDraft['topics'][number]

/**
 * CreateTopics (19), v2-7: makes topics, each on its own: what is wrong with one stops no other.
 *
 * The topics are there, and ready, when the answer comes. v5 tells what became of -1 and which
 * configs are in effect, v7 the topic's id. v5 is flexible.
 */
export const createTopics = defineApi({
  key: ApiKey.CreateTopics,

  handle({ broker }, { topics, validateOnly }) {
    const duplicates = duplicatesAmong(topics.map(({ name }) => name))
    return broker.metadata.change((image) => {
      const decisions = new TopicDecisions(image, topicTerms(broker))
      const records: MetadataRecord[] = []
      const answers: TopicAnswer[] = [...duplicates].map((name) =>
        errorAnswer(name, ErrorCode.invalidRequest, `The request names topic "${name}" twice`),
      )
      for (const topic of topics) {
        if (duplicates.has(topic.name)) continue
        const creation = decisions.create(topic)
        if (creation.kind === 'accepted' && !validateOnly) records.push(creation.record)
        answers.push(answerOf(topic.name, creation))
      }
      return { records, result: { topics: answers } }
    })
  },
})

function answerOf(name: string, creation: TopicCreation): TopicAnswer {
  if (creation.kind === 'refused') return errorAnswer(name, creation.errorCode, creation.message)
  const { id, partitions } = creation.record
  return {
    name,
    topicId: id,
    errorCode: ErrorCode.none,
    errorMessage: null,
    numPartitions: partitions.length,
    replicationFactor: partitions[0]?.length ?? 0,
    configs: [],
  }
}

function errorAnswer(name: string, errorCode: ErrorCode, errorMessage: string): TopicAnswer {
  return { name, topicId: zeroUuid, errorCode, errorMessage, configs: null }
}
