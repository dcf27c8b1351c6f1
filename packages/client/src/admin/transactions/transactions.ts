import { ApiKey } from '@barnabus/protocol'

import type { Cluster, Patience } from '../../cluster/cluster.ts'
import { clientErrors } from '../../errors.ts'
import { throwIfError } from '../../errors/kafka-error.ts'
import { partitionKey, type TopicPartition } from '../../topic-partition.ts'
import { byCoordinator } from '../asking/by-coordinator.ts'
import { byLeader } from '../asking/by-leader.ts'
import { onAllBrokers } from '../asking/on-all-brokers.ts'
import { outcomeOf, perItem, type Outcome } from '../asking/per-item.ts'

/** A transactional id, and how its last transaction stands. */
export interface TransactionListing {
  readonly transactionalId: string
  readonly producerId: bigint
  /** Kafka's name: `Ongoing`, `PrepareCommit`, `CompleteAbort`, … */
  readonly state: string
}

export interface ListTransactionsOptions extends Patience {
  readonly states?: readonly string[]
  readonly producerIds?: readonly bigint[]
  /** Only transactions that have been open for longer (Kafka 3.8). */
  readonly longerThanMs?: number
  /** Only transactional ids that match this regular expression of RE2 (Kafka 4.1). */
  readonly transactionalIdPattern?: string
}

/** See `Admin.listTransactions`. */
export async function listTransactions(
  cluster: Cluster,
  options: ListTransactionsOptions = {},
): Promise<readonly TransactionListing[]> {
  const action = 'list transactions'
  const { states = [], producerIds = [], longerThanMs, transactionalIdPattern } = options
  const request = {
    stateFilters: states,
    producerIdFilters: producerIds,
    ...(longerThanMs !== undefined && { durationFilter: BigInt(longerThanMs) }),
    ...(transactionalIdPattern !== undefined && { transactionalIdPattern }),
  }
  const answers = await onAllBrokers(
    cluster,
    {
      action,
      ask: async (to, deadline) => {
        const answer = await cluster.send(to, ApiKey.ListTransactions, () => request, deadline)
        throwIfError(answer.errorCode, action)
        if (answer.unknownStateFilters.length > 0) {
          const unknown = answer.unknownStateFilters.join(', ')
          throw clientErrors.ARGUMENT_REFUSED(`the broker knows no state ${unknown}`)
        }
        return answer.transactionStates
      },
    },
    cluster.deadline(options),
  )
  return answers.flatMap(([, transactions]) =>
    transactions.map(({ transactionalId, producerId, transactionState: state }) => ({
      transactionalId,
      producerId,
      state,
    })),
  )
}

/** A transactional id, and all about its transaction. */
export interface TransactionDescription extends TransactionListing {
  readonly producerEpoch: number
  readonly timeoutMs: number
  /** When the last one began, milliseconds since 1970; undefined: there was none yet. */
  readonly startedAtMs: bigint | undefined
  /** Where it has written. */
  readonly partitions: readonly TopicPartition[]
}

/** See `Admin.describeTransactions`. */
export async function describeTransactions(
  cluster: Cluster,
  transactionalIds: readonly string[],
  patience: Patience = {},
): Promise<readonly TransactionDescription[]> {
  return await perItem(
    cluster,
    {
      ...byCoordinator<string>(cluster, 'transaction', (id) => id),
      action: 'describe transactions',
      items: transactionalIds,
      nameOf: (id) => id,
      ask: async (to, items, deadline) => {
        const request = { transactionalIds: items }
        const answer = await cluster.send(to, ApiKey.DescribeTransactions, () => request, deadline)
        const outcomes = answer.transactionStates.map(
          (found): readonly [string, Outcome<TransactionDescription>] => {
            const { transactionalId, transactionStartTimeMs: startedAtMs } = found
            const description = (): TransactionDescription => ({
              transactionalId,
              producerId: found.producerId,
              producerEpoch: found.producerEpoch,
              state: found.transactionState,
              timeoutMs: found.transactionTimeoutMs,
              startedAtMs: startedAtMs < 0n ? undefined : startedAtMs,
              partitions: found.topics.flatMap(({ topic, partitions }) =>
                partitions.map((partition) => ({ topic, partition })),
              ),
            })
            const action = `describe the transaction of ${transactionalId}`
            return [transactionalId, outcomeOf(found.errorCode, action, null, description)]
          },
        )
        return new Map(outcomes)
      },
    },
    patience,
  )
}

/** An open transaction in one partition, as `describeProducers` tells of it. */
export interface TransactionToAbort extends TopicPartition {
  readonly producerId: bigint
  readonly producerEpoch: number
  readonly coordinatorEpoch: number
}

/** See `Admin.abortTransaction`. */
export async function abortTransaction(
  cluster: Cluster,
  transaction: TransactionToAbort,
  patience: Patience = {},
): Promise<void> {
  const { topic, partition, ...producer } = transaction
  const action = `abort the transaction of producer ${producer.producerId} in ${partitionKey(transaction)}`
  const topics = [{ name: topic, partitionIndexes: [partition] }]
  const request = { markers: [{ ...producer, transactionResult: false, topics }] }
  await perItem(
    cluster,
    {
      ...byLeader(cluster),
      action,
      items: [transaction],
      ask: async (to, _, deadline) => {
        const answer = await cluster.send(to, ApiKey.WriteTxnMarkers, () => request, deadline)
        const found = answer.markers[0]?.topics[0]?.partitions[0]
        const key = partitionKey(transaction)
        const outcome = outcomeOf(found?.errorCode ?? -1, action, null, () => key)
        return new Map([[key, outcome]])
      },
    },
    patience,
  )
}

/** A transactional id, and the epoch below which nobody may use it any more. */
export interface FencedProducer {
  readonly transactionalId: string
  readonly producerId: bigint
  readonly producerEpoch: number
}

/** See `Admin.fenceProducers`. */
export async function fenceProducers(
  cluster: Cluster,
  transactionalIds: readonly string[],
  patience: Patience = {},
): Promise<readonly FencedProducer[]> {
  return await perItem(
    cluster,
    {
      ...byCoordinator<string>(cluster, 'transaction', (id) => id),
      action: 'fence producers',
      items: transactionalIds,
      nameOf: (id) => id,
      ask: async (to, items, deadline) => {
        const transactionTimeoutMs = cluster.config.metadata.requestTimeoutMs
        const fenced = items.map(
          async (transactionalId): Promise<readonly [string, Outcome<FencedProducer>]> => {
            const request = { transactionalId, transactionTimeoutMs }
            const answer = await cluster.send(to, ApiKey.InitProducerId, () => request, deadline)
            const { errorCode, producerId, producerEpoch } = answer
            const result = { transactionalId, producerId, producerEpoch }
            const action = `fence the producers of ${transactionalId}`
            return [transactionalId, outcomeOf(errorCode, action, null, () => result)]
          },
        )
        return new Map(await Promise.all(fenced))
      },
    },
    patience,
  )
}
