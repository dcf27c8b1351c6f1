import { ErrorCode } from '@barnabus/protocol'

import { backoffMs } from '../../backoff.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import { clientErrors } from '../../errors.ts'
import { brokerError, type KafkaError } from '../../errors/kafka-error.ts'
import type { ProducerObserver, SettledBatch } from '../../observation/producer-observer.ts'
import type { PartitionLane } from '../batches/partition-lane.ts'
import type { ProducerBatch } from '../batches/producer-batch.ts'
import type { RecordAccumulator } from '../batches/record-accumulator.ts'
import { splitBatch } from '../batches/split-batch.ts'
import type { ProducerConfig } from '../producer-settings.ts'
import { judge, type Said } from './batch-verdict.ts'
import type { DeliveryState } from './delivery-state.ts'
import type { SentBatch } from './produce-request.ts'

/** What batches are settled with. */
export interface SettlementOptions {
  readonly cluster: Cluster
  readonly config: ProducerConfig
  readonly accumulator: RecordAccumulator
  readonly state: DeliveryState
  readonly observer: ProducerObserver
}

/**
 * Ends each batch once: it is written, split, put back to be sent again, or given up. Whatever
 * happens, its memory is released and its sequence numbers are accounted for.
 */
export class BatchSettlement {
  readonly #options: SettlementOptions
  /** Partitions with batches that were given up after they had been sent. */
  readonly #unresolved = new Set<PartitionLane>()

  constructor(options: SettlementOptions) {
    this.#options = options
  }

  /** A batch that was on its way has been answered, or never will be. */
  settle({ lane, batch }: SentBatch, said: Said): void {
    lane.inFlight -= 1
    batch.isInFlight = false
    const { state, cluster } = this.#options
    const { errorCode, baseOffset = -1n } = said
    if (batch.isDone) {
      if (errorCode === ErrorCode.none) lane.sequence.acknowledge(batch, baseOffset)
      return
    }
    const mayTryAgain = this.#mayTryAgain(batch)
    switch (judge(said, { lane, batch, state, mayTryAgain })) {
      case 'written':
        this.#deliver(lane, batch, said)
        return
      case 'split':
        this.#options.observer.split()
        splitBatch(lane, batch, this.#options)
        return
      case 'again':
        this.#sendAgain(lane, batch)
        break
      case 'given up':
        this.#refuse(lane, batch, said, mayTryAgain)
    }
    cluster.notice(brokerError(errorCode, `write to ${lane.name}`))
  }

  /** Gives up what has waited for delivery.timeout.ms, sent or not. */
  expire(now: number): void {
    const { accumulator, config } = this.#options
    const { deliveryTimeoutMs } = config
    // Batches are made in order, and all may take equally long.
    for (const [batch, lane] of accumulator.incomplete) {
      if (batch.createdMs + deliveryTimeoutMs > now) return
      const { recordCount } = batch
      const error = clientErrors.DELIVERY_TIMED_OUT(recordCount, lane.name, deliveryTimeoutMs)
      if (batch.producer !== undefined) this.#markUnresolved(lane, batch)
      this.fail(lane, batch, error)
    }
  }

  /** When the next batch has waited that long; Infinity: there is none. */
  nextExpiryMs(): number {
    for (const batch of this.#options.accumulator.incomplete.keys()) {
      return batch.createdMs + this.#options.config.deliveryTimeoutMs
    }
    return Infinity
  }

  /** Of batches that were given up after they were sent nobody knows whether they are written. */
  resolveSequences(): void {
    const { state } = this.#options
    if (!state.isIdempotent) return
    for (const lane of this.#unresolved) {
      const outcome = lane.sequence.resolve()
      if (outcome === undefined) continue
      this.#unresolved.delete(lane)
      if (outcome === 'gap') state.startAgain(lane)
    }
  }

  /** Gives up a batch, with one error for all of its records or one for each. */
  fail(
    lane: PartitionLane,
    batch: ProducerBatch,
    error: KafkaError,
    errorOf: (index: number) => KafkaError = () => error,
  ): void {
    const { accumulator, state, observer } = this.#options
    accumulator.release(batch)
    lane.sequence.forget(batch)
    observer.failed(settled(lane, batch), error)
    state.sendFailed(error)
    batch.fail(errorOf)
  }

  #deliver(lane: PartitionLane, batch: ProducerBatch, said: Said): void {
    const { accumulator, observer } = this.#options
    const { baseOffset = -1n, logAppendTimeMs: appendTimeMs = -1n } = said
    lane.sequence.acknowledge(batch, baseOffset)
    accumulator.release(batch)
    observer.delivered(settled(lane, batch))
    const { topic, partition } = lane
    batch.deliver({ topic, partition, baseOffset, appendTimeMs })
  }

  #mayTryAgain(batch: ProducerBatch): boolean {
    const { config, cluster } = this.#options
    const ageMs = cluster.env.clock.monotonicMs() - batch.createdMs
    return batch.retries < config.retries && ageMs < config.deliveryTimeoutMs
  }

  #sendAgain(lane: PartitionLane, batch: ProducerBatch): void {
    const { cluster, accumulator } = this.#options
    const { clock, random } = cluster.env
    this.#options.observer.retried(lane.topic, batch.recordCount)
    batch.retries += 1
    batch.retryAtMs = clock.monotonicMs() + backoffMs(cluster.backoff, batch.retries, random)
    accumulator.requeue(lane, batch)
  }

  /** The broker will not have it: numbers close up behind it, unless it may be written after all. */
  #refuse(lane: PartitionLane, batch: ProducerBatch, said: Said, wasRefused: boolean): void {
    const action = `write ${batch.recordCount} records to ${lane.name}`
    const error = brokerError(said.errorCode, action, said.errorMessage)
    const { recordErrors = [] } = said
    const reasons = new Map(
      recordErrors.map(({ batchIndex, batchIndexErrorMessage }) => {
        const code = recordErrors.length === 1 ? said.errorCode : ErrorCode.invalidRecord
        const detail = batchIndexErrorMessage ?? said.errorMessage
        return [batchIndex, brokerError(code, `write a record to ${lane.name}`, detail)]
      }),
    )
    const other = reasons.size === 0 ? error : clientErrors.BATCH_REFUSED(lane.name)
    this.#settleSequence(lane, batch, wasRefused)
    this.fail(lane, batch, error, (index) => reasons.get(index) ?? other)
  }

  #settleSequence(lane: PartitionLane, batch: ProducerBatch, wasRefused: boolean): void {
    const { state } = this.#options
    if (!state.isIdempotent) return
    if (!wasRefused) this.#markUnresolved(lane, batch)
    else if (state.transactionalId === undefined) state.startAgain(lane)
    else lane.sequence.closeGap(batch)
  }

  #markUnresolved(lane: PartitionLane, batch: ProducerBatch): void {
    lane.sequence.markUnresolved(batch)
    this.#unresolved.add(lane)
  }
}

function settled({ topic, partition }: PartitionLane, batch: ProducerBatch): SettledBatch {
  return { topic, partition, records: batch.recordCount, createdMs: batch.createdMs }
}
