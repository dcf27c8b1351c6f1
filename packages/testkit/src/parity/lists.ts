/**
 * Lists whose order means nothing, as Kafka takes it from a hash table or shuffles it, and the
 * fields that tell their elements apart: none, if it is the elements themselves. All other lists
 * are compared in their order.
 */
const unordered: Readonly<Record<string, readonly string[]>> = {
  'ApiVersions.apiKeys': ['apiKey'],
  'ApiVersions.supportedFeatures': ['name'],
  'ApiVersions.finalizedFeatures': ['name'],
  'Produce.responses': ['name', 'topicId'],
  'Produce.partitionResponses': ['index'],
  'ListOffsets.topics': ['name'],
  'ListOffsets.partitions': ['partitionIndex'],
  'Metadata.topics': ['name', 'topicId'],
  'CreatePartitions.results': ['name'],
  'CreateTopics.configs': ['name'],
  'DeleteRecords.partitions': ['partitionIndex'],
  'DeleteTopics.responses': ['name', 'topicId'],
  'DescribeConfigs.configs': ['name'],
  'DescribeConfigs.results': ['resourceType', 'resourceName'],
  'DescribeLogDirs.partitions': ['partitionIndex'],
  'IncrementalAlterConfigs.responses': ['resourceType', 'resourceName'],
  'AlterConfigs.responses': ['resourceType', 'resourceName'],
  'JoinGroup.members': ['memberId'],
  'DescribeGroups.members': ['memberId'],
  'DescribeGroups.groups': ['groupId'],
  'ConsumerGroupDescribe.members': ['memberId'],
  'ConsumerGroupDescribe.topicPartitions': ['topicName', 'partitions'],
  'ConsumerGroupDescribe.subscribedTopicNames': [],
  'ConsumerGroupHeartbeat.topicPartitions': ['partitions'],
  'ListGroups.groups': ['groupId'],
  'DeleteGroups.results': ['groupId'],
  'OffsetFetch.topics': ['name', 'topicId'],
  'OffsetFetch.partitions': ['partitionIndex'],
  'OffsetCommit.topics': ['name', 'topicId'],
  'OffsetDelete.topics': ['name'],
  'OffsetDelete.partitions': ['partitionIndex'],
  'AddPartitionsToTxn.resultsByTransaction': ['transactionalId'],
  'AddPartitionsToTxn.topicResults': ['name'],
  'AddPartitionsToTxn.resultsByTopicV3AndBelow': ['name'],
  'AddPartitionsToTxn.resultsByPartition': ['partitionIndex'],
  'WriteTxnMarkers.topics': ['name'],
  'WriteTxnMarkers.partitions': ['partitionIndex'],
  'TxnOffsetCommit.topics': ['name'],
  'TxnOffsetCommit.partitions': ['partitionIndex'],
  'DescribeProducers.activeProducers': ['producerId'],
  'DescribeTransactions.topics': ['topic'],
  'DescribeTransactions.partitions': [],
  'ListTransactions.transactionStates': ['transactionalId'],
  'ListTransactions.unknownStateFilters': [],
  'ListConfigResources.configResources': ['resourceType', 'resourceName'],
}

/** A list in one order for every broker, for what is counted on the way, if its own means nothing. */
export function inOneOrder(
  api: string,
  field: string,
  list: readonly unknown[],
): readonly unknown[] {
  const keys = unordered[`${api}.${field}`]
  if (keys === undefined) return list
  return list.toSorted((one, other) => (nameOf(one, keys) < nameOf(other, keys) ? -1 : 1))
}

/** A list as it is compared: with names for its elements, if its order means nothing. */
export function listAsCompared(
  api: string,
  field: string,
  list: readonly unknown[],
): readonly unknown[] | Readonly<Record<string, unknown>> {
  const keys = unordered[`${api}.${field}`]
  if (keys === undefined) return list
  const named: Record<string, unknown> = {}
  for (const element of list) {
    named[freeName(named, nameOf(element, keys))] = element
  }
  return named
}

/** An id is made up by each broker, so it is the name only of what has no other. */
function nameOf(element: unknown, keys: readonly string[]): string {
  if (keys.length === 0) return String(element)
  const fields = element as Readonly<Record<string, unknown>>
  const hasName = typeof fields['name'] === 'string' && fields['name'] !== ''
  const told = hasName ? keys.filter((key) => key !== 'topicId') : keys
  return told.map((key) => String(fields[key])).join(' ')
}

/** `name`, or one like it if that is taken. */
function freeName(taken: Readonly<Record<string, unknown>>, name: string): string {
  let free = name
  for (let count = 2; free in taken; count += 1) free = `${name} (${count})`
  return free
}
