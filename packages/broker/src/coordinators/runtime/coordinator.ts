import type { Clock, Logger } from '@barnabus/base'
import { ErrorCode } from '@barnabus/protocol'

import type { PartitionImage, TopicImage } from '../../metadata/image.ts'
import type { MetadataRecord } from '../../metadata/metadata-record.ts'
import type { MetadataFollower } from '../../metadata/metadata-store.ts'
import type { Metadata } from '../../metadata/metadata.ts'
import type { TopicTerms } from '../../metadata/topic-decisions.ts'
import type { Partitions } from '../../partitions/partitions.ts'
import { makeInternalTopic, type InternalTopic } from './internal-topic.ts'
import { partitionOfKey } from './partition-of-key.ts'
import { replay } from './replay.ts'
import type { ReplicatedState } from './replicated-state.ts'
import { Shard, type TopicTerms as BatchTerms } from './shard.ts'

/** The shard that coordinates a key, or why this node cannot serve it. */
export type FoundShard<AnyShard> =
  | { readonly kind: 'here'; readonly shard: AnyShard }
  | { readonly kind: 'refused'; readonly errorCode: ErrorCode }

export interface CoordinatorOptions<StoredRecord, State extends ReplicatedState<StoredRecord>> {
  /** The topic as it is made when it is first needed. */
  readonly topic: () => InternalTopic
  readonly topicTerms: TopicTerms
  readonly batchTerms: (topic: TopicImage, leaderId: number) => Omit<BatchTerms, 'leaderEpoch'>
  readonly newState: () => State
  /** Called with each shard when its state is complete, before anybody is served from it. */
  readonly opened: (shard: Shard<StoredRecord, State>) => void
  /** Called with each shard before it goes out of service. */
  readonly closed: (shard: Shard<StoredRecord, State>) => void
  readonly metadata: Metadata
  readonly partitions: Partitions
  readonly clock: Clock
  readonly logger: Logger
}

/**
 * Coordinates by keys: each belongs to a partition of an internal topic, whose records are the
 * state, and whose leader is the node that clients turn to.
 */
export class Coordinator<
  StoredRecord,
  State extends ReplicatedState<StoredRecord>,
