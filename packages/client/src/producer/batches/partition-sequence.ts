import type { ProducerBatch } from './producer-batch.ts'

/** Who a producer is for brokers; id -1: nobody yet. */
export interface ProducerIdentity {
  readonly producerId: bigint
  readonly producerEpoch: number
}

export const nobody: ProducerIdentity = { producerId: -1n, producerEpoch: -1 }

const sequenceMax = 0x7fffffff

/** The sequence `count` after `sequence`: beyond the largest comes 0. */
function sequenceAfter(sequence: number, count: number): number {
  return sequence > sequenceMax - count ? count - (sequenceMax - sequence) - 1 : sequence + count
}

/** The numbers under which records go to one partition, so that each is written once, in order. */
export class PartitionSequence {
  identity = nobody
  /** What has a number and is neither written nor given up, in the order of numbers. */
  unacknowledged: ProducerBatch[] = []
  #next = 0
  #lastAcknowledged = -1
  #lastOffset = -1n
  #unresolvedNext: number | undefined

  /** Gives a batch the next numbers. */
  assign(batch: ProducerBatch, isTransactional: boolean): void {
    batch.assign({ ...this.identity, baseSequence: this.#next, isTransactional })
    this.#next = sequenceAfter(this.#next, batch.recordCount)
    this.unacknowledged.push(batch)
  }

  /** Begins again at 0, as `identity`, with whatever is on its way. */
  restart(identity: ProducerIdentity): void {
    this.identity = identity
    this.#next = 0
    this.#lastAcknowledged = -1
    this.#unresolvedNext = undefined
    for (const batch of this.unacknowledged) {
      const isTransactional = batch.producer?.isTransactional ?? false
      batch.assign({ ...identity, baseSequence: this.#next, isTransactional })
      this.#next = sequenceAfter(this.#next, batch.recordCount)
    }
  }

  /** The broker has it, or what was in it is there already. */
  acknowledge(batch: ProducerBatch, baseOffset: bigint): void {
    const last = lastSequenceOf(batch)
    if (last !== undefined && last > this.#lastAcknowledged) this.#lastAcknowledged = last
    const lastOffset = baseOffset + BigInt(batch.recordCount - 1)
    if (baseOffset >= 0n && lastOffset > this.#lastOffset) this.#lastOffset = lastOffset
    this.forget(batch)
  }

  /** Whether all that was ever acknowledged is before that offset: the broker forgot about us. */
  isAllBefore(offset: bigint): boolean {
    return this.#lastOffset < offset
  }

  /** It is written, given up or replaced: its numbers stay as they are. */
  forget(batch: ProducerBatch): void {
    const at = this.unacknowledged.indexOf(batch)
    if (at >= 0) this.unacknowledged.splice(at, 1)
  }

  /** Others take the place of a batch, and its numbers. */
  replace(batch: ProducerBatch, by: readonly ProducerBatch[]): void {
    const { producer } = batch
    const at = this.unacknowledged.indexOf(batch)
    if (producer === undefined || at < 0) return
    let baseSequence = producer.baseSequence
    for (const part of by) {
      part.assign({ ...producer, baseSequence })
      baseSequence = sequenceAfter(baseSequence, part.recordCount)
    }
    this.unacknowledged.splice(at, 1, ...by)
  }

  /** The broker certainly never wrote it: those after it move up. */
  closeGap(batch: ProducerBatch): void {
    const { producer } = batch
    if (producer === undefined || producer.producerEpoch !== this.identity.producerEpoch) return
    this.#next -= batch.recordCount
    for (const other of this.unacknowledged) {
      const own = other.producer
      if (own === undefined || own.baseSequence <= producer.baseSequence) continue
      other.assign({ ...own, baseSequence: own.baseSequence - batch.recordCount })
    }
  }

  /** Whether this batch comes right after everything that was acknowledged. */
  isNext({ producer }: ProducerBatch): boolean {
    return producer?.baseSequence === this.#lastAcknowledged + 1
  }

  /** It was given up after it had been sent: nobody knows whether the broker has it. */
  markUnresolved(batch: ProducerBatch): void {
    const last = lastSequenceOf(batch)
    if (last !== undefined) this.#unresolvedNext = Math.max(this.#unresolvedNext ?? 0, last + 1)
  }

  get isUnresolved(): boolean {
    return this.#unresolvedNext !== undefined
  }

  /** Whether this batch comes right after those of which nobody knows. */
  isNextAfterUnresolved({ producer }: ProducerBatch): boolean {
    return this.#unresolvedNext !== undefined && producer?.baseSequence === this.#unresolvedNext
  }

  /**
   * Once nothing is on its way any more: whether the broker turned out to have it all. If not, there
   * is a gap, and the caller sees to it that numbers begin again.
   */
  resolve(): 'resolved' | 'gap' | undefined {
    if (this.#unresolvedNext === undefined || this.unacknowledged.length > 0) return undefined
    this.#unresolvedNext = undefined
    return this.#next - this.#lastAcknowledged === 1 ? 'resolved' : 'gap'
  }
}

function lastSequenceOf({ producer, recordCount }: ProducerBatch): number | undefined {
  return producer === undefined ? undefined : sequenceAfter(producer.baseSequence, recordCount - 1)
}
