import { ApiKey } from '@barnabus/protocol'

import type { Cluster } from '../cluster/cluster.ts'
import { throwIfError } from '../errors/kafka-error.ts'

/** Makes a topic that grows to so many partitions. */
export async function growTopic(cluster: Cluster, name: string, count: number): Promise<void> {
  await cluster.ask({
    action: `give ${name} ${count} partitions`,
    to: 'controller',
    api: ApiKey.CreatePartitions,
    request: () => ({
      topics: [{ name, count, assignments: null }],
      timeoutMs: 10_000,
      validateOnly: false,
    }),
    read: ({ results }) => throwIfError(results[0]?.errorCode ?? 0, `grow ${name}`),
  })
}

/** Makes a topic under exactly this name. */
export async function makeTopicNamed(
  cluster: Cluster,
  name: string,
  numPartitions: number,
): Promise<void> {
  await cluster.ask({
    action: `make ${name}`,
    to: 'controller',
    api: ApiKey.CreateTopics,
    request: () => ({
      topics: [{ name, numPartitions, replicationFactor: -1, assignments: [], configs: [] }],
      timeoutMs: 10_000,
    }),
    read: ({ topics }) => throwIfError(topics[0]?.errorCode ?? 0, `make ${name}`),
  })
}
