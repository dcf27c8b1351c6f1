import { ErrorCode, type Uuid } from '@barnabus/protocol'

import type { MetadataImage, TopicImage } from './image.ts'
import type { MetadataRecord, ReplicaIds } from './metadata-record.ts'
import { assignmentFault, placeReplicas, replicationFault } from './placement.ts'
import { metadataTopic, topicNameFault, withoutCollisions } from './topic-name.ts'

/** A topic that somebody wants; -1 leaves a number to the broker. */
export interface TopicDraft {
  readonly name: string
  readonly numPartitions: number
  readonly replicationFactor: number
  readonly assignments: readonly {
    readonly partitionIndex: number
    readonly brokerIds: ReplicaIds
  }[]
  readonly configs: readonly { readonly name: string; readonly value: string | null }[]
}

/** What decisions about topics depend on, beside the image. */
export interface TopicTerms {
  readonly nodeIds: readonly number[]
  readonly partitionsDefault: number
  readonly replicationFactorDefault: number
  /** Over all topics. */
  readonly partitionsMax: number
  newTopicId(): Uuid
  /** What is wrong with a topic's configs; undefined: nothing. */
  configFault(configs: ReadonlyMap<string, string>): string | undefined
}

export interface Refusal {
  readonly kind: 'refused'
  readonly errorCode: ErrorCode
  readonly message: string
}

type TopicCreated = MetadataRecord & { readonly kind: 'topic-created' }
type PartitionsAdded = MetadataRecord & { readonly kind: 'partitions-added' }

export type TopicCreation = Refusal | { readonly kind: 'accepted'; readonly record: TopicCreated }
export type PartitionCreation =
  Refusal | { readonly kind: 'accepted'; readonly record: PartitionsAdded }

type Placed = Refusal | { readonly kind: 'placed'; readonly partitions: readonly ReplicaIds[] }

/** Decides on topics that are wanted together; each is judged as if those before it existed. */
export class TopicDecisions {
  readonly #image: MetadataImage
  readonly #terms: TopicTerms
  readonly #accepted = new Map<string, string>() // Names by what they would collide on.
  #partitionCount: number

  constructor(image: MetadataImage, terms: TopicTerms) {
    this.#image = image
    this.#terms = terms
    this.#partitionCount = image.partitionCount
  }

  create(draft: TopicDraft): TopicCreation {
    const refusal = this.#nameRefusal(draft.name) ?? this.#configRefusal(draft)
    if (refusal !== undefined) return refusal
    const placed = this.#place(draft)
    if (placed.kind === 'refused') return placed
    const { partitions } = placed
    const tooMany = this.#tooManyRefusal(partitions.length)
    if (tooMany !== undefined) return tooMany

    this.#partitionCount += partitions.length
    this.#accepted.set(withoutCollisions(draft.name), draft.name)
    const { name } = draft
    const configs = Object.fromEntries(draft.configs.map((config) => [config.name, config.value]))
    const id = this.#terms.newTopicId()
    const record = { kind: 'topic-created', name, id, partitions, configs }
    return { kind: 'accepted', record: record as TopicCreated } // No value is null: checked above.
  }

  addPartitions(draft: {
    readonly name: string
    readonly count: number
    readonly assignments: readonly { readonly brokerIds: ReplicaIds }[] | null
  }): PartitionCreation {
    const topic = this.#image.topics.get(draft.name)
    if (topic === undefined) {
      return refuse(ErrorCode.unknownTopicOrPartition, `There is no topic "${draft.name}"`)
    }
    const present = topic.partitions.length
    if (draft.count <= present) {
      const message =
        `Topic "${draft.name}" has ${present} partitions; their number can only grow, ` +
        `and ${draft.count} would be ${draft.count === present ? 'the same' : 'less'}`
      return refuse(ErrorCode.invalidPartitions, message)
    }
    const added = draft.count - present
    const tooMany = this.#tooManyRefusal(added)
    if (tooMany !== undefined) return tooMany
    const placed = this.#placeMore(topic, added, draft.assignments)
    if (placed.kind === 'refused') return placed

    this.#partitionCount += added
    const { partitions } = placed
    return { kind: 'accepted', record: { kind: 'partitions-added', id: topic.id, partitions } }
  }

