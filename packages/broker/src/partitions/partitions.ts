import type { PartitionLog } from '@barnabus/log'
import type { Uuid } from '@barnabus/protocol'

/** A partition that is open here. */
export interface Partition {
  readonly topic: string
  readonly topicId: Uuid
  readonly partition: number
  readonly log: PartitionLog
}

/** The open partitions. They follow the metadata image: the frame adds and removes, others read. */
export class Partitions {
  readonly #byTopicId = new Map<Uuid, Partition[]>()

  /** The frame opened this partition's log: serve it. Indexes of a topic come without gaps. */
  add(partition: Partition): void {
    const ofTopic = this.#byTopicId.get(partition.topicId) ?? []
    ofTopic[partition.partition] = partition
    this.#byTopicId.set(partition.topicId, ofTopic)
  }

  /** The topic is gone: end whoever waits on its partitions. Their logs are deleted afterwards. */
  remove(topicId: Uuid): void {
    this.#byTopicId.delete(topicId)
  }

  get(topicId: Uuid, partition: number): Partition | undefined {
    return this.#byTopicId.get(topicId)?.[partition]
  }
}
