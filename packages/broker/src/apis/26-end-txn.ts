import { ApiKey, ErrorCode } from '@barnabus/protocol'

import { defineApi } from '../define-api.ts'
import { epochErrorOf } from '../produce/producer-errors.ts'

const fencedSince = 2
const endsEpochSince = 5

/**
 * EndTxn (26), v0-5: commits or aborts a transaction, on disk in all its partitions before the
 * answer.
 *
 * v2 says PRODUCER_FENCED, v3 is flexible. v5 is the newer protocol (KIP-890): each transaction has
 * an epoch of its own, and the answer tells the next one.
 */
export const endTxn = defineApi({
  key: ApiKey.EndTxn,

  async handle(context, request) {
    const { broker, node, apiVersion } = context
    const { transactionalId, committed } = request
    if (transactionalId === '') return { errorCode: ErrorCode.invalidRequest }
    const outcome = committed ? 'commit' : 'abort'
    const wanted = { outcome, endsEpoch: apiVersion >= endsEpochSince } as const
    const answer = await broker.transactions.end(transactionalId, request, wanted, node.id)
    return { ...answer, errorCode: epochErrorOf(answer.errorCode, context, fencedSince) }
  },
})
