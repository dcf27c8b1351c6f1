import type { ServedApi } from '../define-api.ts'
import { produce } from './00-produce.ts'
import { fetch } from './01-fetch.ts'
import { listOffsets } from './02-list-offsets.ts'
import { metadata } from './03-metadata.ts'
import { apiVersions } from './18-api-versions.ts'
import { createTopics } from './19-create-topics.ts'
import { deleteTopics } from './20-delete-topics.ts'
import { deleteRecords } from './21-delete-records.ts'
import { initProducerId } from './22-init-producer-id.ts'
import { offsetForLeaderEpoch } from './23-offset-for-leader-epoch.ts'
import { describeConfigs } from './32-describe-configs.ts'
import { alterConfigs } from './33-alter-configs.ts'
import { describeConfigs } from './32-describe-configs.ts'
import { alterConfigs } from './33-alter-configs.ts'
import { describeLogDirs } from './35-describe-log-dirs.ts'
import { createPartitions } from './37-create-partitions.ts'
import { incrementalAlterConfigs } from './44-incremental-alter-configs.ts'
import { incrementalAlterConfigs } from './44-incremental-alter-configs.ts'
import { listPartitionReassignments } from './46-list-partition-reassignments.ts'
import { describeCluster } from './60-describe-cluster.ts'
import { describeProducers } from './61-describe-producers.ts'
import { listConfigResources } from './74-list-config-resources.ts'
import { listConfigResources } from './74-list-config-resources.ts'
import { describeTopicPartitions } from './75-describe-topic-partitions.ts'

/**
 * The table of what we serve, in the order of Kafka's keys. ApiVersions advertises exactly this.
 *
 * A new API is its schema file, its handler file here, one import and one line below.
 */
export const servedApis: readonly ServedApi[] = [
  produce,
  fetch,
  listOffsets,
  metadata,
  apiVersions,
  createTopics,
  deleteTopics,
  deleteRecords,
  initProducerId,
  offsetForLeaderEpoch,
  describeConfigs,
  alterConfigs,
  describeConfigs,
  alterConfigs,
  describeLogDirs,
  createPartitions,
  incrementalAlterConfigs,
  incrementalAlterConfigs,
  listPartitionReassignments,
  describeCluster,
  describeProducers,
  listConfigResources,
  listConfigResources,
  describeTopicPartitions,
]
