import type { Uuid } from '@barnabus/protocol'

import type { TopicImage } from '../../metadata/image.ts'
import type { MetadataRecord } from '../../metadata/metadata-record.ts'
import type { MetadataFollower } from '../../metadata/metadata-store.ts'
import type { Metadata } from '../../metadata/metadata.ts'
import type { TopicFacts, Topics } from './topics.ts'

/** The topics of the metadata, for groups. Follows the metadata to count its versions. */
export class MetadataTopics implements Topics, MetadataFollower {
  readonly #metadata: Pick<Metadata, 'image'>
  readonly #racks: readonly string[]
  #version = 0
  #createdVersion = 0

  /** `rack` is where this process is, with all its nodes; null if nobody said. */
  constructor(metadata: Pick<Metadata, 'image'>, rack: string | null) {
    this.#metadata = metadata
    this.#racks = rack === null ? [] : [rack]
  }

  get version(): number {
    return this.#version
  }

  get createdVersion(): number {
    return this.#createdVersion
  }

  byName(name: string): TopicFacts | undefined {
    const topic = this.#metadata.image.topics.get(name)
    return topic && this.#factsOf(topic)
  }

  byId(id: Uuid): TopicFacts | undefined {
    const topic = this.#metadata.image.topicById(id)
    return topic && this.#factsOf(topic)
  }

  names(): Iterable<string> {
    return this.#metadata.image.topics.keys()
  }

  async prepare(): Promise<void> {
    // There is nothing to prepare for: groups hear of it with the next heartbeat.
  }

  applied({ kind }: MetadataRecord): void {
    const matters =
      kind === 'topic-created' || kind === 'partitions-added' || kind === 'topic-deleted'
    if (!matters) return
    this.#version += 1
    if (kind === 'topic-created') this.#createdVersion = this.#version
  }

  #factsOf({ id, name, partitions }: TopicImage): TopicFacts {
    return { id, name, partitionCount: partitions.length, racksOf: () => this.#racks }
  }
}
