import type { Difference } from './compare.ts'

/** Something that Barnabus answers in another way than Apache Kafka, and why that stays so. */
export interface KnownDifference {
  /** The request, by the name of its API. */
  readonly api: string
  /** The fields; `*` stands for anything. */
  readonly fields: readonly string[]
  /** Only in scenarios whose title is one of these; in all if left out. */
  readonly titles?: readonly string[]
  /** Only where this is what Barnabus says. */
  readonly barnabus?: string
  /** What differs, for people who use the broker. */
  readonly what: string
  readonly reason: string
}

/** All of them. What differs and is not listed is a mistake; so is what is listed and does not. */
export const knownDifferences: readonly KnownDifference[] = [
  {
    api: 'ApiVersions',
    fields: ['apiKeys.*'],
    barnabus: 'nothing',
    what: 'APIs that Barnabus does not have',
    reason: 'see the list of APIs; clients go without, as ApiVersions tells them',
  },
  {
    api: 'ApiVersions',
    fields: ['supportedFeatures.*', 'finalizedFeatures.*'],
    what: 'features of a cluster',
    reason: 'only those are named that Barnabus has; `metadata.version` is of no use to one node',
  },
  {
    api: 'ConsumerGroupHeartbeat',
    fields: ['errorCode'],
    titles: ['expressions that Kafka does not read'],
    barnabus: 'NONE (0)',
    what: 'a pattern such as `{+` or `\\p{Emoji}`',
    reason:
      'Kafka reads patterns with RE2/J 1.8; RE2JS here knows more of RE2, and more of Unicode',
  },
  {
    api: 'ConsumerGroupHeartbeat',
    fields: ['errorCode'],
    titles: ['expressions that only Kafka reads'],
    barnabus: 'INVALID_REGULAR_EXPRESSION (128)',
    what: 'a pattern such as `\\é` or `(a{100}){11}`',
    reason:
      'as in RE2 itself, only ASCII can be escaped here, and nothing is repeated more than 1,000 times in all; RE2/J 1.8 does not mind',
  },
  {
    api: 'CreatePartitions',
    fields: ['results.*.errorCode'],
    titles: ['as many, fewer, none and far too many'],
    what: 'two thousand million partitions',
    reason: 'Kafka fails on its way, with UNKNOWN_SERVER_ERROR; here it is a refusal',
  },
  {
    api: 'CreateTopics',
    fields: ['topics[*].configs.min.insync.replicas.configSource'],
    what: 'where `min.insync.replicas` comes from, if nobody set it',
    reason: 'Kafka stores it for the whole cluster because of eligible leader replicas (KIP-966)',
  },
  {
    api: 'CreateTopics',
    fields: ['topics[1].errorCode'],
    titles: ['names that differ in a dot and an underscore'],
    what: 'two new topics in one request whose names differ in `.` and `_` only',
    reason:
      'Kafka refuses the second if it comes in a request of its own; here that is no loophole',
  },
  {
    api: 'DeleteTopics',
    fields: ['responses.*'],
    titles: ['the same topic by name and by id'],
    what: 'a topic that a request names twice, by its name and by its id',
    reason: 'Kafka answers once for both, here each gets the error; nothing is deleted either way',
  },
  {
    api: 'DescribeConfigs',
    fields: ['results.*.configs.min.insync.replicas.*'],
    what: 'where `min.insync.replicas` comes from, if nobody set it',
    reason: 'Kafka stores it for the whole cluster because of eligible leader replicas (KIP-966)',
  },
  {
    api: 'DescribeConfigs',
    fields: ['results.*.configs.local.retention.*.synonyms.*'],
    what: 'synonyms of `local.retention.ms` and `local.retention.bytes`',
    reason: 'there is no tiered storage, and so no setting of the broker that they inherit from',
  },
  {
    api: 'DescribeConfigs',
    fields: ['results.*.configs.share.*', 'results.*.configs.streams.*'],
    titles: ['of a group that has none'],
    barnabus: 'nothing',
    what: 'settings of share groups and streams groups',
    reason: 'there are no groups of these kinds',
  },
  {
    api: 'DescribeTopicPartitions',
    fields: ['topics[*].errorCode'],
    titles: ['topics that are none'],
    what: 'a topic without a name',
    reason: 'Kafka fails on it with UNKNOWN_SERVER_ERROR, for all topics of the request',
  },
  {
    api: 'Fetch',
    fields: ['responses[0].partitions[0].errorCode'],
    titles: ['limits of bytes for the answer', 'limits of bytes for a partition'],
    what: 'a negative limit of bytes',
    reason: 'Kafka fails on it with UNKNOWN_SERVER_ERROR; here it is no room at all',
  },
  {
    api: 'Fetch',
    fields: ['errorCode', 'responses[0].partitions[0].errorCode'],
    titles: ['isolation levels'],
    what: 'an isolation level that does not exist',
    reason: 'Kafka fails on it with UNKNOWN_SERVER_ERROR; here all that is not 1 counts as 0',
  },
  {
    api: 'FindCoordinator',
    fields: ['errorMessage'],
    what: 'the message where there is no error, up to v3',
    reason: 'Kafka says NONE in words, too; nobody reads it',
  },
  {
    api: 'IncrementalAlterConfigs',
    fields: ['responses.*.errorCode'],
    titles: ['values that cannot be'],
    what: 'an operation that does not exist',
    reason: 'Kafka fails on it with UNKNOWN_SERVER_ERROR; here it is INVALID_REQUEST',
  },
  {
    api: 'IncrementalAlterConfigs',
    fields: ['responses.*.errorCode'],
    titles: ['a setting of a broker that cannot change'],
    what: 'a setting of a broker that does not exist',
    reason: 'Kafka keeps it for plugins; here a name that has no effect is refused',
  },
  {
    api: 'ListOffsets',
    fields: ['topics.*.partitions.*.errorCode'],
    titles: ['isolation levels'],
    what: 'an isolation level that does not exist',
    reason: 'Kafka fails on it with UNKNOWN_SERVER_ERROR; here all that is not 1 counts as 0',
  },
  {
    api: 'ListOffsets',
    fields: ['topics.*.partitions.*'],
    titles: [
      'after records were deleted',
      'all that there are',
      'up to an offset, and on',
      'sequence: after all records were deleted',
    ],
    what: 'the newest record (-3), after records were deleted',
    reason: 'Kafka may name an offset that is deleted; here it is one that can be read',
  },
  {
    api: 'ListOffsets',
    fields: ['topics.*.partitions.*'],
    titles: ['records without timestamps'],
    what: 'the newest record (-3), if none has a timestamp',
    reason: 'Kafka names the first record; here there is none',
  },
  {
    api: 'ListTransactions',
    fields: ['errorCode'],
    titles: ['by patterns that Kafka does not read'],
    barnabus: 'NONE (0)',
    what: 'a pattern such as `{+` or `\\p{Emoji}`',
    reason:
      'Kafka reads patterns with RE2/J 1.8; RE2JS here knows more of RE2, and more of Unicode',
  },
  {
    api: 'ListTransactions',
    fields: ['errorCode'],
    titles: ['by patterns that only Kafka reads'],
    barnabus: 'INVALID_REGULAR_EXPRESSION (128)',
    what: 'a pattern such as `\\é` or `(a{100}){11}`',
    reason:
      'as in RE2 itself, only ASCII can be escaped here, and nothing is repeated more than 1,000 times in all; RE2/J 1.8 does not mind',
  },
  {
    api: 'ListTransactions',
    fields: ['transactionStates.*'],
    titles: ['by a pattern with a class of characters'],
    what: 'a pattern with a class such as `\\p{Lu}`, and an id with characters that are new in Unicode',
    reason: 'RE2JS here goes by a newer Unicode than RE2/J 1.8',
  },
  {
    api: 'Metadata',
    fields: ['*'],
    titles: ['neither name nor id'],
    what: 'a topic without name and id',
    reason:
      'Kafka fails on it with UNKNOWN_SERVER_ERROR; here it is INVALID_REQUEST for that topic',
  },
  {
    api: 'Metadata',
    fields: ['topics.*.errorCode'],
    titles: ['a topic made by asking for it'],
    what: 'a topic that is made because a client asks for it',
    reason: 'Kafka says that it is unknown, and makes it; here it is there with the first answer',
  },
  {
    api: 'OffsetForLeaderEpoch',
    fields: ['topics[0].partitions[0].*'],
    titles: ['epochs that were, are and are not'],
    what: 'a negative epoch that is not -1',
    reason: 'Kafka repeats it with offset 0; here it is unknown like any that never was',
  },
  {
    api: 'Produce',
    fields: ['responses.*.partitionResponses.*.errorCode'],
    titles: ['a codec that is none'],
    what: 'a codec that does not exist',
    reason: 'Kafka fails on it with UNKNOWN_SERVER_ERROR; here it is CORRUPT_MESSAGE',
  },
  {
    api: 'Produce',
    fields: ['responses.*.partitionResponses.*.errorCode'],
    titles: ['transaction: a batch without a producer id'],
    what: 'a transactional batch without a producer id',
    reason: 'Kafka writes it outside of every transaction; here it is INVALID_RECORD',
  },
]

/** The entry that speaks of a difference, if there is one. */
export function knownDifference(difference: Difference): KnownDifference | undefined {
  const { request, path, scenario } = difference
  const title = scenario.name.slice(scenario.name.indexOf(': ') + 2)
  return knownDifferences.find(
    ({ api, fields, titles, barnabus }) =>
      (barnabus ?? difference.barnabus) === difference.barnabus &&
      request.startsWith(`${api} v`) &&
      (titles?.includes(title) ?? true) &&
      fields.some((pattern) => matches(pattern, path)),
  )
}

function matches(pattern: string, path: string): boolean {
  const literals = pattern.split('*').map((literal) => literal.replaceAll(/[.[\]]/g, '\\$&'))
  return new RegExp(`^${literals.join('.*')}$`).test(path)
}
