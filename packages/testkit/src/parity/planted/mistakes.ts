import type { SourceMistake } from '../../planted/source-mistake.ts'

/** A wrong broker: one change to one of its files, and the scenario that must notice. */
export interface Mistake extends SourceMistake {
  /** Scenarios with this in their name. */
  readonly noticedBy: string
}

/** Mistakes on purpose: the comparison must notice each of them, or it proves nothing. */
export const mistakes: readonly Mistake[] = [
  {
    name: 'a wrong error code',
    file: 'broker/src/apis/21-delete-records.ts',
    right: 'errorAnswer(partitionIndex, ErrorCode.offsetOutOfRange)',
    wrong: 'errorAnswer(partitionIndex, ErrorCode.invalidRequest)',
    noticedBy: 'DeleteRecords v2: of an empty partition',
  },
  {
    name: 'an offset off by one',
    file: 'broker/src/apis/02-list-offsets.ts',
    right: '{ offset: visibleEnd, timestamp',
    wrong: '{ offset: visibleEnd + 1n, timestamp',
    noticedBy: 'ListOffsets v9: the special timestamps of a partition',
  },
  {
    name: 'a default changed',
    file: 'broker/src/config/properties/topic-default-properties.ts',
    right: "'log.retention.hours': int({\n    default: 168,",
    wrong: "'log.retention.hours': int({\n    default: 169,",
    noticedBy: 'CreateTopics v7: three partitions',
  },
  {
    name: 'a field left out at one version',
    file: 'broker/src/apis/02-list-offsets.ts',
    right: 'apiVersion >= leaderEpochsSince ?',
    wrong: 'apiVersion > leaderEpochsSince + 1 ?',
    noticedBy: 'ListOffsets v5: the special timestamps of a partition',
  },
  {
    name: 'another order',
    file: 'broker/src/apis/19-create-topics.ts',
    right: 'answers.push(...Array.from(duplicates, namedTwice))',
    wrong: 'answers.unshift(...Array.from(duplicates, namedTwice))',
    noticedBy: 'CreateTopics v7: the same topic twice',
  },
  {
    name: 'a missing check',
    file: 'broker/src/produce/append-partition.ts',
    right: '!requiredAcks.includes(acks)',
    wrong: 'false',
    noticedBy: 'Produce v11: acks that cannot be',
  },
  {
    name: 'a dry run that is none',
    file: 'broker/src/apis/37-create-partitions.ts',
    right: 'if (!validateOnly) records.push',
    wrong: 'records.push',
    noticedBy: 'CreatePartitions v3: validate only',
  },
  {
    name: 'a new epoch that is not 0',
    file: 'broker/src/apis/22-init-producer-id.ts',
    right: 'producerEpoch: 0 }',
    wrong: 'producerEpoch: 1 }',
    noticedBy: 'InitProducerId v4: two new producers',
  },
  {
    name: 'a value of its own called a default',
    file: 'broker/src/config/describe-configs.ts',
    right: 'source: ConfigSource.topic }',
    wrong: 'source: ConfigSource.default }',
    noticedBy: 'AlterConfigs v2: what is left out goes back to its default',
  },
  {
    name: 'an old version that gets a newer answer',
    file: 'broker/src/apis/20-delete-topics.ts',
    right: 'apiVersion < 3 ?',
    wrong: 'apiVersion < 1 ?',
    noticedBy: 'DeleteTopics v1: where deletion is switched off',
  },
  {
    name: 'deleted records that stay',
    file: 'broker/src/apis/21-delete-records.ts',
    right: 'await log.deleteRecordsBefore(before)',
    wrong: 'before',
    noticedBy: 'DeleteRecords v2: all that there are',
  },
  {
    name: 'a transaction that can be ended the other way',
    file: 'broker/src/coordinators/transactions/end-transaction.ts',
    right: 'if (endOf(transaction) !== outcome) return refuse',
    wrong: 'if (endOf(transaction) === outcome) return refuse',
    noticedBy: 'EndTxn v4: commit, again, then abort',
  },
  {
    name: 'records of an open transaction shown to readers of committed ones',
    file: 'broker/src/apis/01-fetch.ts',
    right: "=== readCommitted ? 'lastStable'",
    wrong: "=== readCommitted + 1 ? 'lastStable'",
    noticedBy: 'Fetch v12: committed, aborted and open transactions',
  },
]
