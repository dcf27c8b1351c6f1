import type { CommittedOffset, OffsetRecord } from './committed-offset.ts'

type OfTopic = ReadonlyMap<number, CommittedOffset>

/** The committed offsets of groups. */
export class OffsetStore {
  /** Where in the log the record of each is. */
  readonly #writtenAt = new WeakMap<CommittedOffset, bigint>()
  readonly #groups = new Map<string, Map<string, Map<number, CommittedOffset>>>()

  get(groupId: string, topic: string, partition: number): CommittedOffset | undefined {
    return this.#groups.get(groupId)?.get(topic)?.get(partition)
  }

  /** A group's offsets by topic and partition; empty if it has none. */
  ofGroup(groupId: string): ReadonlyMap<string, OfTopic> {
    return this.#groups.get(groupId) ?? noTopics
  }

  /** The ids of the groups that have any. */
  groupIds(): Iterable<string> {
    return this.#groups.keys()
  }

  /** Notes a record that is at `at` in the log; an older one has no effect. */
  apply({ groupId, topic, partition, value }: OffsetRecord, at: bigint): void {
    if (value === null) return this.#remove(groupId, topic, partition)
    const newest = this.get(groupId, topic, partition)
    if (newest !== undefined && (this.#writtenAt.get(newest) ?? -1n) > at) return
    this.#writtenAt.set(value, at)
    const topics = this.#groups.get(groupId) ?? new Map<string, Map<number, CommittedOffset>>()
    const partitions = topics.get(topic) ?? new Map<number, CommittedOffset>()
    this.#groups.set(groupId, topics)
    topics.set(topic, partitions)
    partitions.set(partition, value)
  }

  #remove(groupId: string, topic: string, partition: number): void {
    const topics = this.#groups.get(groupId)
    const partitions = topics?.get(topic)
    if (topics === undefined || partitions === undefined) return
    partitions.delete(partition)
    if (partitions.size === 0) topics.delete(topic)
    if (topics.size === 0) this.#groups.delete(groupId)
  }
}

const noTopics: ReadonlyMap<string, OfTopic> = new Map()

/** The records that make a group forget an offset. */
export function forgotten(groupId: string, topic: string, partition: number): OffsetRecord {
  return { kind: 'offset', groupId, topic, partition, value: null }
}
