import type { Clock, Logger } from '@barnabus/base'
import { ErrorCode } from '@barnabus/protocol'

import type { Metadata } from '../../metadata/metadata.ts'
import type { MarkerWriter } from './marker-writer.ts'
import { recordOf } from './transaction-record.ts'
import { transactionsTopic } from './transaction-settings.ts'
import type { TransactionShard } from './transaction-shard.ts'
import { epochPerTransaction, isEnding, type Transaction } from './transaction.ts'
import { completed } from './transitions.ts'

interface PartitionName {
  readonly topic: string
  readonly index: number
}

/** Carries out the end of transactions, once it is decided and written. */
export class FinishTransactions {
  readonly #options: {
    readonly metadata: Metadata
    readonly markers: MarkerWriter
    readonly clock: Clock
    readonly logger: Logger
  }
  /** Where markers are missing: partitions that cannot be written to now. */
  readonly #missing = new WeakMap<Transaction, readonly PartitionName[]>()

  constructor(options: {
    readonly metadata: Metadata
    readonly markers: MarkerWriter
    readonly clock: Clock
    readonly logger: Logger
  }) {
    this.#options = options
  }

  /**
   * Writes the markers of a transaction, then that it is complete. All of it goes into the
   * write-ahead log behind the decision: either it is on disk with it, or a start does it again.
   */
  finish(shard: TransactionShard, transaction: Transaction): void {
    const wanted = this.#missing.get(transaction) ?? partitionsOf(transaction)
    const coordinatorEpoch = this.#epochOf(shard)
    const missing = wanted.filter((one) => !this.#write(transaction, coordinatorEpoch, one))
    if (missing.length > 0) {
      this.#missing.set(transaction, missing)
      return
    }
    const done = completed(transaction, this.#options.clock.nowMs())
    // Should it be refused, `finishAll` comes back to it.
    shard.write(transaction.transactionalId, [recordOf(done)])
  }

  /** Finishes what a crash has left, or a partition that could not be written to. */
  finishAll(shard: TransactionShard): void {
    for (const transaction of shard.state.all()) {
      if (isEnding(transaction)) this.finish(shard, transaction)
    }
  }

  /** Whether nothing is left to do there. */
  #write(
    { transactionalId, producerId, producerEpoch, state, clientVersion }: Transaction,
    coordinatorEpoch: number,
    { topic, index }: PartitionName,
  ): boolean {
    const { markers, logger } = this.#options
    const outcome = state === 'PrepareCommit' ? 'commit' : 'abort'
    const epochs = {
      producerEpoch,
      coordinatorEpoch,
      epochPerTransaction: clientVersion >= epochPerTransaction,
    }
    const marker = { producerId, outcome, ...epochs } as const
    const written = markers.write(topic, index, marker)
    if (written.kind === 'written') {
      written.durable.catch(() => undefined) // The data directory has failed, and reports it.
      return true
    }
    const { errorCode } = written
    if (errorCode === ErrorCode.unknownTopicOrPartition) return true // Deleted, and so its records.
    if (!fencing.has(errorCode)) return false
    const message = 'A transaction was ended by somebody else in a partition'
    logger.warn({ transactionalId, topic, partition: index, errorCode }, message)
    return true
  }

  #epochOf({ partition }: TransactionShard): number {
    const topic = this.#options.metadata.image.topics.get(transactionsTopic)
    return topic?.partitions[partition]?.leaderEpoch ?? 0
  }
}

/** The producer has a newer epoch there: nothing of this transaction can be open any more. */
const fencing: ReadonlySet<ErrorCode> = new Set([
  ErrorCode.invalidProducerEpoch,
  ErrorCode.transactionCoordinatorFenced,
])

function partitionsOf({ partitions }: Transaction): readonly PartitionName[] {
  return Array.from(partitions).flatMap(([topic, indexes]) =>
    Array.from(indexes, (index) => ({ topic, index })),
  )
}
