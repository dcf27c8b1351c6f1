import { ErrorCode, type RecordBatch } from '@barnabus/protocol'
import type { ActiveProducer } from '../active-producer.ts'
import { Producer, type ProducedBatch } from './producer.ts'

/** What a partition says to a batch of an idempotent producer. */
export type SequenceVerdict =
  | { readonly kind: 'next' }
  | { readonly kind: 'duplicate'; readonly batch: ProducedBatch }
  | { readonly kind: 'refused'; readonly errorCode: ErrorCode; readonly message: string }

const next: SequenceVerdict = { kind: 'next' }

/** The idempotent producers that a partition knows: who wrote what last. */
export class ProducerStates {
  readonly #producers = new Map<bigint, Producer>()

  get size(): number {
    return this.#producers.size
  }

  [Symbol.iterator](): Iterator<Producer> {
    return this.#producers.values()
  }

  /** Judges a batch that has a producer id; changes nothing. */
  judge(batch: RecordBatch): SequenceVerdict {
    const producer = this.#producers.get(batch.producerId)
    // All its records may be gone by retention, or it was silent for too long: take it at its word.
    if (producer === undefined) return next

    const duplicate = producer.duplicateOf(batch)
    if (duplicate !== undefined) return { kind: 'duplicate', batch: duplicate }
    if (batch.producerEpoch < producer.epoch) return refuseEpoch(batch, producer)
    const inOrder =
      batch.producerEpoch === producer.epoch
        ? producer.batches.length === 0 || producer.expects(batch.baseSequence)
        : batch.baseSequence === 0
    return inOrder ? next : refuseSequence(batch, producer)
  }

  /** Notes a batch that has its offsets. Live and in recovery, in the order of the log. */
  apply(batch: RecordBatch, nowMs: number): void {
    if (!batch.hasProducerId || batch.isControl) return
    const { producerId, producerEpoch } = batch
    const producer = this.#producers.get(producerId) ?? this.#create(producerId, producerEpoch)
    producer.seenAtMs = nowMs
    producer.add(producerEpoch, {
      lastSequence: batch.lastSequence,
      lastOffset: batch.lastOffset,
      offsetDelta: batch.lastOffsetDelta,
      timestamp: batch.maxTimestamp,
    })
  }

  /** Takes over a producer from a snapshot; a later entry about the same one adds its batches. */
  restore(producer: Producer): void {
    this.#producers.set(producer.producerId, producer)
  }

  get(producerId: bigint): Producer | undefined {
    return this.#producers.get(producerId)
  }

  /** Forgets those who were silent since `seenBeforeMs` and have no open transaction. */
  expire(seenBeforeMs: number): boolean {
    let changed = false
    for (const [producerId, producer] of this.#producers) {
      if (producer.seenAtMs >= seenBeforeMs || producer.transactionStart !== undefined) continue
      this.#producers.delete(producerId)
      changed = true
    }
    return changed
  }

  clear(): void {
    this.#producers.clear()
  }

  /** Where the oldest open transaction begins; undefined: none is open. */
  get firstUnstableOffset(): bigint | undefined {
    return undefined
  }

  describe(): readonly ActiveProducer[] {
    return [...this.#producers.values()].map((producer) => ({
      producerId: producer.producerId,
      producerEpoch: producer.epoch,
      lastSequence: producer.lastSequence,
      lastTimestamp: producer.lastTimestamp,
      coordinatorEpoch: producer.coordinatorEpoch,
      currentTransactionStartOffset: producer.transactionStart ?? -1n,
    }))
  }

  #create(producerId: bigint, epoch: number): Producer {
    const producer = new Producer({
      producerId,
      epoch,
      lastTimestamp: -1n,
      coordinatorEpoch: -1,
      transactionStart: undefined,
      seenAtMs: 0,
    })
    this.#producers.set(producerId, producer)
    return producer
  }
}

function refuseEpoch(batch: RecordBatch, producer: Producer): SequenceVerdict {
  return {
    kind: 'refused',
    errorCode: ErrorCode.invalidProducerEpoch,
    message:
      `Producer ${batch.producerId} wrote with epoch ${batch.producerEpoch}, ` +
      `but epoch ${producer.epoch} has been seen`,
  }
}

function refuseSequence(batch: RecordBatch, producer: Producer): SequenceVerdict {
  return {
    kind: 'refused',
    errorCode: ErrorCode.outOfOrderSequenceNumber,
    message:
      `Producer ${batch.producerId} with epoch ${batch.producerEpoch} wrote sequence number ` +
      `${batch.baseSequence}, but the last one seen was ${producer.lastSequence} ` +
      `in epoch ${producer.epoch}`,
  }
}
