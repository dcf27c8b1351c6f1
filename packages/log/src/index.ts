export type { ActiveProducer } from './active-producer.ts'
export type {
  AppendContext,
  Appended,
  AppendOutcome,
  Duplicate,
  RecordError,
  Refused,
} from './append/append-outcome.ts'
export { logErrors } from './errors.ts'
export type { LogDirectoryOptions } from './directory/open-directory.ts'
export { LogDirectory, type DirectoryDescription } from './log-directory.ts'
export { partitionName, type PartitionId } from './partition-id.ts'
export type { PartitionLog } from './partition-log.ts'
export type {
  AbortedTransaction,
  EpochEnd,
  ReadLimit,
  ReadOutcome,
  ReadRequest,
  TimestampedOffset,
} from './read/read-outcome.ts'
export {
  defaultLogDirectorySettings,
  defaultTopicLogSettings,
  type CleanupPolicy,
  type LogDirectorySettings,
  type TopicLogSettings,
} from './settings.ts'