> implements MetadataFollower {
  readonly #options: CoordinatorOptions<StoredRecord, State>
  readonly #topicName: string
  /** By partition; undefined: its log cannot be read, and it is out of service. */
  #shards: readonly (Shard<StoredRecord, State> | undefined)[] = []

  constructor(options: CoordinatorOptions<StoredRecord, State>) {
    this.#options = options
    this.#topicName = options.topic().name
  }

  /** After a start: makes the state of what the logs hold. Resolved: ready for clients. */
  async load(): Promise<void> {
    const topic = this.#topic
    if (topic === undefined) return
    const shards = await Promise.all(topic.partitions.map((image) => this.#load(topic, image)))
    this.#shards = shards
    for (const shard of shards) if (shard !== undefined) this.#options.opened(shard)
  }

  /** The node that coordinates `key`; the topic is made if it is not there. */
  async nodeFor(key: string): Promise<PartitionImage | ErrorCode> {
    const errorCode = await this.#makeTopic()
    if (errorCode !== ErrorCode.none) return ErrorCode.coordinatorNotAvailable
    const image = this.#imageFor(key)
    return image ?? ErrorCode.coordinatorNotAvailable
  }

  /** The shard of `key`, if `nodeId` leads it; the topic is made if it is not there. */
  async shardFor(key: string, nodeId: number): Promise<FoundShard<Shard<StoredRecord, State>>> {
    if (this.#topic === undefined) await this.#makeTopic()
    return this.find(key, nodeId)
  }

  /** The same without making anything: while there is no topic, nobody coordinates. */
  find(key: string, nodeId: number): FoundShard<Shard<StoredRecord, State>> {
    const image = this.#imageFor(key)
    if (image === undefined) return refused(ErrorCode.coordinatorNotAvailable)
    if (image.leaderId !== nodeId) return refused(ErrorCode.notCoordinator)
    const shard = this.#shards[image.partition]
    return shard === undefined
      ? refused(ErrorCode.coordinatorNotAvailable)
      : { kind: 'here', shard }
  }

  /** The shard of `key`, whoever leads it: for those who need it within this process. */
  shardOf(key: string): Shard<StoredRecord, State> | undefined {
    const image = this.#imageFor(key)
    return image === undefined ? undefined : this.#shards[image.partition]
  }

  /** Whether there is anything at all that somebody coordinates. */
  get exists(): boolean {
    return this.#topic !== undefined
  }

  /** The shards that `nodeId` leads. */
  shardsOf(nodeId: number): readonly Shard<StoredRecord, State>[] {
    const partitions = this.#topic?.partitions ?? []
    return this.all().filter((shard) => partitions[shard.partition]?.leaderId === nodeId)
  }

  /** All that can be served, whoever leads them. */
  all(): readonly Shard<StoredRecord, State>[] {
    return this.#shards.filter((shard) => shard !== undefined)
  }

  async prepare(): Promise<void> {
    // New partitions are empty, so there is nothing to load.
  }

  applied(record: MetadataRecord): void {
    const topic = this.#topic
    if (record.kind === 'topic-created' && record.name === this.#topicName) {
      this.#shards = topic?.partitions.map((image) => this.#open(topic, image)) ?? []
      for (const shard of this.all()) this.#options.opened(shard)
    }
    if (record.kind === 'topic-deleted' && topic === undefined) this.close()
  }

  /** Ends what was to happen later. From now on nobody is served. */
  close(): void {
    const shards = this.all()
    this.#shards = []
    for (const shard of shards) {
      this.#options.closed(shard)
      shard.close()
    }
  }

  get #topic(): TopicImage | undefined {
    return this.#options.metadata.image.topics.get(this.#topicName)
  }

  /** Keys stay where they are when partitions are added, until the next start: as in Kafka. */
  #imageFor(key: string): PartitionImage | undefined {
    const count = this.#shards.length
    return count === 0 ? undefined : this.#topic?.partitions[partitionOfKey(key, count)]
  }

  #makeTopic(): Promise<ErrorCode> {
    const { metadata, topic, topicTerms } = this.#options
    if (this.#topic !== undefined) return Promise.resolve(ErrorCode.none)
    return makeInternalTopic(metadata, topic(), topicTerms)
  }

  async #load(
    topic: TopicImage,
    image: PartitionImage,
  ): Promise<Shard<StoredRecord, State> | undefined> {
    const shard = this.#open(topic, image)
    const log = this.#options.partitions.get(topic.id, image.partition)?.log
    if (shard === undefined || log === undefined) return undefined
    try {
      await replay(log, shard.state)
      return shard
    } catch (error) {
      const message = `${error instanceof Error ? error.message : String(error)}. Out of service`
      this.#options.logger.error({ err: error }, message)
      return undefined
    }
  }

  #open(topic: TopicImage, image: PartitionImage): Shard<StoredRecord, State> | undefined {
    const { partitions, newState, clock } = this.#options
    const partition = partitions.get(topic.id, image.partition)
    if (partition === undefined || partition.log.state === 'offline') return undefined
    const terms = (): BatchTerms => this.#batchTerms(image.partition)
    return new Shard<StoredRecord, State>({ state: newState(), partition, terms, clock })
  }

  #batchTerms(partition: number): BatchTerms {
    const topic = this.#topic
    const image = topic?.partitions[partition]
    if (topic === undefined || image === undefined) return noTopic // The append will be refused.
    const { leaderId, leaderEpoch } = image
    return { ...this.#options.batchTerms(topic, leaderId), leaderEpoch }
  }
}

const noTopic: BatchTerms = { sizeMax: Infinity, compression: 'none', leaderEpoch: 0 }

function refused(errorCode: ErrorCode): {
  readonly kind: 'refused'
  readonly errorCode: ErrorCode
} {
  return { kind: 'refused', errorCode }
}
