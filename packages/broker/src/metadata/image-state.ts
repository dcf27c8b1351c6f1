import { assert, unreachable } from '@barnabus/base'
import type { Uuid } from '@barnabus/protocol'

import type { MetadataImage, PartitionImage, TopicImage } from './image.ts'
import type { MetadataRecord, ReplicaIds } from './metadata-record.ts'
import { isInternalTopic, withoutCollisions } from './topic-name.ts'

const noConfigs: ReadonlyMap<string, string> = new Map()

/** The image, and the only thing that changes it: records, live and on restart alike. */
export class ImageState implements MetadataImage {
  readonly #topics = new Map<string, TopicImage>()
  readonly #topicsById = new Map<Uuid, TopicImage>()
  readonly #topicsByCollision = new Map<string, TopicImage>()
  readonly #brokerConfigs = new Map<number, ReadonlyMap<string, string>>()
  readonly #groupConfigs = new Map<string, ReadonlyMap<string, string>>()
  readonly #deletedTopicIds = new Set<Uuid>()
  #clusterConfigs = noConfigs
  #partitionCount = 0
  #nextProducerId = 0n

  get topics(): ReadonlyMap<string, TopicImage> {
    return this.#topics
  }

  get partitionCount(): number {
    return this.#partitionCount
  }

  get deletedTopicIds(): ReadonlySet<Uuid> {
    return this.#deletedTopicIds
  }

  get groupConfigs(): ReadonlyMap<string, ReadonlyMap<string, string>> {
    return this.#groupConfigs
  }

  get clusterConfigs(): ReadonlyMap<string, string> {
    return this.#clusterConfigs
  }

  get nextProducerId(): bigint {
    return this.#nextProducerId
  }

  topicById(id: Uuid): TopicImage | undefined {
    return this.#topicsById.get(id)
  }

  topicLike(name: string): TopicImage | undefined {
    return this.#topicsByCollision.get(withoutCollisions(name))
  }

  brokerConfigs(nodeId: number): ReadonlyMap<string, string> {
    return this.#brokerConfigs.get(nodeId) ?? noConfigs
  }

  /** Never decides, never fails: whatever is in the log was decided before it was written. */
  apply(record: MetadataRecord): void {
    switch (record.kind) {
      case 'topic-created':
        return this.#createTopic(record)
      case 'partitions-added':
        return this.#addPartitions(record.id, record.partitions)
      case 'topic-deleted':
        return this.#deleteTopic(record.id)
      case 'partition-moved':
        return this.#movePartition(record)
      case 'configs-set':
        return this.#setConfigs(record)
      case 'producer-ids-reserved':
        this.#nextProducerId = BigInt(record.nextProducerId)
        return
      default:
        return unreachable(record)
    }
  }

  #createTopic(record: MetadataRecord & { kind: 'topic-created' }): void {
    const { name, id } = record
    assert(!this.#topics.has(name), 'apply: a topic is created once')
    this.#partitionCount += record.partitions.length
    this.#put({
      name,
      id,
      partitions: record.partitions.map(newPartition),
      configs: mapOf(record.configs),
      isInternal: isInternalTopic(name),
    })
  }

  #addPartitions(id: Uuid, added: readonly ReplicaIds[]): void {
    const topic = this.#existing(id)
    const first = topic.partitions.length
    const partitions = added.map((replicaIds, index) => newPartition(replicaIds, first + index))
    this.#partitionCount += added.length
    this.#put({ ...topic, partitions: [...topic.partitions, ...partitions] })
  }

  #deleteTopic(id: Uuid): void {
    const topic = this.#existing(id)
    this.#partitionCount -= topic.partitions.length
    this.#topics.delete(topic.name)
    this.#topicsById.delete(id)
    this.#topicsByCollision.delete(withoutCollisions(topic.name))
    this.#deletedTopicIds.add(id)
  }

  #movePartition(record: MetadataRecord & { kind: 'partition-moved' }): void {
    const { partition, leaderId, leaderEpoch, replicaIds } = record
    const topic = this.#existing(record.id)
    assert(partition < topic.partitions.length, 'apply: a partition moves that exists')
    const moved: PartitionImage = { partition, leaderId, leaderEpoch, replicaIds }
    this.#put({ ...topic, partitions: topic.partitions.with(partition, moved) })
  }

  #setConfigs({ owner, configs }: MetadataRecord & { kind: 'configs-set' }): void {
    const values = mapOf(configs)
    switch (owner.kind) {
      case 'topic': {
        const topic = this.#topics.get(owner.topic)
        assert(topic !== undefined, 'apply: configs are set for a topic that exists')
        return this.#put({ ...topic, configs: values })
      }
      case 'group':
        if (values.size === 0) this.#groupConfigs.delete(owner.groupId)
        else this.#groupConfigs.set(owner.groupId, values)
        return
      case 'broker':
        this.#brokerConfigs.set(owner.nodeId, values)
        return
      case 'cluster':
        this.#clusterConfigs = values
        return
      default:
        return unreachable(owner)
    }
  }

  #put(topic: TopicImage): void {
    this.#topics.set(topic.name, topic)
    this.#topicsById.set(topic.id, topic)
    this.#topicsByCollision.set(withoutCollisions(topic.name), topic)
  }

  #existing(id: Uuid): TopicImage {
    const topic = this.#topicsById.get(id)
    assert(topic !== undefined, 'apply: a topic changes that exists')
    return topic
  }
}

function newPartition(replicaIds: ReplicaIds, partition: number): PartitionImage {
  const [leaderId] = replicaIds
  assert(leaderId !== undefined, 'apply: a partition has at least one replica')
  return { partition, leaderId, leaderEpoch: 0, replicaIds }
}

/** One map for all that have none: whatever is remembered per map is then remembered once. */
function mapOf(configs: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const entries = Object.entries(configs)
  return entries.length === 0 ? noConfigs : new Map(entries)
}
