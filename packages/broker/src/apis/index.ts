/**
 * The table of what we serve, in the order of Kafka's keys. ApiVersions advertises exactly this.
 *
 * A new API is its schema file, its handler file here, and one line below.
 */
export { produce } from './00-produce.ts'
export { fetch } from './01-fetch.ts'
export { listOffsets } from './02-list-offsets.ts'
export { metadata } from './03-metadata.ts'
export { offsetCommit } from './08-offset-commit.ts'
export { offsetFetch } from './09-offset-fetch.ts'
export { findCoordinator } from './10-find-coordinator.ts'
export { apiVersions } from './18-api-versions.ts'
export { createTopics } from './19-create-topics.ts'
export { deleteTopics } from './20-delete-topics.ts'
export { deleteRecords } from './21-delete-records.ts'
export { initProducerId } from './22-init-producer-id.ts'
export { offsetForLeaderEpoch } from './23-offset-for-leader-epoch.ts'
export { describeConfigs } from './32-describe-configs.ts'
export { alterConfigs } from './33-alter-configs.ts'
export { describeLogDirs } from './35-describe-log-dirs.ts'
export { createPartitions } from './37-create-partitions.ts'
export { incrementalAlterConfigs } from './44-incremental-alter-configs.ts'
export { listPartitionReassignments } from './46-list-partition-reassignments.ts'
export { offsetDelete } from './47-offset-delete.ts'
export { describeCluster } from './60-describe-cluster.ts'
export { describeProducers } from './61-describe-producers.ts'
export { listConfigResources } from './74-list-config-resources.ts'
export { describeTopicPartitions } from './75-describe-topic-partitions.ts'
