import { api, array, bool, int16, int32, int8, string, uuid } from './notation.ts'

/**
 * CreateTopics (19): creates topics, or only tries to.
 *
 * - v3: throttled clients are answered first and muted afterwards (KIP-219).
 * - v4: partitions and replicas may be left to the broker with -1 (KIP-464).
 * - v5: flexible; the answer describes the topics (KIP-525).
 * - v6: THROTTLING_QUOTA_EXCEEDED may be answered (KIP-599).
 * - v7: topicId.
 */
export const createTopics = api({
  key: 19,
  name: 'CreateTopics',
  versions: [2, 7],
  flexibleSince: 5,
  request: {
    topics: array({
      name: string,
      numPartitions: int32,
      replicationFactor: int16,
      assignments: array({
        partitionIndex: int32,
        brokerIds: array(int32),
      }),
      configs: array({
        name: string,
        value: string.nullable,
      }),
    }),
    timeoutMs: int32.default(60000),
    validateOnly: bool.default(false),
  },
  response: {
    throttleTimeMs: int32.ignorable,
    topics: array({
      name: string,
      topicId: uuid.since(7).ignorable,
      errorCode: int16,
      errorMessage: string.nullable.ignorable,
      topicConfigErrorCode: int16.since(5).ignorable.tag(0),
      numPartitions: int32.since(5).default(-1).ignorable,
      replicationFactor: int16.since(5).default(-1).ignorable,
      configs: array({
        name: string,
        value: string.nullable,
        readOnly: bool,
        configSource: int8.default(-1).ignorable,
        isSensitive: bool,
      }).since(5).nullable.ignorable,
    }),
  },
})
