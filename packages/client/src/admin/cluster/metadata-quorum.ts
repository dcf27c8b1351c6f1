import { ApiKey, ErrorCode, type DescribeQuorumResponse } from '@barnabus/protocol'

import type { Cluster, Patience } from '../../cluster/cluster.ts'
import { brokerError, throwIfError } from '../../errors/kafka-error.ts'

/** Who keeps the metadata of a cluster (KRaft). */
export interface MetadataQuorum {
  readonly leaderId: number
  readonly leaderEpoch: number
  readonly highWatermark: bigint
  readonly voters: readonly QuorumReplica[]
  readonly observers: readonly QuorumReplica[]
}

/** How far one of them is. */
export interface QuorumReplica {
  readonly replicaId: number
  readonly logEndOffset: bigint
  /** Milliseconds since 1970; undefined: unknown. */
  readonly lastFetchMs: bigint | undefined
  readonly lastCaughtUpMs: bigint | undefined
}

const topicName = '__cluster_metadata'

/** See `Admin.describeMetadataQuorum`. */
export async function describeMetadataQuorum(
  cluster: Cluster,
  patience: Patience = {},
): Promise<MetadataQuorum> {
  const action = 'describe the quorum'
  return await cluster.ask(
    {
      action,
      to: 'any',
      api: ApiKey.DescribeQuorum,
      request: () => ({ topics: [{ topicName, partitions: [{ partitionIndex: 0 }] }] }),
      read: ({ errorCode, errorMessage, topics }) => {
        throwIfError(errorCode, action, errorMessage)
        const partition = topics[0]?.partitions[0]
        if (partition === undefined) throw brokerError(ErrorCode.unknownServerError, action)
        throwIfError(partition.errorCode, action, partition.errorMessage)
        return {
          leaderId: partition.leaderId,
          leaderEpoch: partition.leaderEpoch,
          highWatermark: partition.highWatermark,
          voters: partition.currentVoters.map(replicaOf),
          observers: partition.observers.map(replicaOf),
        }
      },
    },
    patience,
  )
}

type FoundReplica =
  DescribeQuorumResponse['topics'][number]['partitions'][number]['observers'][number]

function replicaOf(found: FoundReplica): QuorumReplica {
  const { replicaId, logEndOffset, lastFetchTimestamp, lastCaughtUpTimestamp } = found
  return {
    replicaId,
    logEndOffset,
    lastFetchMs: lastFetchTimestamp < 0n ? undefined : lastFetchTimestamp,
    lastCaughtUpMs: lastCaughtUpTimestamp < 0n ? undefined : lastCaughtUpTimestamp,
  }
}
