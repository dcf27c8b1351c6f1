import { ApiKey, ErrorCode } from '@barnabus/protocol'

import { defineApi } from '../define-api.ts'
import { epochErrorOf } from '../produce/producer-errors.ts'

const fencedSince = 2

/**
 * AddOffsetsToTxn (25), v0-4: announces that a transaction will commit offsets of a group.
 *
 * The group's partition of the offsets topic becomes a part of the transaction. Only clients of the
 * older protocol ask for that; TxnOffsetCommit does it in the newer one (KIP-890). v2 says
 * PRODUCER_FENCED, v3 is flexible.
 */
export const addOffsetsToTxn = defineApi({
  key: ApiKey.AddOffsetsToTxn,

  async handle(context, request) {
    const { broker, node } = context
    const { transactionalId, groupId } = request
    if (transactionalId === '') return { errorCode: ErrorCode.invalidRequest }
    const offsets = await broker.groups.nodeFor(groupId)
    if (typeof offsets === 'number') return { errorCode: offsets }
    const partitions = new Map([[broker.groups.topicName, new Set([offsets.partition])]])
    const errorCode = await broker.transactions.addPartitions(
      transactionalId,
      request,
      { partitions, clientVersion: 0 },
      node.id,
    )
    return { errorCode: epochErrorOf(errorCode, context, fencedSince) }
  },
})
