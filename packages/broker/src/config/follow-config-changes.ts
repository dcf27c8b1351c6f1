import type { LogDirectory } from '@barnabus/log'

import type { MetadataImage, TopicImage } from '../metadata/image.ts'
import type { ConfigOwner } from '../metadata/config-owner.ts'
import type { Metadata } from '../metadata/metadata.ts'
import type { Partitions } from '../partitions/partitions.ts'
import type { LiveConfig } from './live-config.ts'
import { logDirectorySettings } from './log-directory-settings.ts'
import { topicLogSettings } from './topic-log-settings.ts'

/** Those whom a change of settings may concern. */
export interface ConfigFollowers {
  readonly metadata: Metadata
  readonly settings: LiveConfig
  readonly partitions: Pick<Partitions, 'get'>
  readonly logs: Pick<LogDirectory, 'configure'>
  /** The node whose settings hold for what all nodes of the process share. */
  readonly nodeId: number
}

/** Hands changed settings to the logs that they concern, now and as soon as a change is in effect. */
export function followConfigChanges(followers: ConfigFollowers): void {
  const { metadata, settings, partitions, logs, nodeId } = followers
  const configureDirectory = (): void => logs.configure(logDirectorySettings(settings.node(nodeId)))
  configureDirectory()
  metadata.onConfigChange((owner) => {
    if (owner.kind === 'group') return
    if (owner.kind !== 'topic') configureDirectory()
    for (const topic of topicsOf(owner, metadata.image)) {
      for (const { partition, leaderId } of topic.partitions) {
        const log = partitions.get(topic.id, partition)?.log
        log?.configure(topicLogSettings(settings.topic(topic, leaderId), topic))
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
