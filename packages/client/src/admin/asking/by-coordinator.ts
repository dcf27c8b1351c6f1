import { ErrorCode } from '@barnabus/protocol'

import type { Cluster } from '../../cluster/cluster.ts'
import type { CoordinatorKind } from '../../cluster/coordinators.ts'
import type { ItemsCall } from './per-item.ts'

type Routing<Item> = Pick<ItemsCall<Item, never>, 'route' | 'reroute' | 'retries'>

const passing: ReadonlySet<number> = new Set<ErrorCode>([
  ErrorCode.coordinatorLoadInProgress,
  ErrorCode.coordinatorNotAvailable,
  ErrorCode.notCoordinator,
  ErrorCode.unstableOffsetCommit,
  ErrorCode.concurrentTransactions,
  ErrorCode.networkException,
  ErrorCode.requestTimedOut,
  ErrorCode.brokerNotAvailable,
])

/** How calls find the brokers that coordinate groups or transactional ids. */
export function byCoordinator<Item>(
  cluster: Cluster,
  kind: CoordinatorKind,
  keyOf: (item: Item) => string,
): Routing<Item> {
  return {
    retries: ({ errorCode }) => passing.has(errorCode),
    route: async (item, deadline) => ({
      node: await cluster.coordinator(kind, keyOf(item), deadline),
      channel: 'coordination',
    }),
    reroute: (items) => {
      for (const item of items) cluster.forgetCoordinator(kind, keyOf(item))
    },
  }
}
