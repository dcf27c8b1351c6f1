import { ErrorCode, type FetchResponse } from '@barnabus/protocol'

import type { Cluster } from '../../cluster/cluster.ts'
import { leaderHintIn, type NodeEndpoint } from '../../cluster/leader-hints.ts'
import { disprovesMetadata } from '../../cluster/metadata.ts'
import { brokerError, isKafkaError, type KafkaError } from '../../errors/kafka-error.ts'
import type { ConsumerValues } from '../consumer-settings.ts'
import type { Assignment } from '../positions/assignment.ts'
import type { PartitionState } from '../positions/partition-state.ts'
import type { FetchSession, WantedPartition } from './fetch-session.ts'
import { FetchedRecords, type FetchedOptions } from './fetched-records.ts'
import type { RecordBuffer } from './record-buffer.ts'

/** What becomes of what was fetched. */
export interface FetchSink {
  /** A broker answered with so many bytes of each topic. */
  fetched(topics: ReadonlyMap<string, number>): void
  /** There is something to hand out. */
  arrived(): void
  /** The records at `fetchOffset` are gone. */
  outOfRange(state: PartitionState): void
  /** Nothing can be read until the application does something about it. */
  failed(error: KafkaError): void
}

export interface FetchAnswersParts {
  readonly cluster: Cluster
  readonly assignment: Assignment
  readonly buffer: RecordBuffer
  readonly values: ConsumerValues
  readonly sink: FetchSink
  /** Lets a partition rest for a while. */
  readonly backOff: (state: PartitionState) => void
}

type AnswerPartition = FetchResponse['responses'][number]['partitions'][number]

/** What answers of brokers mean for the partitions that they are about. */
export class FetchAnswers {
  readonly #cluster: Cluster
  readonly #assignment: Assignment
  readonly #buffer: RecordBuffer
  readonly #sink: FetchSink
  readonly #backOff: (state: PartitionState) => void
  readonly #options: FetchedOptions
  readonly #replicaMs: number

  constructor({ cluster, assignment, buffer, values, sink, backOff }: FetchAnswersParts) {
    this.#cluster = cluster
    this.#assignment = assignment
    this.#buffer = buffer
    this.#sink = sink
    this.#backOff = backOff
    this.#options = {
      readsCommitted: values['isolation.level'] === 'read_committed',
      checksCrcs: values['check.crcs'],
    }
    this.#replicaMs = values['metadata.max.age.ms']
  }

  /** Takes what a broker answered to the last request of its session. */
  take(session: FetchSession, answer: FetchResponse): void {
    const asked = askedIn(session)
    session.accept(answer.sessionId)
    const sizes = new Map<string, number>()
    for (const { topic, topicId, partitions } of answer.responses) {
      for (const partition of partitions) {
        const wanted = asked(topic === '' ? topicId : topic, partition.partitionIndex)
        if (wanted === undefined) continue
        const { topic: name } = wanted.state
        sizes.set(name, (sizes.get(name) ?? 0) + (partition.records?.length ?? 0))
        this.#takePartition(wanted, partition, answer.nodeEndpoints)
      }
    }
    if (sizes.size > 0) this.#sink.fetched(sizes)
  }

  /** What was asked for before the position moved by other means than reading is of no use. */
  #takePartition(
    { state, version, offset }: WantedPartition,
    answer: AnswerPartition,
    endpoints: readonly NodeEndpoint[],
  ): void {
    if (state.version !== version || state.fetchOffset !== offset) return
    if (answer.errorCode !== ErrorCode.none) {
      const hint = leaderHintIn(state, answer)
      const isTold = hint !== undefined && this.#cluster.metadata.learn([hint], endpoints)
      this.#refusedPartition(state, answer.errorCode, isTold)
      return
    }
    state.failures = 0
    state.highWatermark = answer.highWatermark
    state.lastStableOffset = answer.lastStableOffset
    state.logStartOffset = answer.logStartOffset
    if (answer.preferredReadReplica >= 0) this.#prefer(state, answer.preferredReadReplica)
    const { records } = answer
    if (records !== null && records.length > 0) this.#keep(state, records, answer)
  }

  #keep(state: PartitionState, records: Uint8Array, answer: AnswerPartition): void {
    const abortedTransactions = answer.abortedTransactions ?? []
    try {
      const fetched = new FetchedRecords(state, { records, abortedTransactions }, this.#options)
      state.fetchOffset = fetched.nextOffset
      state.fetchEpoch = fetched.lastLeaderEpoch
      this.#buffer.push(fetched)
      this.#assignment.putLast(state)
      this.#sink.arrived()
    } catch (error) {
      if (!isKafkaError(error)) throw error
      this.#backOff(state)
      this.#sink.failed(error)
    }
  }

  #prefer(state: PartitionState, nodeId: number): void {
    const untilMs = this.#cluster.env.clock.monotonicMs() + this.#replicaMs
    state.preferredReplica = { nodeId, untilMs }
  }

  /** With `isTold`, who leads now is known, and asked at once. */
  #refusedPartition(state: PartitionState, errorCode: number, isTold: boolean): void {
    const wasAtReplica = state.preferredReplica !== undefined
    state.preferredReplica = undefined
    if (errorCode === ErrorCode.offsetOutOfRange) {
      // A follower may be behind; only the leader knows what is gone.
      if (!wasAtReplica) this.#sink.outOfRange(state)
      return
    }
    if (!isTold) this.#backOff(state)
    if (disprovesMetadata(errorCode)) {
      this.#cluster.metadata.markStale()
      return
    }
    if (errorCode === ErrorCode.unknownServerError) return // Whatever it was, it may pass.
    this.#sink.failed(brokerError(errorCode, `read ${state.key}`))
  }
}

/** Finds what was asked for by topic name or id, whichever the answer has. */
function askedIn(
  session: FetchSession,
): (topic: string, partition: number) => WantedPartition | undefined {
  const asked = new Map<string, WantedPartition>()
  for (const wanted of session.asked()) {
    const { topic, partition } = wanted.state
    asked.set(`${topic}-${partition}`, wanted)
    if (wanted.topicId !== undefined) asked.set(`${wanted.topicId}-${partition}`, wanted)
  }
  return (topic, partition) => asked.get(`${topic}-${partition}`)
}
