import { assert } from '@barnabus/base'
import type { Uuid } from '@barnabus/protocol'

import { Partition, type OpenedPartition } from './partition.ts'

/** The open partitions. They follow the metadata image: the frame adds and removes, others read. */
export class Partitions {
  readonly #byTopicId = new Map<Uuid, Partition[]>()

  /** The frame opened this partition's log: serve it. Indexes of a topic come without gaps. */
  add(opened: OpenedPartition): Partition {
    const ofTopic = this.#byTopicId.get(opened.topicId) ?? []
    assert(ofTopic.length === opened.partition, 'add: partitions of a topic come in order')
    const partition = new Partition(opened)
    ofTopic.push(partition)
    this.#byTopicId.set(opened.topicId, ofTopic)
    return partition
  }

  /** The topic is gone: end whoever waits on its partitions. Their logs are deleted afterwards. */
  remove(topicId: Uuid): void {
    const ofTopic = this.#byTopicId.get(topicId) ?? []
    this.#byTopicId.delete(topicId)
    for (const partition of ofTopic) partition.close()
  }

  get(topicId: Uuid, partition: number): Partition | undefined {
    return this.#byTopicId.get(topicId)?.[partition]
  }

  /** Every open partition, topic by topic. */
  *all(): Generator<Partition> {
    for (const ofTopic of this.#byTopicId.values()) yield* ofTopic
  }
}