  #nameRefusal(name: string): Refusal | undefined {
    if (name === metadataTopic) {
      return refuse(ErrorCode.invalidRequest, `"${name}" is the broker's own; nobody may create it`)
    }
    const fault = topicNameFault(name)
    if (fault !== undefined) return refuse(ErrorCode.invalidTopicException, fault)
    if (this.#image.topics.has(name)) {
      return refuse(ErrorCode.topicAlreadyExists, `Topic "${name}" exists already`)
    }
    const like = this.#image.topicLike(name)?.name ?? this.#accepted.get(withoutCollisions(name))
    if (like === undefined) return undefined
    const message = `Topic "${name}" would collide with "${like}": "." and "_" count as the same`
    return refuse(ErrorCode.invalidTopicException, message)
  }

  #configRefusal({ configs }: TopicDraft): Refusal | undefined {
    const values = new Map<string, string>()
    for (const { name, value } of configs) {
      if (value === null) return refuse(ErrorCode.invalidConfig, `Config "${name}" has no value`)
      values.set(name, value)
    }
    const fault = this.#terms.configFault(values)
    return fault === undefined ? undefined : refuse(ErrorCode.invalidConfig, fault)
  }

  #tooManyRefusal(added: number): Refusal | undefined {
    const { partitionsMax } = this.#terms
    if (this.#partitionCount + added <= partitionsMax) return undefined
    const message =
      `There are ${this.#partitionCount} partitions, ${added} more would exceed ` +
      `barnabus.partitions.max=${partitionsMax}`
    return refuse(ErrorCode.policyViolation, message)
  }

  #place(draft: TopicDraft): Placed {
    if (draft.assignments.length > 0) return this.#placeAsTold(draft)
    const { nodeIds, partitionsDefault, replicationFactorDefault } = this.#terms
    if (draft.replicationFactor < -1 || draft.replicationFactor === 0) {
      const message = 'The replication factor must be positive, or -1 for the default'
      return refuse(ErrorCode.invalidReplicationFactor, message)
    }
    if (draft.numPartitions < -1 || draft.numPartitions === 0) {
      const message = 'The number of partitions must be positive, or -1 for the default'
      return refuse(ErrorCode.invalidPartitions, message)
    }
    const count = draft.numPartitions === -1 ? partitionsDefault : draft.numPartitions
    const replicationFactor =
      draft.replicationFactor === -1 ? replicationFactorDefault : draft.replicationFactor
    const fault = replicationFault(replicationFactor, nodeIds)
    if (fault !== undefined) return refuse(ErrorCode.invalidReplicationFactor, fault)
    const tooMany = this.#tooManyRefusal(count) // Before anything is made of that number.
    if (tooMany !== undefined) return tooMany

    const firstLeader = this.#partitionCount
    const partitions = placeReplicas({ nodeIds, firstLeader, count, replicationFactor })
    return { kind: 'placed', partitions }
  }

  #placeAsTold({ assignments, numPartitions, replicationFactor }: TopicDraft): Placed {
    if (replicationFactor !== -1 || numPartitions !== -1) {
      const message =
        'Where replicas are assigned by hand, the number of partitions ' +
        'and the replication factor must be -1'
      return refuse(ErrorCode.invalidRequest, message)
    }
    const sorted = assignments.toSorted((one, other) => one.partitionIndex - other.partitionIndex)
    if (sorted.some(({ partitionIndex }, index) => partitionIndex !== index)) {
      const message = 'The assigned partitions must be numbered from 0, each once, without gaps'
      return refuse(ErrorCode.invalidReplicaAssignment, message)
    }
    return this.#checked(sorted.map(({ brokerIds }) => brokerIds))
  }

  #placeMore(
    topic: TopicImage,
    added: number,
    assignments: readonly { readonly brokerIds: ReplicaIds }[] | null,
  ): Placed {
    const { nodeIds } = this.#terms
    const replicationFactor = topic.partitions[0]?.replicaIds.length ?? 1
    if (assignments !== null) {
      if (assignments.length === added) {
        return this.#checked(
          assignments.map(({ brokerIds }) => brokerIds),
          replicationFactor,
        )
      }
      const message = `${added} partitions would be added, and ${assignments.length} are assigned`
      return refuse(ErrorCode.invalidReplicaAssignment, message)
    }
    const fault = replicationFault(replicationFactor, nodeIds)
    if (fault !== undefined) return refuse(ErrorCode.invalidReplicationFactor, fault)
    const lastLeader = nodeIds.indexOf(topic.partitions.at(-1)?.leaderId ?? -1)
    const firstLeader = lastLeader + 1
    const partitions = placeReplicas({ nodeIds, firstLeader, count: added, replicationFactor })
    return { kind: 'placed', partitions }
  }

  #checked(partitions: readonly ReplicaIds[], replicationFactor = partitions[0]?.length): Placed {
    for (const replicaIds of partitions) {
      const fault = assignmentFault(replicaIds, this.#terms.nodeIds, replicationFactor)
      if (fault !== undefined) return refuse(ErrorCode.invalidReplicaAssignment, fault)
    }
    return { kind: 'placed', partitions }
  }
}

function refuse(errorCode: ErrorCode, message: string): Refusal {
  return { kind: 'refused', errorCode, message }
}
