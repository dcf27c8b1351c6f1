import { ApiKey } from '@barnabus/protocol'

import type { Cluster, Patience } from '../../cluster/cluster.ts'
import { groupByTopic } from '../../consumer/positions/by-leader.ts'
import { partitionKey, type TopicPartition } from '../../topic-partition.ts'
import { byLeader } from '../asking/by-leader.ts'
import { outcomeOf, perItem, type Outcome } from '../asking/per-item.ts'
import { requestTimeoutMs } from '../asking/request-timeout.ts'

/** Up to where records of a partition are to go. */
export interface RecordsToDelete extends TopicPartition {
  /** The first offset that stays; `latest`: none does. */
  readonly beforeOffset: bigint | number | 'latest'
}

/** Where a partition begins now. */
export interface DeletedRecords extends TopicPartition {
  readonly lowWatermark: bigint
}

const latest = -1n

/** See `Admin.deleteRecords`. */
export async function deleteRecords(
  cluster: Cluster,
  partitions: readonly RecordsToDelete[],
  patience: Patience = {},
): Promise<readonly DeletedRecords[]> {
  return await perItem(
    cluster,
    {
      ...byLeader(cluster),
      action: 'delete records',
      items: partitions,
      ask: async (to, items, deadline) => {
        const request = {
          topics: groupByTopic(items).map(([name, own]) => ({
            name,
            partitions: own.map(({ partition, beforeOffset }) => ({
              partitionIndex: partition,
              offset: beforeOffset === 'latest' ? latest : BigInt(beforeOffset),
            })),
          })),
          timeoutMs: requestTimeoutMs(cluster, deadline),
        }
        const { topics } = await cluster.send(to, ApiKey.DeleteRecords, () => request, deadline)
        const outcomes = topics.flatMap(({ name: topic, partitions: found }) =>
          found.map((one): readonly [string, Outcome<DeletedRecords>] => {
            const { partitionIndex: partition, lowWatermark, errorCode } = one
            const key = partitionKey({ topic, partition })
            const result = (): DeletedRecords => ({ topic, partition, lowWatermark })
            return [key, outcomeOf(errorCode, `delete records of ${key}`, null, result)]
          }),
        )
        return new Map(outcomes)
      },
    },
    patience,
  )
}
