import type { Clock } from '@barnabus/base'
import { ErrorCode, encodeEndTransactionMarker, type TransactionOutcome } from '@barnabus/protocol'

import type { Metadata } from '../../metadata/metadata.ts'
import type { Partitions } from '../../partitions/partitions.ts'
import type { GroupCoordinator } from '../groups/group-coordinator.ts'

/** How a producer's transaction ends, according to which coordinator. */
export interface Marker {
  readonly producerId: bigint
  readonly producerEpoch: number
  readonly coordinatorEpoch: number
  readonly outcome: TransactionOutcome
  /** Whether it must have a newer epoch than what it ends (KIP-890). */
  readonly epochPerTransaction: boolean
}

/** What came of an attempt to end a transaction in a partition. */
export type MarkerWritten =
  | { readonly kind: 'written'; readonly durable: Promise<void> }
  | { readonly kind: 'refused'; readonly errorCode: ErrorCode }

/** Ends transactions in partitions. */
export class MarkerWriter {
  readonly #options: {
    readonly metadata: Metadata
    readonly partitions: Partitions
    readonly groups: GroupCoordinator
    readonly clock: Clock
  }

  constructor(options: {
    readonly metadata: Metadata
    readonly partitions: Partitions
    readonly groups: GroupCoordinator
    readonly clock: Clock
  }) {
    this.#options = options
  }

  /** Writes a marker, synchronously; offsets that it commits count when it is on disk. */
  write(topicName: string, index: number, marker: Marker): MarkerWritten {
    const { metadata, partitions, groups, clock } = this.#options
    const topic = metadata.image.topics.get(topicName)
    const image = topic?.partitions[index]
    const partition = topic && partitions.get(topic.id, index)
    if (image === undefined || partition === undefined) {
      return { kind: 'refused', errorCode: ErrorCode.unknownTopicOrPartition }
    }
    if (partition.log.state === 'offline') {
      return { kind: 'refused', errorCode: ErrorCode.kafkaStorageError }
    }
    const nowMs = clock.nowMs()
    const bytes = encodeEndTransactionMarker({ ...marker, timestamp: BigInt(Math.floor(nowMs)) })
    const { leaderEpoch } = image
    const { epochPerTransaction } = marker
    const context = { leaderEpoch, requestedAtMs: nowMs, epochPerTransaction }
    const outcome = partition.append(bytes, { ...context, origin: 'coordinator' })
    if (outcome.kind === 'refused') return { kind: 'refused', errorCode: outcome.errorCode }
    const { durable } = outcome
    if (topicName === groups.topicName) groups.endTransaction(index, marker, durable)
    return { kind: 'written', durable }
  }
}
