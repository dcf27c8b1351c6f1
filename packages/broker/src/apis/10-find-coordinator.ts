import { ApiKey, ErrorCode } from '@barnabus/protocol'

import { defineApi } from '../define-api.ts'
import type { NodeView } from '../nodes.ts'

const group = 0
const transaction = 1

/**
 * FindCoordinator (10), v0-6: names the node that coordinates a group or a transaction.
 *
 * That is the first node, for all of them. It coordinates nothing yet, and clients find that out in
 * words when they try to join. They may ask all the same: librdkafka does for every consumer, and
 * takes v0 of this API for the sign that a broker knows LZ4; to others it sends uncompressed
 * batches without a word. v3 is flexible; v4 asks for several keys at once.
 */
export const findCoordinator = defineApi({
  key: ApiKey.FindCoordinator,

  handle({ broker, apiVersion }, { keyType, coordinatorKeys }) {
    const isKnown = keyType === group || keyType === transaction
    const answer = isKnown ? found(broker.nodes.all[0]!) : unknown
    if (apiVersion < 4) return answer
    return { coordinators: coordinatorKeys.map((key) => ({ ...answer, key })) }
  },
})

function found({ id, host, port }: NodeView): Coordinator {
  return { errorCode: ErrorCode.none, errorMessage: null, nodeId: id, host, port }
}

interface Coordinator {
  readonly errorCode: ErrorCode
  readonly errorMessage: string | null
  readonly nodeId: number
  readonly host: string
  readonly port: number
}

const unknown: Coordinator = {
  errorCode: ErrorCode.invalidRequest,
  errorMessage: 'Only groups (0) and transactions (1) have coordinators here',
  nodeId: -1,
  host: '',
  port: -1,
}
