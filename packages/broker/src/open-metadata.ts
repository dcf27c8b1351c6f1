import type { Env, Logger } from '@barnabus/base'
import type { LogDirectory } from '@barnabus/log'

import type { BrokerConfig } from './config/broker-config.ts'
import { followConfigChanges } from './config/follow-config-changes.ts'
import { LiveConfig } from './config/live-config.ts'
import { ImageState } from './metadata/image-state.ts'
import { MetadataLog } from './metadata/metadata-log.ts'
import { MetadataStore } from './metadata/metadata-store.ts'
import { adoptOrphans } from './metadata/node-changes.ts'
import { PartitionFollower } from './metadata/partition-follower.ts'
import { nodeIds } from './nodes.ts'
import { Partitions } from './partitions/partitions.ts'

/** What exists, open and recovered. */
export interface OpenedMetadata {
  readonly metadata: MetadataStore
  readonly settings: LiveConfig
  readonly partitions: Partitions
  readonly follower: PartitionFollower
}

/**
 * Replays the metadata log and opens every partition it names.
 *
 * Throws METADATA_DAMAGED before anything that the metadata should name could be deleted.
 */
export async function openMetadata(options: {
  readonly logs: LogDirectory
  readonly config: BrokerConfig
  readonly env: Env
  readonly logger: Logger
}): Promise<OpenedMetadata> {
  const { logs, config, env, logger } = options
  const log = await MetadataLog.open(logs, env.clock)
  const image = new ImageState()
  for await (const record of log.replay()) image.apply(record)

  const metadata = new MetadataStore(image, log)
  const settings = new LiveConfig(config, metadata)
  const partitions = new Partitions()
  const follower = new PartitionFollower({ image, logs, partitions, settings, logger })
  await follower.openAll()
  metadata.follow(follower)
  followConfigChanges({ metadata, settings, partitions, logs, nodeId: config['node.id'] })
  await metadata.change((current) => ({
    records: adoptOrphans(current, nodeIds(config['node.id'], config.nodes)),
    result: undefined,
  }))
  return { metadata, settings, partitions, follower }
}
