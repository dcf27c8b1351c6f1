import { assert } from '@barnabus/base'

import type { MetadataImage, PartitionImage } from './image.ts'
import type { MetadataRecord, ReplicaIds } from './metadata-record.ts'
import { placeReplicas } from './placement.ts'

/**
 * What to record after a start with other node ids than before: partitions of nodes that are gone
 * move to those that are here. Nothing is copied, for all replicas are the same files.
 */
export function adoptOrphans(image: MetadataImage, nodeIds: readonly number[]): MetadataRecord[] {
  const records: MetadataRecord[] = []
  for (const { id, partitions } of image.topics.values()) {
    for (const partition of partitions) {
      const replicaIds = presentReplicas(partition, nodeIds)
      if (replicaIds === partition.replicaIds) continue
      const [first] = replicaIds
      assert(first !== undefined, 'adopt: some node is left to lead')
      records.push({
        kind: 'partition-moved',
        id,
        partition: partition.partition,
        leaderId: replicaIds.includes(partition.leaderId) ? partition.leaderId : first,
        leaderEpoch: partition.leaderEpoch + 1,
        replicaIds,
      })
    }
  }
  return records
}

function presentReplicas(
  { partition, replicaIds }: PartitionImage,
  nodeIds: readonly number[],
): ReplicaIds {
  const present = replicaIds.filter((id) => nodeIds.includes(id))
  if (present.length === replicaIds.length) return replicaIds
  if (present.length > 0) return present
  const [placed = []] = placeReplicas({
    nodeIds,
    firstLeader: partition,
    count: 1,
    replicationFactor: Math.min(replicaIds.length, nodeIds.length),
  })
  return placed
}
