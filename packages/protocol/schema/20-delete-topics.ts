import { api, array, int16, int32, string, uuid } from './notation.ts'

/**
 * DeleteTopics (20): deletes topics with all they hold.
 *
 * - v2: throttled clients are answered first and muted afterwards (KIP-219).
 * - v3: TOPIC_DELETION_DISABLED may be answered.
 * - v4: flexible.
 * - v5: errors have messages; THROTTLING_QUOTA_EXCEEDED may be answered (KIP-599).
 * - v6: topics by name or by id (KIP-516).
 */
export const deleteTopics = api({
  key: 20,
  name: 'DeleteTopics',
  versions: [1, 6],
  flexibleSince: 4,
  request: {
    topics: array({
      name: string.nullable.default(null),
      topicId: uuid,
    }).since(6),
    topicNames: array(string).until(5).ignorable,
    timeoutMs: int32,
  },
  response: {
    throttleTimeMs: int32.ignorable,
    responses: array({
      name: string.nullableSince(6),
      topicId: uuid.since(6).ignorable,
      errorCode: int16,
      errorMessage: string.since(5).nullable.default(null).ignorable,
    }),
  },
})
