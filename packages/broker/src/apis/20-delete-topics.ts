import {
  ApiKey,
  ErrorCode,
  zeroUuid,
  type DeleteTopicsRequest,
  type DeleteTopicsResponseDraft,
  type Uuid,
} from '@barnabus/protocol'

import { defineApi } from '../define-api.ts'
import { duplicatesAmong } from '../duplicates.ts'
import type { MetadataImage, TopicImage } from '../metadata/image.ts'
import type { MetadataRecord } from '../metadata/metadata-record.ts'
import type { Decision } from '../metadata/metadata.ts'

type TopicAnswer = DeleteTopicsResponseDraft['responses'][number]

/** How a request names a topic: by name (always up to v5), or by id. */
interface Asked {
  readonly name: string | null
  readonly topicId: Uuid
}

/**
 * DeleteTopics (20), v1-6: the topics are gone when the answer comes; their files follow.
 *
 * v3 answers TOPIC_DELETION_DISABLED where delete.topic.enable=false, older ones INVALID_REQUEST.
 * v5 adds messages, v6 topic ids. v4 is flexible.
 */
export const deleteTopics = defineApi({
  key: ApiKey.DeleteTopics,

  handle({ broker, apiVersion }, request) {
    const asked = askedFor(request)
    if (!broker.config['delete.topic.enable']) {
      const errorCode = apiVersion < 3 ? ErrorCode.invalidRequest : ErrorCode.topicDeletionDisabled
      const message = 'Topics cannot be deleted here: delete.topic.enable is false'
      const responses = distinct(asked).map((topic) => errorAnswer(topic, errorCode, message))
      return { responses }
    }
    return broker.metadata.change((image) => decide(image, asked))
  },
})

function askedFor({ topicNames, topics }: DeleteTopicsRequest): Asked[] {
  return [...topicNames.map((name) => ({ name, topicId: zeroUuid })), ...topics]
}

/** The same without repetitions: each of them gets one answer. */
function distinct(asked: readonly Asked[]): Asked[] {
  return [...new Map(asked.map((topic) => [`${topic.topicId} ${topic.name}`, topic])).values()]
}

/** Whoever names a topic twice, in whatever way, has made a mistake: then it stays. */
function decide(
  image: MetadataImage,
  asked: readonly Asked[],
): Decision<{ readonly responses: readonly TopicAnswer[] }> {
  const found = asked.flatMap((topic) => find(image, topic) ?? [])
  const duplicates = duplicatesAmong(found)
  const responses = distinct(asked).map((one) => {
    const topic = find(image, one)
    if (topic === undefined) return refusal(one)
    return duplicates.has(topic) ? duplicateAnswer(one) : deletedAnswer(topic)
  })
  const records = found.flatMap((topic): MetadataRecord[] =>
    duplicates.has(topic) ? [] : [{ kind: 'topic-deleted', id: topic.id }],
  )
  return { records, result: { responses } }
}

function find(image: MetadataImage, { name, topicId }: Asked): TopicImage | undefined {
  if (name === null) return image.topicById(topicId)
  return topicId === zeroUuid ? image.topics.get(name) : undefined
}

function refusal(asked: Asked): TopicAnswer {
  const { name, topicId } = asked
  if (name !== null && topicId !== zeroUuid) {
    const message = 'A topic is named by its name or by its id, not by both'
    return errorAnswer(asked, ErrorCode.invalidRequest, message)
  }
  if (name !== null) {
    const message = `There is no topic "${name}"`
    return errorAnswer(asked, ErrorCode.unknownTopicOrPartition, message)
  }
  if (topicId !== zeroUuid) {
    const message = `There is no topic with the id ${topicId}`
    return errorAnswer(asked, ErrorCode.unknownTopicId, message)
  }
  return errorAnswer(asked, ErrorCode.invalidRequest, 'A topic has neither a name nor an id')
}

function duplicateAnswer(asked: Asked): TopicAnswer {
  return errorAnswer(asked, ErrorCode.invalidRequest, 'The request names this topic twice')
}

function deletedAnswer({ name, id }: TopicImage): TopicAnswer {
  return { name, topicId: id, errorCode: ErrorCode.none, errorMessage: null }
}

function errorAnswer(
  { name, topicId }: Asked,
  errorCode: ErrorCode,
  errorMessage: string,
): TopicAnswer {
  return { name, topicId, errorCode, errorMessage }
}
