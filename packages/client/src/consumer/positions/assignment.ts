import { ErrorCode, type Uuid } from '@barnabus/protocol'

import type { MetadataSnapshot, PartitionMetadata } from '../../cluster/metadata-snapshot.ts'
import { clientErrors } from '../../errors.ts'
import type { KafkaError } from '../../errors/kafka-error.ts'
import { partitionKey, type PartitionOffset, type TopicPartition } from '../../topic-partition.ts'
import { PartitionState } from './partition-state.ts'

/** The partitions that a consumer reads now. */
export class Assignment {
  readonly #states = new Map<string, PartitionState>()
  /** How far partitions were read before they were removed. */
  readonly #readBefore = new Map<string, bigint>()

  get states(): Iterable<PartitionState> {
    return this.#states.values()
  }

  get size(): number {
    return this.#states.size
  }

  get partitions(): readonly TopicPartition[] {
    return Array.from(this.#states.values(), ({ topic, partition }) => ({ topic, partition }))
  }

  find(partition: TopicPartition): PartitionState | undefined {
    return this.#states.get(partitionKey(partition))
  }

  /** Throws NOT_ASSIGNED. */
  require(partition: TopicPartition): PartitionState {
    const found = this.find(partition)
    if (found === undefined) throw clientErrors.NOT_ASSIGNED(partitionKey(partition))
    return found
  }

  /** Those, or all if none are named. Throws NOT_ASSIGNED. */
  requireAll(partitions: readonly TopicPartition[] | undefined): readonly PartitionState[] {
    if (partitions === undefined) return [...this.#states.values()]
    return partitions.map((partition) => this.require(partition))
  }

  add(partitions: readonly TopicPartition[]): void {
    for (const partition of partitions) {
      const key = partitionKey(partition)
      if (!this.#states.has(key)) this.#states.set(key, new PartitionState(partition))
    }
  }

  remove(partitions: readonly TopicPartition[]): void {
    for (const partition of partitions) {
      const state = this.find(partition)
      if (state === undefined) continue
      const before = this.#readBefore.get(state.key) ?? 0n
      this.#readBefore.set(state.key, state.readMax > before ? state.readMax : before)
      state.retire()
      this.#states.delete(state.key)
    }
  }

  /**
   * Whether the partition is here, and `offset` is no position that was reached before it was removed
   * and came back: whoever had it meanwhile has read on from what was committed.
   */
  mayCommit(position: PartitionOffset): boolean {
    const { offset } = position
    const state = this.find(position)
    if (state === undefined) return false
    return state.hasRead(offset) || offset > (this.#readBefore.get(state.key) ?? -1n)
  }

  /** Puts a partition behind the others, so that all get their share of an answer's bytes. */
  putLast(state: PartitionState): void {
    if (this.#states.get(state.key) !== state) return
    this.#states.delete(state.key)
    this.#states.set(state.key, state)
  }

  /** Why nothing may be handed out until the application has sought a partition. */
  get problem(): KafkaError | undefined {
    for (const { phase } of this.#states.values()) if (phase.kind === 'stuck') return phase.error
    return undefined
  }

  /**
   * Takes in who leads now. A new leader is asked whether it has what we read; a topic that was
   * deleted and made anew is read from its beginning, as all of it is newer than what we have read.
   */
  takeIn({ topics }: MetadataSnapshot, resets: boolean): void {
    for (const state of this.#states.values()) {
      const topic = topics.get(state.topic)
      const partition = topic?.partitions[state.partition]
      if (topic?.errorCode !== ErrorCode.none || partition === undefined) continue
      takeTopicId(state, topic.topicId, resets)
      takeLeader(state, partition)
    }
  }
}

function takeTopicId(state: PartitionState, topicId: Uuid | undefined, resets: boolean): void {
  const before = state.topicId
  state.topicId = topicId
  if (before === undefined || before === topicId) return
  state.leaderEpoch = -1
  state.preferredReplica = undefined
  if (!state.hasPosition) return
  if (resets) state.reset({ kind: 'earliest' })
  else state.getStuck(clientErrors.TOPIC_MADE_ANEW(state.key))
}

function takeLeader(state: PartitionState, { leaderEpoch }: PartitionMetadata): void {
  if (leaderEpoch <= state.leaderEpoch) return
  state.leaderEpoch = leaderEpoch
  if (state.phase.kind === 'ready' && state.fetchEpoch !== undefined) {
    state.phase = { kind: 'validating' }
  }
}
