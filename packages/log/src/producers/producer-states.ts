import { ErrorCode, type RecordBatch } from '@barnabus/protocol'
import type { ActiveProducer } from '../active-producer.ts'
import type { AbortedTransactionEntry } from '../segment/transaction-index.ts'
import { Beginnings } from './beginnings.ts'
import { markerIn } from './marker.ts'
import { OpenTransactions } from './open-transactions.ts'
import { Producer, type ProducedBatch } from './producer.ts'

/** What a partition says to a batch of an idempotent producer. */
export type SequenceVerdict =
  | { readonly kind: 'next' }
  | { readonly kind: 'duplicate'; readonly batch: ProducedBatch }
  | { readonly kind: 'refused'; readonly errorCode: ErrorCode; readonly message: string }

const next: SequenceVerdict = { kind: 'next' }

/** No transaction has this epoch: it is there to fence the one before. */
const epochMax = 32_767

/** The idempotent producers that a partition knows: who wrote what last, in which transaction. */
export class ProducerStates {
  readonly #producers = new Map<bigint, Producer>()
  readonly #open = new OpenTransactions()
  readonly #beginnings = new Beginnings()

  get size(): number {
    return this.#producers.size
  }

  [Symbol.iterator](): Iterator<Producer> {
    return this.#producers.values()
  }

  /**
   * Judges a batch that has a producer id; changes nothing. With an epoch per transaction nobody
   * begins anywhere but at 0.
   */
  judge(batch: RecordBatch, epochPerTransaction = false): SequenceVerdict {
    const producer = this.#producers.get(batch.producerId)
    const duplicate = producer?.duplicateOf(batch)
    if (duplicate !== undefined) return { kind: 'duplicate', batch: duplicate }
    if (producer !== undefined && batch.producerEpoch < producer.epoch) {
      return refuseEpoch(batch, producer)
    }
    const lowest = this.#beginnings.lowestSequenceOf(batch.producerId)
    if (lowest !== undefined && batch.baseSequence > lowest) return refuseOvertaking(batch, lowest)
    if (producer !== undefined) return this.#judgeOrder(batch, producer)
    // All its records may be gone by retention, or it was silent for too long: take it at its word.
    return epochPerTransaction && batch.baseSequence !== 0 ? refuseBeginning(batch) : next
  }

