/** What tests of transactions write to: the partitions of a topic "t". */
export const twoPartitions = [
  { topic: 't', partition: 0 },
  { topic: 't', partition: 1 },
] as const

/** Settings of a broker that keeps all groups in one log, and all transactional ids in another. */
export const oneLogEach = {
  'offsets.topic.num.partitions': '1',
  'transaction.state.log.num.partitions': '1',
} as const
