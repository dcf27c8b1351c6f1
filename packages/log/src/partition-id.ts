import type { Uuid } from '@barnabus/protocol'

/** Which partition, by name and by the id that tells a topic from its namesakes. */
export interface PartitionId {
  readonly topic: string
  readonly topicId: Uuid
  readonly partition: number
}

/** The name of a partition in messages and of its directory on disk. */
export function partitionName(id: Pick<PartitionId, 'topic' | 'partition'>): string {
  return `${id.topic}-${id.partition}`
}
