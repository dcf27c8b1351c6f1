export { Admin, type AdminOptions, type AdminSettings } from './admin/admin.ts'
export type { AclOperation } from './admin/access/acl-operation.ts'
export type {
  Acl,
  AclFilter,
  AclPatternType,
  AclPermission,
  AclResourceType,
  NewAcl,
} from './admin/access/acl.ts'
export type {
  AlterClientQuotasOptions,
  ClientQuotaAlteration,
  ClientQuotaFilter,
  ClientQuotas,
  QuotaEntity,
} from './admin/access/client-quotas.ts'
export type {
  AlterConfigsOptions,
  ConfigAlteration,
  ConfigDescription,
  ConfigEntry,
  ConfigResource,
  ConfigResourceType,
  ConfigSource,
  ConfigSynonym,
  DescribeConfigsOptions,
  ListConfigResourcesOptions,
  NewValues,
} from './admin/cluster/configs.ts'
export type { CreatePartitionsOptions, NewPartitions } from './admin/topics/create-partitions.ts'
export type { CreateTopicsOptions, CreatedTopic, NewTopic } from './admin/topics/create-topics.ts'
export type { DeletedRecords, RecordsToDelete } from './admin/topics/delete-records.ts'
export type {
  ClusterDescription,
  DescribeClusterOptions,
} from './admin/cluster/describe-cluster.ts'
export type { DescribeGroupsOptions } from './admin/groups/describe-groups.ts'
export type { GroupDescription, GroupMemberDescription } from './admin/groups/group-description.ts'
export type { PartitionProducers, ProducerState } from './admin/transactions/describe-producers.ts'
export type { DescribeTopicsOptions } from './admin/topics/describe-topics.ts'
export type { PartitionDescription, TopicDescription } from './admin/topics/topic-description.ts'
export type {
  FeatureDescription,
  FeatureLevels,
  FeatureUpdate,
  UpdateFeaturesOptions,
} from './admin/cluster/features.ts'
export type { ListGroupOffsetsOptions } from './admin/groups/group-offsets.ts'
export type { GroupListing, ListGroupsOptions } from './admin/groups/list-groups.ts'
export type {
  ListOffsetsOptions,
  ListedOffset,
  OffsetSpec,
  OffsetToList,
} from './admin/topics/list-offsets.ts'
export type { ListTopicsOptions, TopicListing } from './admin/topics/list-topics.ts'
export type {
  DescribeLogDirsOptions,
  LogDirDescription,
  ReplicaDescription,
} from './admin/cluster/log-dirs.ts'
export type { MetadataQuorum, QuorumReplica } from './admin/cluster/metadata-quorum.ts'
export type { Node } from './admin/cluster/node.ts'
export type {
  ElectionType,
  ListReassignmentsOptions,
  OngoingReassignment,
  Reassignment,
} from './admin/topics/reassignments.ts'
export type { MemberToRemove, RemoveMembersOptions } from './admin/groups/remove-members.ts'
export type { TopicReference } from './admin/topics/topic-reference.ts'
export type {
  FencedProducer,
  ListTransactionsOptions,
  TransactionDescription,
  TransactionListing,
  TransactionToAbort,
} from './admin/transactions/transactions.ts'
export type {
  ScramDeletion,
  ScramMechanism,
  ScramUpsertion,
  UserScramCredentialAlteration,
  UserScramCredentials,
} from './admin/access/user-scram-credentials.ts'
export { adminProperties } from './config/admin-properties.ts'
export { settingAdvice } from './config/setting-advice.ts'
export { producerProperties } from './config/producer-properties.ts'
export { FailedItemsError } from './errors/failed-items-error.ts'
export { KafkaError, isKafkaError } from './errors/kafka-error.ts'
export type { ConsumerGroupMetadata, GroupMetadata } from './groups/group-member.ts'
export type { PartitionOffset, TopicPartition } from './topic-partition.ts'
export { consumerProperties } from './config/consumer-properties.ts'
export type { ConsumerSettings } from './consumer/consumer-settings.ts'
export type {
  AssignablePartition,
  GroupToAssign,
  MemberAssignment,
  MemberSubscription,
  PartitionAssignor,
  RebalanceProtocol,
} from './groups/assignors/partition-assignor.ts'
export { HeaderTemplate, type FilledHeaders, type TemplateHeader } from '@barnabus/protocol'
export { Producer, type ProducerOptions } from './producer/producer.ts'
export type { SendOptions } from './producer/send-options.ts'
export { Transaction } from './producer/transactions/transaction.ts'
export type {
  TransactionGroup,
  TransactionOffset,
} from './producer/transactions/transaction-coordination.ts'
export {
  ProducerFatalError,
  ProducerFencedError,
  TransactionAbortableError,
} from './errors/transaction-errors.ts'
export type { ProducerSettings } from './producer/producer-settings.ts'
export type {
  HeaderContent,
  ProducerHeaders,
  ProducerRecord,
  RecordMetadata,
} from './producer/producer-record.ts'
export {
  RecordFailedError,
  type SentOffset,
  type SentSummary,
} from './producer/intake/bulk-send.ts'
export type { Partitioner } from './producer/partitioning/partitioning.ts'
export type { RecordSource } from './producer/intake/send-all.ts'
export { Consumer, type OffsetAtTime, type TopicChoice } from './consumer/consumer.ts'
export type { ConsumerBatch } from './consumer/records/consumer-batch.ts'
export type { ConsumerOptions } from './consumer/consumer-parts.ts'
export type { ConsumerRecord } from './consumer/records/consumer-record.ts'
export type { CommittedOffset, OffsetToCommit } from './consumer/committing/group-offsets.ts'
export type { RebalanceHooks } from './consumer/committing/rebalances.ts'
export { RecordHeaders } from './consumer/records/record-headers.ts'
export type { OAuthBearerToken, OAuthBearerTokenSource } from './security/oauth-bearer.ts'
export type { SecurityOptions } from './security/security.ts'
export { rangeAssignor } from './groups/assignors/range-assignor.ts'
export { roundRobinAssignor } from './groups/assignors/round-robin-assignor.ts'
export { cooperativeStickyAssignor } from './groups/assignors/sticky/cooperative-sticky-assignor.ts'
export { stickyAssignor } from './groups/assignors/sticky/sticky-assignor.ts'
export type { Metric } from './observation/metric.ts'
export { metricCatalogue } from './observation/metric-catalogue.ts'
export type { DescribedMetrics } from './observation/metric-group.ts'
export { activeTraceHeaders, isTracing } from './observation/telemetry/active-trace.ts'
export { processSpan, type ProcessSpanOptions } from './observation/telemetry/process-span.ts'
