/**
 * `@barnabus/client/kafkajs`: the shape of kafkajs over this package's own clients, so that a
 * program moves by changing an import. See docs/migrating-from-kafkajs.md.
 */
export { Kafka } from './kafka.ts'
export type { KafkaConfig, SASLOptions } from './kafka-config.ts'
export type { RetryOptions } from './retry-options.ts'
export {
  logLevel,
  type LogCreator,
  type LogEntry,
  type LogLevel,
  type Logger,
  type LoggerEntryContent,
} from './logger.ts'
export type { InstrumentationEvent, RemoveInstrumentationEventListener } from './instrumentation.ts'
export { CompressionCodecs, CompressionTypes, type CompressionType } from './compression-types.ts'
export type { IHeaders, KafkaMessage, Message } from './messages.ts'
export type {
  Consumer,
  TopicPartitionOffset,
  TopicPartitionOffsetAndMetadata,
} from './consumer/consumer.ts'
export type { ConsumerConfig, ConsumerSubscription } from './consumer/consumer-config.ts'
export type { BatchProcess, ConsumerEventPayloads } from './consumer/consumer-events.ts'
export type {
  ConsumerRunConfig,
  EachBatchHandler,
  EachBatchPayload,
  EachMessageHandler,
  EachMessagePayload,
} from './consumer/consumer-run-config.ts'
export type { Batch } from './consumer/batch.ts'
export type {
  OffsetsByTopicPartition,
  PartitionOffset,
  TopicOffsets,
} from './consumer/offsets-by-topic.ts'
export type { TopicChoice } from './consumer/paused-topics.ts'
export { PartitionAssigners, type PartitionAssigner } from './consumer/partition-assigners.ts'
export type { Admin, AdminConfig, AdminEventPayloads, ClusterDescription } from './admin/admin.ts'
export type {
  Acl,
  AclEntry,
  AclFilter,
  AclResource,
  DeleteAclResponse,
  DescribeAclResource,
  DescribeAclResponse,
} from './admin/acls.ts'
export type {
  ConfigEntries,
  ConfigSynonyms,
  DescribeConfigResponse,
  IResourceConfig,
  ResourceConfigQuery,
} from './admin/configs.ts'
export type {
  ConsumerGroupState,
  DeleteGroupsResult,
  GroupDescription,
  GroupOverview,
  MemberDescription,
} from './admin/groups.ts'
export {
  AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  ConfigResourceTypes,
  ConfigSource,
  ResourcePatternTypes,
} from './admin/kafka-numbers.ts'
export type { FetchOffsetsPartition } from './admin/offsets.ts'
export type {
  ListPartitionReassignmentsResponse,
  OngoingPartitionReassignment,
  PartitionReassignment,
} from './admin/reassignments.ts'
export type {
  CreateTopicsOptions,
  IResourceConfigEntry,
  ITopicConfig,
  ITopicMetadata,
  ITopicPartitionConfig,
  ReplicaAssignment,
} from './admin/topics.ts'
export {
  AssignerProtocol,
  type MemberAssignment,
  type MemberMetadata,
} from './assigner-protocol.ts'
export type { Producer, ProducerEventPayloads } from './producer/producer.ts'
export type { ProducerConfig } from './producer/producer-config.ts'
export type { Offsets, Transaction } from './producer/transaction.ts'
export type {
  ProducerBatch,
  ProducerRecord,
  RecordMetadata,
  Sender,
  TopicMessages,
} from './producer/sending.ts'
export {
  Partitioners,
  type ICustomPartitioner,
  type PartitionerArgs,
  type PartitionerMetadata,
} from './producer/partitioners.ts'
export {
  KafkaJSAggregateError,
  KafkaJSConnectionError,
  KafkaJSCreateTopicError,
  KafkaJSDeleteGroupsError,
  KafkaJSError,
  KafkaJSNonRetriableError,
  KafkaJSNotImplemented,
  KafkaJSNumberOfRetriesExceeded,
  KafkaJSOffsetOutOfRange,
  KafkaJSProtocolError,
  KafkaJSRequestTimeoutError,
  KafkaJSSASLAuthenticationError,
  KafkaJSServerDoesNotSupportApiKey,
  KafkaJSTimeout,
  type GroupNotDeleted,
  type KafkaJSErrorMetadata,
  type ProtocolFailure,
} from './kafkajs-error.ts'
