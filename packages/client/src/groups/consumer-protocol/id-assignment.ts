import type { Uuid } from '@barnabus/protocol'

import type { TopicPartition } from '../../topic-partition.ts'

/** Partitions as the coordinator speaks of them: by the ids of their topics. */
export type IdAssignment = readonly {
  readonly topicId: Uuid
  readonly partitions: readonly number[]
}[]

/** A partition by name, and which of several topics of this name it is of. */
export interface KnownPartition extends TopicPartition {
  readonly topicId: Uuid
}

/** The partitions of those topics whose names are known. */
export function known(
  assignment: IdAssignment,
  names: ReadonlyMap<Uuid, string>,
): readonly KnownPartition[] {
  return assignment.flatMap(({ topicId, partitions }) => {
    const topic = names.get(topicId)
    return topic === undefined ? [] : partitions.map((partition) => ({ topic, partition, topicId }))
  })
}

/** How the coordinator speaks of these. */
export function asIds(partitions: readonly KnownPartition[]): IdAssignment {
  const topics = new Map<Uuid, number[]>()
  for (const { topicId, partition } of partitions) {
    const numbers = topics.get(topicId)
    if (numbers === undefined) topics.set(topicId, [partition])
    else numbers.push(partition)
  }
  return Array.from(topics, ([topicId, numbers]) => ({ topicId, partitions: numbers }))
}

/** Those of `partitions` that are not among `others`; a topic that was made anew is another one. */
export function withoutKnown(
  partitions: readonly KnownPartition[],
  others: readonly KnownPartition[],
): readonly KnownPartition[] {
  const keys = new Set(others.map(keyOf))
  return partitions.filter((partition) => !keys.has(keyOf(partition)))
}

function keyOf({ topicId, partition }: KnownPartition): string {
  return `${partition} ${topicId}`
}
