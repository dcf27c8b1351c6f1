import type { Admin as OwnAdmin } from '../../admin/admin.ts'
import { translating } from '../translate-error.ts'
import type { ReplicaAssignment } from './topics.ts'

/** A topic whose partitions move. */
export interface PartitionReassignment {
  readonly topic: string
  readonly partitionAssignment: readonly ReplicaAssignment[]
}

/** A partition that is being moved. */
export interface OngoingPartitionReassignment {
  readonly partitionIndex: number
  readonly replicas: number[]
  readonly addingReplicas: number[]
  readonly removingReplicas: number[]
}

export interface ListPartitionReassignmentsResponse {
  readonly topics: {
    readonly topic: string
    readonly partitions: OngoingPartitionReassignment[]
  }[]
}

/** Moves partitions to other brokers; resolves when that has begun. */
export async function alterPartitionReassignments(
  admin: OwnAdmin,
  request: {
    readonly topics: readonly PartitionReassignment[]
    readonly timeout?: number | undefined
  },
): Promise<void> {
  const moves = request.topics.flatMap(({ topic, partitionAssignment }) =>
    partitionAssignment.map(({ partition, replicas }) => ({ topic, partition, replicas })),
  )
  const options = { timeoutMs: request.timeout }
  await translating(admin.alterPartitionReassignments(moves, options))
}

/** Partitions that are being moved: of these topics, or of all. */
export async function listPartitionReassignments(
  admin: OwnAdmin,
  request: {
    readonly topics?:
      readonly { readonly topic: string; readonly partitions: readonly number[] }[] | undefined
    readonly timeout?: number | undefined
  },
): Promise<ListPartitionReassignmentsResponse> {
  const partitions = request.topics?.flatMap(({ topic, partitions: numbers }) =>
    numbers.map((partition) => ({ topic, partition })),
  )
  const found = await translating(
    admin.listPartitionReassignments({
      timeoutMs: request.timeout,
      ...(partitions !== undefined && { partitions }),
    }),
  )
  const topics = new Map<string, OngoingPartitionReassignment[]>()
  for (const { topic, partition: partitionIndex, ...replicas } of found) {
    const own = topics.get(topic) ?? []
    topics.set(topic, own)
    own.push({
      partitionIndex,
      replicas: [...replicas.replicas],
      addingReplicas: [...replicas.addingReplicas],
      removingReplicas: [...replicas.removingReplicas],
    })
  }
  return { topics: Array.from(topics, ([topic, own]) => ({ topic, partitions: own })) }
}
