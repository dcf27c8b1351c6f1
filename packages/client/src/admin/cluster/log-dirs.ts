import { ApiKey, ErrorCode } from '@barnabus/protocol'

import type { Cluster, Patience } from '../../cluster/cluster.ts'
import { brokerError, throwIfError, type KafkaError } from '../../errors/kafka-error.ts'
import type { TopicPartition } from '../../topic-partition.ts'
import { onAllBrokers } from '../asking/on-all-brokers.ts'

/** A directory in which a broker keeps partitions. */
export interface LogDirDescription {
  readonly brokerId: number
  readonly path: string
  /** Why it cannot be used; undefined: it can. */
  readonly error: KafkaError | undefined
  /** Bytes of the volume, and how many of them are free; undefined before Kafka 3.3. */
  readonly totalBytes: bigint | undefined
  readonly usableBytes: bigint | undefined
  readonly replicas: readonly ReplicaDescription[]
}

/** A partition, as a broker keeps it. */
export interface ReplicaDescription extends TopicPartition {
  readonly sizeBytes: bigint
  /** How far it is behind. */
  readonly offsetLag: bigint
  /** Whether it will take the place of the one in another directory. */
  readonly isFuture: boolean
}

export interface DescribeLogDirsOptions extends Patience {
  /** Left out: all. */
  readonly brokers?: readonly number[]
}

const action = 'describe log directories'

/** See `Admin.describeLogDirs`. */
export async function describeLogDirs(
  cluster: Cluster,
  { brokers, ...patience }: DescribeLogDirsOptions = {},
): Promise<readonly LogDirDescription[]> {
  const answers = await onAllBrokers(
    cluster,
    {
      action,
      brokers,
      ask: (to, deadline) =>
        cluster.send(to, ApiKey.DescribeLogDirs, () => ({ topics: null }), deadline),
    },
    cluster.deadline(patience),
  )
  return answers.flatMap(([brokerId, { errorCode, results }]) => {
    throwIfError(errorCode, `${action} of broker ${brokerId}`)
    return results.map((found) => ({
      brokerId,
      path: found.logDir,
      error:
        found.errorCode === ErrorCode.none
          ? undefined
          : brokerError(found.errorCode, `use ${found.logDir} of broker ${brokerId}`),
      totalBytes: found.totalBytes < 0n ? undefined : found.totalBytes,
      usableBytes: found.usableBytes < 0n ? undefined : found.usableBytes,
      replicas: found.topics.flatMap(({ name: topic, partitions }) =>
        partitions.map((replica) => ({
          topic,
          partition: replica.partitionIndex,
          sizeBytes: replica.partitionSize,
          offsetLag: replica.offsetLag,
          isFuture: replica.isFutureKey,
        })),
      ),
    }))
  })
}
