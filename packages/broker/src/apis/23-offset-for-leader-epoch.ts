import { ApiKey, ErrorCode } from '@barnabus/protocol'

import { defineApi } from '../define-api.ts'
import { endOfEpoch } from '../partitions/leader-epochs.ts'
import { locate } from '../partitions/locate.ts'

/**
 * OffsetForLeaderEpoch (23), v2-4: says where an epoch ended, so that a client notices when what it
 * has read is no longer what we have (KIP-320). librdkafka speaks v2 only. v4 is flexible.
 */
export const offsetForLeaderEpoch = defineApi({
  key: ApiKey.OffsetForLeaderEpoch,

  handle(context, request) {
    const { image } = context.broker.metadata
    const topics = request.topics.map(({ topic, partitions }) => ({
      topic,
      partitions: partitions.map(({ partition, currentLeaderEpoch, leaderEpoch }) => {
        const located = locate(context, image.topics.get(topic), partition, currentLeaderEpoch)
        if (located.kind === 'refused') {
          return { partition, errorCode: located.errorCode, leaderEpoch: -1, endOffset: -1n }
        }
        const end = endOfEpoch(located.partition.log, located.image, leaderEpoch)
        return {
          partition,
          errorCode: ErrorCode.none,
          leaderEpoch: end?.leaderEpoch ?? -1,
          endOffset: end?.endOffset ?? -1n,
        }
      }),
    }))
    return { topics }
  },
})
