import { ApiKey } from '@barnabus/protocol'

import type { Cluster, Patience } from '../../cluster/cluster.ts'
import { outcomeOf, perItem, retriedByController } from '../asking/per-item.ts'
import { requestTimeoutMs } from '../asking/request-timeout.ts'

/** How many partitions a topic shall have. */
export interface NewPartitions {
  readonly topic: string
  /** All of them, those it has included. */
  readonly count: number
  /** Which brokers keep each of the new ones; left out: as the cluster thinks best. */
  readonly assignments?: readonly (readonly number[])[]
}

export interface CreatePartitionsOptions extends Patience {
  /** Only finds out whether it could be done. */
  readonly validateOnly?: boolean
}

/** See `Admin.createPartitions`. */
export async function createPartitions(
  cluster: Cluster,
  topics: readonly NewPartitions[],
  { validateOnly = false, ...patience }: CreatePartitionsOptions = {},
): Promise<void> {
  const deadline = cluster.deadline(patience)
  await perItem(
    cluster,
    {
      action: 'create partitions',
      items: topics,
      nameOf: ({ topic }) => topic,
      route: () => 'controller',
      retries: retriedByController,
      ask: async (to, items) => {
        const request = {
          topics: items.map(({ topic, count, assignments }) => ({
            name: topic,
            count,
            assignments: assignments?.map((brokerIds) => ({ brokerIds })) ?? null,
          })),
          timeoutMs: requestTimeoutMs(cluster, deadline),
          validateOnly,
        }
        const answer = await cluster.send(to, ApiKey.CreatePartitions, () => request, deadline)
        return new Map(
          answer.results.map(({ name, errorCode, errorMessage }) => [
            name,
            outcomeOf(errorCode, `create partitions of ${name}`, errorMessage, () => name),
          ]),
        )
      },
    },
    deadline,
  )
}
