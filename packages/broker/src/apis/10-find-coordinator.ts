import { ApiKey, ErrorCode } from '@barnabus/protocol'

import type { Broker } from '../broker.ts'
import { defineApi, type RequestContext } from '../define-api.ts'
import type { NodeView } from '../nodes.ts'

const group = 0
const transaction = 1

/**
 * FindCoordinator (10), v0-6: names the node that coordinates a group or a transaction.
 *
 * A group's is the node that leads its partition of the offsets topic, which is made when somebody
 * first asks. Transactions are coordinated by nobody yet; clients find that out in words from the
 * first node. librdkafka takes v0 of this API for the sign that a broker knows LZ4. v3 is
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
  if (keyType === group) return await groupCoordinator(broker, key)
  if (keyType === transaction) return found(broker.nodes.all[0]!)
  const message = 'Only groups (0) and transactions (1) have coordinators here'
  return none(ErrorCode.invalidRequest, message)
}

async function groupCoordinator(broker: Broker, groupId: string): Promise<CoordinatorAnswer> {
  const partition = await broker.groups.nodeFor(groupId)
  if (typeof partition === 'number') return none(partition, 'There is no offsets topic')
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
