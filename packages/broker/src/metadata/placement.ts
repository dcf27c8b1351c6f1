import { assert } from '@barnabus/base'

import type { ReplicaIds } from './metadata-record.ts'

/** Where new partitions go. */
export interface Placement {
  readonly nodeIds: readonly number[]
  /** Which of the nodes leads the first; each next partition is led by the next node. */
  readonly firstLeader: number
  readonly count: number
  readonly replicationFactor: number
}

/** Spreads leadership evenly: partitions take turns on the nodes, replicas follow their leader. */
export function placeReplicas(placement: Placement): ReplicaIds[] {
  const { nodeIds, firstLeader, count, replicationFactor } = placement
  assert(replicationFactor <= nodeIds.length, 'place: a node holds at most one replica')
  return Array.from({ length: count }, (_, index) => {
    const first = firstLeader + index
    return Array.from({ length: replicationFactor }, (_unused, place) => {
      const nodeId = nodeIds[(first + place) % nodeIds.length]
      assert(nodeId !== undefined, 'place: there are nodes')
      return nodeId
    })
  })
}

/** What is wrong with replicas that a client chose; undefined: nothing. */
export function assignmentFault(
  replicaIds: ReplicaIds,
  nodeIds: readonly number[],
  replicationFactor: number | undefined,
): string | undefined {
  if (replicaIds.length === 0) return 'The assignment names no replica for a partition'
  const unknown = replicaIds.find((id) => !nodeIds.includes(id))
  if (unknown !== undefined) {
    return `The assignment names broker ${unknown}, and there is none with this id`
  }
  if (new Set(replicaIds).size < replicaIds.length) {
    return `The assignment names a broker twice for one partition: ${replicaIds.join(', ')}`
  }
  if (replicationFactor === undefined || replicationFactor === replicaIds.length) return undefined
  return (
    `The assignment gives ${replicaIds.length} replicas to a partition ` +
    `and ${replicationFactor} to another`
  )
}

/** Why there cannot be so many replicas of a partition; undefined: there can. */
export function replicationFault(
  replicationFactor: number,
  nodeIds: readonly number[],
): string | undefined {
  if (replicationFactor <= nodeIds.length) return undefined
  return (
    `There cannot be ${replicationFactor} replicas of a partition on ${nodeIds.length} ` +
    `${nodeIds.length === 1 ? 'broker' : 'brokers'}`
  )
}
