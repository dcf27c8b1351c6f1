import { ApiKey, apiInfo } from '@barnabus/protocol'

/**
 * The versions that clients of today settle on with a broker that offers all that Kafka 4.3 does:
 * Java 3.9 to 4.3, librdkafka, franz-go, sarama, kafkajs, @platformatic/kafka, aiokafka and
 * kafka-python. An API that is not listed is tried at its first and last version.
 */
const negotiated: Partial<Record<ApiKey, readonly number[]>> = {
  [ApiKey.Produce]: [7, 8, 10, 11, 13],
  [ApiKey.Fetch]: [11, 12, 16, 17, 18],
  [ApiKey.ListOffsets]: [3, 5, 6, 7, 9, 11],
  [ApiKey.Metadata]: [5, 6, 11, 12, 13],
  [ApiKey.OffsetCommit]: [3, 5, 8, 9, 10],
  [ApiKey.OffsetFetch]: [3, 4, 8, 9, 10],
  [ApiKey.FindCoordinator]: [1, 2, 3, 6],
  [ApiKey.JoinGroup]: [5, 8, 9],
  [ApiKey.Heartbeat]: [1, 3, 4],
  [ApiKey.LeaveGroup]: [1, 3, 5],
  [ApiKey.SyncGroup]: [3, 5],
  [ApiKey.DescribeGroups]: [2, 3, 5, 6],
  [ApiKey.ListGroups]: [2, 5],
  [ApiKey.ApiVersions]: [2, 3, 4],
  [ApiKey.CreateTopics]: [3, 4, 7],
  [ApiKey.DeleteTopics]: [1, 3, 4, 6],
  [ApiKey.DeleteRecords]: [1, 2],
  [ApiKey.InitProducerId]: [0, 1, 4, 5],
  [ApiKey.AddPartitionsToTxn]: [3],
  [ApiKey.AddOffsetsToTxn]: [3],
  [ApiKey.EndTxn]: [3, 4, 5],
  [ApiKey.TxnOffsetCommit]: [3, 4, 5],
  [ApiKey.OffsetForLeaderEpoch]: [2, 4],
  [ApiKey.DescribeConfigs]: [1, 2, 4],
  [ApiKey.AlterConfigs]: [1, 2],
  [ApiKey.DescribeLogDirs]: [4, 5],
  [ApiKey.CreatePartitions]: [1, 2, 3],
  [ApiKey.DeleteGroups]: [1, 2],
  [ApiKey.DescribeCluster]: [1, 2],
}

// Our codecs go on to versions that Kafka 4.3 does not yet advertise.
const unstable: Partial<Record<ApiKey, readonly number[]>> = { [ApiKey.InitProducerId]: [6] }

/** The versions at which an API is compared: the first, the last, and what clients settle on. */
export function comparedVersions(apiKey: ApiKey): readonly number[] {
  const { min, max } = apiInfo(apiKey).versions
  const all = new Set([min, ...(negotiated[apiKey] ?? []), max])
  const stable = [...all].filter((version) => unstable[apiKey]?.includes(version) !== true)
  return stable.toSorted((one, other) => one - other)
}
