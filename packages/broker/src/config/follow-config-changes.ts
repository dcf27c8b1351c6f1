import type { MetadataImage, TopicImage } from '../metadata/image.ts'
import type { ConfigOwner } from '../metadata/config-owner.ts'
import type { Metadata } from '../metadata/metadata.ts'
import type { Partitions } from '../partitions/partitions.ts'
import type { LiveConfig } from './live-config.ts'
import { topicLogSettings } from './topic-log-settings.ts'

/** Hands changed settings to the logs that they concern, as soon as the change is in effect. */
export function followConfigChanges(broker: {
  readonly metadata: Metadata
  readonly settings: LiveConfig
  readonly partitions: Pick<Partitions, 'get'>
}): void {
  broker.metadata.onConfigChange((owner) => {
    for (const topic of topicsOf(owner, broker.metadata.image)) {
      for (const { partition, leaderId } of topic.partitions) {
        const log = broker.partitions.get(topic.id, partition)?.log
        log?.configure(topicLogSettings(broker.settings.topic(topic, leaderId)))
      }
    }
  })
}

/** The topics for which a change of the owner's settings may mean something. */
function topicsOf(owner: ConfigOwner, image: MetadataImage): Iterable<TopicImage> {
  if (owner.kind !== 'topic') return image.topics.values()
  const topic = image.topics.get(owner.topic)
  return topic === undefined ? [] : [topic]
}
