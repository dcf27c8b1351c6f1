import { ApiKey, ErrorCode } from '@barnabus/protocol'

import { defineApi, type Answer } from '../define-api.ts'

const noProducerId = -1n
const noProducerEpoch = -1

/**
 * InitProducerId (22), v0-5: gives an idempotent producer its id.
 *
 * Always a fresh one with epoch 0, also to a producer that wants to go on with its own id in a
 * higher epoch (v3, KIP-360): for producers without transactions a new id is as good. v2 is
 * flexible.
 */
export const initProducerId = defineApi({
  key: ApiKey.InitProducerId,

  async handle({ broker }, { transactionalId, producerId, producerEpoch }) {
    if (transactionalId === '') return refuse(ErrorCode.invalidRequest)
    // Until there are transactions: an answer that clients give up on, and show.
    if (transactionalId !== null) return refuse(ErrorCode.unsupportedVersion)
    if ((producerId === noProducerId) !== (producerEpoch === noProducerEpoch)) {
      return refuse(ErrorCode.invalidRequest)
    }
    const id = await broker.producerIds.take()
    return { errorCode: ErrorCode.none, producerId: id, producerEpoch: 0 }
  },
})

function refuse(errorCode: ErrorCode): Answer<typeof ApiKey.InitProducerId> {
  return { errorCode, producerId: noProducerId, producerEpoch: noProducerEpoch }
}
