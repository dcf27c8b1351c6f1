import type { TopicPartition } from '../../../topic-partition.ts'
import { compareTexts } from '../member-order.ts'
import type { GroupToAssign } from '../partition-assignor.ts'

/** A partition to share out; there is one object for each, so that it can be a key. */
export interface Partition extends TopicPartition {
  readonly racks: ReadonlySet<string>
}

/** Every partition that there is, by topic and number. */
export class AllPartitions {
  readonly count: number
  readonly #topics: ReadonlyMap<string, readonly Partition[]>

  constructor(topics: GroupToAssign['topics']) {
    this.#topics = new Map(
      Array.from(topics.keys())
        .toSorted(compareTexts)
        .map((topic) => [
          topic,
          (topics.get(topic) ?? []).map(({ partition, racks }) => ({ topic, partition, racks })),
        ]),
    )
    this.count = this.all.length
  }

  get topics(): readonly string[] {
    return Array.from(this.#topics.keys())
  }

  /** All, by topic and number. */
  get all(): readonly Partition[] {
    return Array.from(this.#topics.values()).flat()
  }

  of(topic: string): readonly Partition[] {
    return this.#topics.get(topic) ?? []
  }

  /** undefined: there is no such partition any more. */
  find({ topic, partition }: TopicPartition): Partition | undefined {
    return this.#topics.get(topic)?.[partition]
  }
}
