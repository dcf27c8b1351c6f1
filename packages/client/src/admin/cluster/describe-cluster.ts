import { ApiKey, ErrorCode } from '@barnabus/protocol'

import type { Cluster, Patience } from '../../cluster/cluster.ts'
import type { Deadline } from '../../deadline.ts'
import { isKafkaError, throwIfError } from '../../errors/kafka-error.ts'
import { authorizedOperationsOf, type AclOperation } from '../access/acl-operation.ts'
import { nodesOf, type Node } from './node.ts'

/** The brokers of a cluster, and who leads it. */
export interface ClusterDescription {
  readonly clusterId: string | undefined
  /** Whom to ask for changes; with KRaft any broker. undefined: nobody at the moment. */
  readonly controller: Node | undefined
  readonly nodes: readonly Node[]
  /** Brokers that have registered and may not serve yet; only if asked for. */
  readonly fencedNodeIds: readonly number[]
  /** What this client may do with the cluster; undefined unless it was asked for. */
  readonly authorizedOperations: readonly AclOperation[] | undefined
}

export interface DescribeClusterOptions extends Patience {
  readonly includeAuthorizedOperations?: boolean
  /** Kafka 4.0. */
  readonly includeFencedBrokers?: boolean
}

const action = 'describe the cluster'

/** See `Admin.describeCluster`. Brokers before Kafka 2.8 are asked for their metadata instead. */
export async function describeCluster(
  cluster: Cluster,
  options: DescribeClusterOptions = {},
  deadline = cluster.deadline(options),
): Promise<ClusterDescription> {
  try {
    return await askForCluster(cluster, options, deadline)
  } catch (error) {
    if (!isKafkaError(error, ErrorCode.unsupportedVersion)) throw error
    if (options.includeFencedBrokers === true) throw error
    return await askForMetadata(cluster, options, deadline)
  }
}

async function askForCluster(
  cluster: Cluster,
  { includeAuthorizedOperations = false, includeFencedBrokers = false }: DescribeClusterOptions,
  deadline: Deadline,
): Promise<ClusterDescription> {
  return await cluster.ask(
    {
      action,
      to: 'any',
      api: ApiKey.DescribeCluster,
      request: () => ({
        includeClusterAuthorizedOperations: includeAuthorizedOperations,
        includeFencedBrokers,
      }),
      read: ({ errorCode, errorMessage, clusterId, controllerId, brokers, ...answer }) => {
        throwIfError(errorCode, action, errorMessage)
        const nodes = brokers.map(({ brokerId, ...broker }) => ({ nodeId: brokerId, ...broker }))
        const nodeOf = nodesOf(nodes)
        return {
          clusterId,
          controller: controllerId < 0 ? undefined : nodeOf(controllerId),
          nodes: nodes.map(({ nodeId }) => nodeOf(nodeId)),
          fencedNodeIds: nodes.filter(({ isFenced }) => isFenced).map(({ nodeId }) => nodeId),
          authorizedOperations: authorizedOperationsOf(answer.clusterAuthorizedOperations),
        }
      },
    },
    deadline,
  )
}

async function askForMetadata(
  cluster: Cluster,
  { includeAuthorizedOperations = false }: DescribeClusterOptions,
  deadline: Deadline,
): Promise<ClusterDescription> {
  return await cluster.ask(
    {
      action,
      to: 'any',
      api: ApiKey.Metadata,
      request: () => ({
        topics: [],
        allowAutoTopicCreation: false,
        includeClusterAuthorizedOperations: includeAuthorizedOperations,
      }),
      read: ({ clusterId, controllerId, brokers, clusterAuthorizedOperations }) => {
        const nodeOf = nodesOf(brokers)
        return {
          clusterId: clusterId ?? undefined,
          controller: controllerId < 0 ? undefined : nodeOf(controllerId),
          nodes: brokers.map(({ nodeId }) => nodeOf(nodeId)),
          fencedNodeIds: [],
          authorizedOperations: authorizedOperationsOf(clusterAuthorizedOperations),
        }
      },
    },
    deadline,
  )
}