  #judgeOrder(batch: RecordBatch, producer: Producer): SequenceVerdict {
    const inOrder =
      batch.producerEpoch === producer.epoch
        ? producer.expects(batch.baseSequence)
        : batch.baseSequence === 0
    if (!inOrder) return refuseSequence(batch, producer)
    const isStray = producer.transactionStart !== undefined && !batch.isTransactional
    return isStray ? refuseStray(batch) : next
  }

  /**
   * Judges what a coordinator writes for a producer: its markers, and records in its transaction.
   * With an epoch per transaction a marker of the same epoch is an old one that comes again: it must
   * not end the next transaction.
   */
  judgeCoordinated(batch: RecordBatch, epochPerTransaction = false): SequenceVerdict {
    const producer = this.#producers.get(batch.producerId)
    if (producer === undefined) return next
    if (batch.producerEpoch < producer.epoch) return refuseEpoch(batch, producer)
    const marker = batch.isControl ? markerIn(batch) : undefined
    const isOld =
      marker !== undefined &&
      epochPerTransaction &&
      batch.producerEpoch === producer.epoch &&
      producer.transactionStart !== undefined &&
      producer.epoch !== epochMax
    if (isOld) return refuseEpoch(batch, producer)
    const isFenced = marker !== undefined && marker.coordinatorEpoch < producer.coordinatorEpoch
    return isFenced ? refuseCoordinator(batch, producer) : next
  }

  /**
   * A client is to begin a transaction with this batch, and may have to come again with it: until
   * something of the transaction is here, what has a higher sequence number is refused.
   */
  expectBeginning(batch: RecordBatch, nowMs: number): void {
    const { producerId, producerEpoch } = batch
    const producer = this.#producers.get(producerId)
    if (producer !== undefined && producerEpoch < producer.epoch) return
    if (!this.isInTransaction(producerId, producerEpoch)) this.#beginnings.expect(batch, nowMs)
  }

  /** Whether the producer has a transaction open here, in this very epoch. */
  isInTransaction(producerId: bigint, epoch: number): boolean {
    const producer = this.#producers.get(producerId)
    return producer?.epoch === epoch && producer.transactionStart !== undefined
  }

  /**
   * Notes a batch that has its offsets. Live and in recovery, in the order of the log. Returns the
   * transaction that it aborts, if it does.
   */
  apply(batch: RecordBatch, nowMs: number): AbortedTransactionEntry | undefined {
    if (!batch.hasProducerId) return undefined
    if (batch.isTransactional) this.#beginnings.end(batch.producerId)
    if (batch.isControl) return this.#applyMarker(batch, nowMs)
    const { producerId, producerEpoch } = batch
    const producer = this.#producers.get(producerId) ?? this.#create(producerId, producerEpoch)
    producer.seenAtMs = nowMs
    // An empty one is what compaction left of a producer's last batch; its marker may be gone.
    const isBeginning = batch.isTransactional && batch.recordCount > 0
    if (isBeginning && producer.transactionStart === undefined) {
      producer.transactionStart = batch.baseOffset
      this.#open.begin(producerId, batch.baseOffset)
    }
    producer.add(producerEpoch, {
      lastSequence: batch.lastSequence,
      lastOffset: batch.lastOffset,
      offsetDelta: batch.lastOffsetDelta,
      timestamp: batch.maxTimestamp,
    })
    return undefined
  }

  /** Takes over a producer from a snapshot; a later entry about the same one adds its batches. */
  restore(producer: Producer): void {
    this.#producers.set(producer.producerId, producer)
  }

  /** To be called when all producers have been taken over. */
  restored(): void {
    const begun = [...this.#producers.values()].flatMap(({ producerId, transactionStart }) =>
      transactionStart === undefined ? [] : [{ producerId, transactionStart }],
    )
    begun.sort((a, b) => (a.transactionStart < b.transactionStart ? -1 : 1))
    for (const { producerId, transactionStart } of begun) {
      this.#open.begin(producerId, transactionStart)
    }
  }

  get(producerId: bigint): Producer | undefined {
    return this.#producers.get(producerId)
  }

  /** Forgets those who were silent since `seenBeforeMs` and have no open transaction. */
  expire(seenBeforeMs: number): boolean {
    this.#beginnings.expire(seenBeforeMs)
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
    this.#open.clear()
    this.#beginnings.clear()
  }

  /** Up to where every transaction is decided, in a log that is durable up to `highWatermark`. */
  lastStable(highWatermark: bigint): bigint {
    return this.#open.lastStable(highWatermark)
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

  #applyMarker(batch: RecordBatch, nowMs: number): AbortedTransactionEntry | undefined {
    const marker = markerIn(batch)
    if (marker === undefined) return undefined
    const { producerId, producerEpoch, lastOffset } = batch
    const producer = this.#producers.get(producerId) ?? this.#create(producerId, producerEpoch)
    producer.seenAtMs = nowMs
    producer.enter(producerEpoch)
    producer.coordinatorEpoch = marker.coordinatorEpoch
    producer.lastTimestamp = batch.maxTimestamp
    const firstOffset = producer.transactionStart
    if (firstOffset === undefined) return undefined
    producer.transactionStart = undefined
    this.#open.end({ producerId, firstOffset, lastOffset })
    if (marker.outcome === 'commit') return undefined
    const lastStableOffset = this.#open.first ?? lastOffset + 1n
    return { producerId, firstOffset, lastOffset, lastStableOffset }
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

function refuseStray({ producerId }: RecordBatch): SequenceVerdict {
  return {
    kind: 'refused',
    errorCode: ErrorCode.invalidTxnState,
    message: `Producer ${producerId} has a transaction open here, but wrote outside of it`,
  }
}

function refuseCoordinator({ producerId }: RecordBatch, producer: Producer): SequenceVerdict {
  return {
    kind: 'refused',
    errorCode: ErrorCode.transactionCoordinatorFenced,
    message:
      `A marker for producer ${producerId} comes from an old coordinator: ` +
      `epoch ${producer.coordinatorEpoch} has been seen`,
  }
}

function refuseBeginning({ producerId, baseSequence }: RecordBatch): SequenceVerdict {
  return {
    kind: 'refused',
    errorCode: ErrorCode.outOfOrderSequenceNumber,
    message:
      `Producer ${producerId} begins a transaction here with sequence number ${baseSequence}, ` +
      'not with 0',
  }
}

function refuseOvertaking(
  { producerId, baseSequence }: RecordBatch,
  lowest: number,
): SequenceVerdict {
  return {
    kind: 'refused',
    errorCode: ErrorCode.outOfOrderSequenceNumber,
    message:
      `Producer ${producerId} wrote sequence number ${baseSequence}, ` +
      `but what it came with first, ${lowest}, is not here yet`,
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
