import { ApiKey, ErrorCode, type CreatePartitionsResponseDraft } from '@barnabus/protocol'

import { defineApi } from '../define-api.ts'
import { duplicatesAmong } from '../duplicates.ts'
import type { MetadataRecord } from '../metadata/metadata-record.ts'
import { TopicDecisions } from '../metadata/topic-decisions.ts'
import { topicTerms } from '../topic-terms.ts'

type TopicAnswer = CreatePartitionsResponseDraft['results'][number]

/** CreatePartitions (37), v0-3: adds partitions to topics; their number never shrinks. */
export const createPartitions = defineApi({
  key: ApiKey.CreatePartitions,

  handle({ broker }, { topics, validateOnly }) {
    const duplicates = duplicatesAmong(topics.map(({ name }) => name))
    return broker.metadata.change((image) => {
      const decisions = new TopicDecisions(image, topicTerms(broker))
      const records: MetadataRecord[] = []
      const results: TopicAnswer[] = [...duplicates].map((name) => ({
        name,
        errorCode: ErrorCode.invalidRequest,
        errorMessage: `The request names topic "${name}" twice`,
      }))
      for (const topic of topics) {
        const { name } = topic
        if (duplicates.has(name)) continue
        const creation = decisions.addPartitions(topic)
        if (creation.kind === 'refused') {
          results.push({ name, errorCode: creation.errorCode, errorMessage: creation.message })
          continue
        }
        if (!validateOnly) records.push(creation.record)
        results.push({ name, errorCode: ErrorCode.none, errorMessage: null })
      }
      return { records, result: { results } }
    })
  },
})
