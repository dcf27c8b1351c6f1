import { ApiKey, type ErrorCode } from '@barnabus/protocol'

import type { Cluster } from '../../cluster/cluster.ts'
import { isKafkaError, throwIfError, type KafkaError } from '../../errors/kafka-error.ts'
import type { DeliveryState } from './delivery-state.ts'
import type { PartitionLane } from '../batches/partition-lane.ts'
import { nobody } from '../batches/partition-sequence.ts'

const epochMax = 32_767
const timeoutOfNoTransaction = 2_147_483_647

/** What a producer with idempotence, but without transactions, tells the outside. */
export interface IdempotentDeliveryOptions {
  readonly cluster: Cluster
  /** Something may be sent now. */
  readonly wake: () => void
  /** Nobody will give us an id: whatever waits fails with this. */
  readonly refused: (error: KafkaError) => void
}

/**
 * A producer whose batches are written once and in order. Its id comes from any broker; its epoch
 * goes up by itself when sequences have to begin again (KIP-360).
 */
export class IdempotentDelivery implements DeliveryState {
  readonly transactionalId = undefined
  readonly isIdempotent = true
  readonly produceVersionMax = Infinity
  readonly isFlushing = false
  readonly #options: IdempotentDeliveryOptions
  readonly #gaps = new Set<PartitionLane>()
  #isAsking = false
  identity = nobody

  constructor(options: IdempotentDeliveryOptions) {
    this.#options = options
  }

  prepare(): boolean {
    if (this.#gaps.size > 0 && this.identity !== nobody) this.#beginEpoch()
    if (this.identity === nobody && !this.#isAsking) void this.#ask()
    return this.identity !== nobody
  }

  uses(): void {
    // There is no transaction that a partition could be part of.
  }

  maySendTo(): boolean {
    return true
  }

  startAgain(lane: PartitionLane): void {
    this.#gaps.add(lane)
    this.#options.wake()
  }

  sendFailed(): void {
    // Whoever sent it is told; everybody else goes on.
  }

  /** Partitions without a gap join the epoch when nothing of the old one is under way any more. */
  #beginEpoch(): void {
    const { producerId, producerEpoch } = this.identity
    if (producerEpoch >= epochMax) {
      this.identity = nobody
      return
    }
    this.identity = { producerId, producerEpoch: producerEpoch + 1 }
    this.#closeGaps()
  }

  #closeGaps(): void {
    for (const { sequence } of this.#gaps) sequence.restart(this.identity)
    this.#gaps.clear()
  }

  async #ask(): Promise<void> {
    this.#isAsking = true
    const { cluster, wake, refused } = this.#options
    const action = 'become an idempotent producer'
    try {
      this.identity = await cluster.ask({
        action,
        to: 'any',
        api: ApiKey.InitProducerId,
        request: () => ({ transactionalId: null, transactionTimeoutMs: timeoutOfNoTransaction }),
        read: ({ errorCode, producerId, producerEpoch }) => {
          throwIfError(errorCode as ErrorCode, action)
          return { producerId, producerEpoch }
        },
      })
      this.#closeGaps()
    } catch (error) {
      if (!isKafkaError(error)) throw error
      if (!error.retriable) refused(error)
    } finally {
      this.#isAsking = false
    }
    wake()
  }
}
