import { ApiKey, ErrorCode, type InitProducerIdRequest } from '@barnabus/protocol'

import { noProducerEpoch, noProducerId } from '../coordinators/transactions/transaction.ts'
import { answerOf, type ProducerAnswer } from '../coordinators/transactions/verdict.ts'
import { defineApi, type RequestContext } from '../define-api.ts'
import { epochErrorOf } from '../produce/producer-errors.ts'

const fencedSince = 4

/**
 * InitProducerId (22), v0-5: gives a producer its id and epoch.
 *
 * With a transactional id it is always the same id, in a higher epoch, which fences whoever had it
 * before; what that one had begun is aborted first, and CONCURRENT_TRANSACTIONS asks to come again.
 * From v3 on a producer may ask for a higher epoch of its own (KIP-360). Without a transactional id
 * every producer gets a fresh id with epoch 0. v2 is flexible, v4 says PRODUCER_FENCED.
 */
export const initProducerId = defineApi({
  key: ApiKey.InitProducerId,

  async handle(context, request) {
    const hasId = request.producerId !== noProducerId
    const hasEpoch = request.producerEpoch !== noProducerEpoch
    if (hasId !== hasEpoch) return answerOf(ErrorCode.invalidRequest)
    const answer =
      request.transactionalId === null
        ? await freshProducer(context)
        : await transactionalProducer(context, request, request.transactionalId)
    return { ...answer, errorCode: epochErrorOf(answer.errorCode, context, fencedSince) }
  },
})

async function freshProducer({ broker }: RequestContext): Promise<ProducerAnswer> {
  const producerId = await broker.producerIds.take()
  return { errorCode: ErrorCode.none, producerId, producerEpoch: 0 }
}

async function transactionalProducer(
  { broker, node }: RequestContext,
  { producerId, producerEpoch, transactionTimeoutMs }: InitProducerIdRequest,
  transactionalId: string,
): Promise<ProducerAnswer> {
  if (transactionalId === '') return answerOf(ErrorCode.invalidRequest)
  const timeoutMsMax = broker.config['transaction.max.timeout.ms']
  if (transactionTimeoutMs <= 0 || transactionTimeoutMs > timeoutMsMax) {
    return answerOf(ErrorCode.invalidTransactionTimeout)
  }
  const current = producerId === noProducerId ? undefined : { producerId, producerEpoch }
  const wanted = { transactionalId, timeoutMs: transactionTimeoutMs, current }
  return await broker.transactions.initProducer(wanted, node.id)
}
