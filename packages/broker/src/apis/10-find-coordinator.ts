import { ApiKey, ErrorCode } from '@barnabus/protocol'

import type { Broker } from '../broker.ts'
import { defineApi, type RequestContext } from '../define-api.ts'
import type { PartitionImage } from '../metadata/image.ts'
import type { NodeView } from '../nodes.ts'

const group = 0
const transaction = 1

/**
 * FindCoordinator (10), v0-6: names the node that coordinates a group or a transaction.
 *
 * It is the node that leads the key's partition of the topic of offsets or of transactions, which
 * is made when somebody first asks. librdkafka takes v0 of this API for the sign that a broker knows LZ4. v3 is
 * flexible; v4 asks for several keys at once.
 */
export const findCoordinator = defineApi({
  key: ApiKey.FindCoordinator,

  async handle(context, { key, keyType, coordinatorKeys }) {
    if (context.apiVersion < 4) return await coordinatorOf(context, keyType, key)
    return {
      coordinators: await Promise.all(
        coordinatorKeys.map(async (one) => ({
          ...(await coordinatorOf(context, keyType, one)),
          key: one,
        })),
      ),
    }
  },
})

interface CoordinatorAnswer {
  readonly errorCode: ErrorCode
  readonly errorMessage: string | null
  readonly nodeId: number
  readonly host: string
  readonly port: number
}

async function coordinatorOf(
  { broker }: RequestContext,
  keyType: number,
  key: string,
): Promise<CoordinatorAnswer> {
  if (keyType === group) return nodeOf(broker, await broker.groups.nodeFor(key))
  if (keyType === transaction) return nodeOf(broker, await broker.transactions.nodeFor(key))
  const message = 'Only groups (0) and transactions (1) have coordinators here'
  return none(ErrorCode.invalidRequest, message)
}

function nodeOf(broker: Broker, partition: PartitionImage | ErrorCode): CoordinatorAnswer {
  if (typeof partition === 'number') return none(partition, 'There is no topic to coordinate with')
  const node = broker.nodes.get(partition.leaderId)
  return node === undefined
    ? none(ErrorCode.coordinatorNotAvailable, 'Its node does not run')
    : found(node)
}

function found({ id, host, port }: NodeView): CoordinatorAnswer {
  return { errorCode: ErrorCode.none, errorMessage: '', nodeId: id, host, port }
}

function none(errorCode: ErrorCode, errorMessage: string): CoordinatorAnswer {
  return { errorCode, errorMessage, nodeId: -1, host: '', port: -1 }
}
