import { ErrorCode } from '@barnabus/protocol'

import type { MetadataRecord } from '../../metadata/metadata-record.ts'
import type { Metadata } from '../../metadata/metadata.ts'
import { TopicDecisions, type TopicTerms } from '../../metadata/topic-decisions.ts'

/** A topic that a coordinator keeps its records in. */
export interface InternalTopic {
  readonly name: string
  readonly partitions: number
  /** As many replicas as there are nodes, if those are fewer. */
  readonly replicationFactor: number
  readonly configs: Readonly<Record<string, string>>
}

/** Makes the topic unless it is there; says why it cannot be made. */
export function makeInternalTopic(
  metadata: Metadata,
  topic: InternalTopic,
  terms: TopicTerms,
): Promise<ErrorCode> {
  return metadata.change((image) => {
    const records: MetadataRecord[] = []
    if (image.topics.has(topic.name)) return { records, result: ErrorCode.none as ErrorCode }
    const creation = new TopicDecisions(image, terms).create({
      name: topic.name,
      numPartitions: topic.partitions,
      replicationFactor: Math.min(topic.replicationFactor, terms.nodeIds.length),
      assignments: [],
      configs: Object.entries(topic.configs).map(([name, value]) => ({ name, value })),
    })
    if (creation.kind === 'refused') return { records, result: creation.errorCode }
    records.push(creation.record)
    return { records, result: ErrorCode.none as ErrorCode }
  })
}
