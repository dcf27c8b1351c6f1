import type { Cluster, Target } from '../../cluster/cluster.ts'
import type { Deadline } from '../../deadline.ts'
import { FailedItemsError } from '../../errors/failed-items-error.ts'
import { outcomesOf } from './per-item.ts'
import { retriedByBroker, toBroker } from './to-broker.ts'

/**
 * Asks every broker, or those named, and gives their answers in the order of their ids.
 *
 * A broker that leaves the cluster meanwhile, and was not named, has nothing to say any more; but
 * what it had may be with one that has answered already, so all that are left are asked again.
 */
export async function onAllBrokers<Answer>(
  cluster: Cluster,
  call: {
    /** Completes 'Cannot …'. */
    readonly action: string
    readonly brokers?: readonly number[] | undefined
    readonly ask: (to: Target, deadline: Deadline) => Promise<Answer>
  },
  deadline: Deadline,
): Promise<readonly (readonly [brokerId: number, answer: Answer])[]> {
  const { action, brokers } = call
  const { nodes } = await cluster.metadata.refresh(deadline)
  const { results, errors } = await outcomesOf(
    cluster,
    {
      action,
      items: brokers ?? Array.from(nodes.keys()).toSorted((a, b) => a - b),
      nameOf: String,
      route: (node) => toBroker(cluster, node, deadline),
      retries: retriedByBroker,
      ask: async (to, [node]) => {
        const result = [node!, await call.ask(to, deadline)] as const
        return new Map([[String(node), { kind: 'done', result }]])
      },
    },
    deadline,
  )
  if (errors.size === 0) return Array.from(results.values())
  const hasLeft = (node: string): boolean => !isThere(cluster, Number(node))
  if (brokers === undefined && Array.from(errors.keys()).every(hasLeft)) {
    return await onAllBrokers(cluster, call, deadline)
  }
  throw new FailedItemsError(action, { results, errors })
}

function isThere(cluster: Cluster, node: number): boolean {
  return cluster.metadata.snapshot.nodes.has(node)
}
