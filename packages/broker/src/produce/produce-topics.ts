import type { ProduceRequest, Uuid } from '@barnabus/protocol'

import type { RequestContext } from '../define-api.ts'
import type { TopicImage } from '../metadata/image.ts'

/** A topic of a produce request. */
export interface ProduceTopic {
  /** As the request has it: empty from v13 on. */
  readonly name: string
  /** As the request has it: all zeros below v13. */
  readonly topicId: Uuid
  readonly image: TopicImage | undefined
  readonly recordsByPartition: ReadonlyMap<number, Uint8Array | null>
}

/** From v13 on topics go by id alone (KIP-516). */
export function namesTopicsById(context: RequestContext): boolean {
  return context.apiVersion >= 13
}

/** The topics in the order of the request. A partition named twice counts once, as named last. */
export function topicsOf(context: RequestContext, request: ProduceRequest): ProduceTopic[] {
  const { image } = context.broker.metadata
  const byId = namesTopicsById(context)
  const topics = new Map<
    string,
    ProduceTopic & { recordsByPartition: Map<number, Uint8Array | null> }
  >()
  for (const { name, topicId, partitionData } of request.topicData) {
    const key = byId ? topicId : name
    let topic = topics.get(key)
    if (topic === undefined) {
      const topicImage = byId ? image.topicById(topicId) : image.topics.get(name)
      topic = { name, topicId, image: topicImage, recordsByPartition: new Map() }
      topics.set(key, topic)
    }
    for (const { index, records } of partitionData) topic.recordsByPartition.set(index, records)
  }
  return [...topics.values()]
}
