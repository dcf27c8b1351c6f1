import { ApiKey, type DescribeProducersResponse } from '@barnabus/protocol'

import type { Cluster, Patience } from '../../cluster/cluster.ts'
import { groupByTopic } from '../../consumer/positions/by-leader.ts'
import { partitionKey, type TopicPartition } from '../../topic-partition.ts'
import { byLeader } from '../asking/by-leader.ts'
import { outcomeOf, perItem, type Outcome } from '../asking/per-item.ts'

/** Who has written to a partition, as far as the broker remembers. */
export interface PartitionProducers extends TopicPartition {
  readonly producers: readonly ProducerState[]
}

/** A producer with an id: an idempotent or transactional one. */
export interface ProducerState {
  readonly producerId: bigint
  readonly producerEpoch: number
  readonly lastSequence: number
  /** Milliseconds since 1970. */
  readonly lastTimestamp: bigint
  readonly coordinatorEpoch: number | undefined
  /** Where its open transaction begins; undefined: there is none. */
  readonly currentTransactionStartOffset: bigint | undefined
}

/** See `Admin.describeProducers`. */
export async function describeProducers(
  cluster: Cluster,
  partitions: readonly TopicPartition[],
  patience: Patience = {},
): Promise<readonly PartitionProducers[]> {
  return await perItem(
    cluster,
    {
      ...byLeader(cluster),
      action: 'describe producers',
      items: partitions,
      ask: async (to, items, deadline) => {
        const topics = groupByTopic(items).map(([name, own]) => ({
          name,
          partitionIndexes: own.map(({ partition }) => partition),
        }))
        const request = { topics }
        return outcomesIn(await cluster.send(to, ApiKey.DescribeProducers, () => request, deadline))
      },
    },
    patience,
  )
}

function outcomesIn({
  topics,
}: DescribeProducersResponse): ReadonlyMap<string, Outcome<PartitionProducers>> {
  const outcomes = topics.flatMap(({ name: topic, partitions }) =>
    partitions.map((found): readonly [string, Outcome<PartitionProducers>] => {
      const { partitionIndex: partition, errorCode, errorMessage, activeProducers } = found
      const key = partitionKey({ topic, partition })
      const action = `describe producers of ${key}`
      const result = (): PartitionProducers => ({
        topic,
        partition,
        producers: activeProducers.map(producerOf),
      })
      return [key, outcomeOf(errorCode, action, errorMessage, result)]
    }),
  )
  return new Map(outcomes)
}

type FoundProducer =
  DescribeProducersResponse['topics'][number]['partitions'][number]['activeProducers'][number]

function producerOf({
  coordinatorEpoch,
  currentTxnStartOffset,
  ...producer
}: FoundProducer): ProducerState {
  return {
    ...producer,
    coordinatorEpoch: coordinatorEpoch < 0 ? undefined : coordinatorEpoch,
    currentTransactionStartOffset: currentTxnStartOffset < 0n ? undefined : currentTxnStartOffset,
  }
}
