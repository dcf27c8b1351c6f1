import { deepEqual } from 'node:assert/strict'
import { Buffer } from 'node:buffer'
import { encodeBatch, batchesIn, type Uuid } from '@barnabus/protocol'
import type { AppendOutcome, PartitionLog } from '@barnabus/log'
import type { Random } from '@barnabus/base'

/** The log broke a promise. */
export class BrokenPromise extends Error {
  override readonly name = 'BrokenPromise'
}

/** A batch that was given an offset, acknowledged or not. */
interface Sent {
  readonly bytes: Uint8Array
  readonly nextOffset: bigint
}

interface SentInSequence extends Sent {
  readonly baseOffset: bigint
  readonly baseSequence: number
  readonly recordCount: number
}

/** An idempotent producer as a client has it. */
interface ExpectedProducer {
  readonly producerId: bigint
  nextSequence: number
  /** In the order of their sequence numbers. */
  sent: SentInSequence[]
}

const remembered = 5

/** What a partition was told and what it has promised, and whether it keeps that. */
export class ExpectedPartition {
  readonly topic: string
  readonly topicId: Uuid
  readonly partition: number
  readonly #random: Random
  /** All batches that were ever given an offset: whichever is there must be one of them. */
  readonly #sent = new Map<bigint, Sent[]>()
  /** By their offsets, what must be there. */
  readonly #acknowledged = new Map<bigint, Sent>()
  readonly #producers: ExpectedProducer[]
  #acknowledgedEnd = 0n
  #logStart = 0n

  constructor(
    id: { readonly topic: string; readonly topicId: Uuid; readonly partition: number },
    random: Random,
  ) {
    this.topic = id.topic
    this.topicId = id.topicId
    this.partition = id.partition
    this.#random = random
    this.#producers = [11n, 12n].map((producerId) => ({ producerId, nextSequence: 0, sent: [] }))
  }

  /** Appends something to `log`, and remembers it. */
  append(log: PartitionLog, nowMs: number): void {
    const producer = this.#producers[this.#random.below(3)]
    const recordCount = 1 + this.#random.below(3)
    const bytes = this.#batch(recordCount, producer, nowMs)
    const outcome = log.append(bytes, { leaderEpoch: 0, origin: 'client', requestedAtMs: nowMs })
    if (outcome.kind === 'refused') {
      throw new BrokenPromise(`an append was refused: ${outcome.message}`)
    }
    if (outcome.kind !== 'appended') throw new BrokenPromise('a new batch was taken for an old one')
    this.#note(outcome, bytes, producer, recordCount)
  }

  /** Moves the log's start, and remembers it. */
  async deleteRecords(log: PartitionLog): Promise<void> {
    const span = Number(log.highWatermark - log.logStartOffset)
    const target = log.logStartOffset + BigInt(this.#random.below(span + 1))
    const start = await log.deleteRecordsBefore(target)
    if (start < target) throw new BrokenPromise(`records before ${target} were not deleted`)
    this.#sawLogStart(start)
  }

  /** Reads from a random place and compares. */
  async readSomewhere(log: PartitionLog): Promise<void> {
    const span = Number(log.highWatermark - log.logStartOffset)
    const offset = log.logStartOffset + BigInt(this.#random.below(span + 1))
    const maxBytes = 1 + this.#random.below(40_000)
    await this.#readFrom(log, offset, maxBytes)
  }

  /** What was acknowledged may be gone: the disk was not waited for, and the power failed. */
  forgive(): void {
    this.#acknowledged.clear()
    this.#acknowledgedEnd = 0n
  }

  /** After a start: everything promised is there, nothing else is, and the log can go on. */
  async check(log: PartitionLog, nowMs: number): Promise<void> {
    if (log.state !== 'online') throw new BrokenPromise('the partition is offline')
    if (log.logStartOffset < this.#logStart) {
      throw new BrokenPromise(`the log's start went back to ${log.logStartOffset}`)
    }
    if (log.highWatermark < this.#acknowledgedEnd) {
      const lost = `${log.highWatermark} to ${this.#acknowledgedEnd}`
      throw new BrokenPromise(`offsets ${lost} were acknowledged and are gone`)
    }
    this.#sawLogStart(log.logStartOffset)
    const found = await this.#readAll(log)
    this.#compare(found, log.logStartOffset)
    for (const producer of this.#producers) this.#resume(producer, found, log, nowMs)
  }

  #batch(recordCount: number, producer: ExpectedProducer | undefined, nowMs: number): Uint8Array {
    const large = this.#random.below(10) === 0
    const records = Array.from({ length: recordCount }, () => ({
      key: this.#random.bytes(4),
      value: this.#random.bytes(this.#random.below(large ? 9_000 : 300)),
      timestamp: BigInt(nowMs - this.#random.below(5_000)),
    }))
    if (producer === undefined) return encodeBatch({ records })
    const { producerId, nextSequence: baseSequence } = producer
    return encodeBatch({ records, producerId, producerEpoch: 0, baseSequence })
  }

  #note(
    outcome: Extract<AppendOutcome, { kind: 'appended' }>,
    bytes: Uint8Array,
    producer: ExpectedProducer | undefined,
    recordCount: number,
  ): void {
    const { baseOffset, lastOffset, durable } = outcome
    const sent = { bytes: Uint8Array.from(bytes), nextOffset: lastOffset + 1n }
    const others = this.#sent.get(baseOffset) ?? []
    this.#sent.set(baseOffset, [...others, sent])
    if (producer !== undefined) {
      const baseSequence = producer.nextSequence
      producer.sent.push({ ...sent, baseOffset, baseSequence, recordCount })
      producer.nextSequence += recordCount
    }
    durable.then(
      () => this.#acknowledge(baseOffset, sent),
      () => undefined, // Never acknowledged, so nothing is promised.
    )
  }

  #acknowledge(baseOffset: bigint, sent: Sent): void {
    this.#acknowledged.set(baseOffset, sent)
    if (sent.nextOffset > this.#acknowledgedEnd) this.#acknowledgedEnd = sent.nextOffset
  }

  #sawLogStart(offset: bigint): void {
    if (offset > this.#logStart) this.#logStart = offset
  }

  async #readAll(log: PartitionLog): Promise<Map<bigint, Sent>> {
    const found = new Map<bigint, Sent>()
    let offset = log.logStartOffset
    while (offset < log.highWatermark) {
      const batches = await this.#readFrom(log, offset, 20_000)
      for (const [baseOffset, batch] of batches) {
        found.set(baseOffset, batch)
        offset = batch.nextOffset
      }
      if (batches.size === 0) throw new BrokenPromise(`nothing can be read at ${offset}`)
    }
    return found
  }

  /** What a reader gets must be what was sent with that offset, whole. */
  async #readFrom(log: PartitionLog, from: bigint, maxBytes: number): Promise<Map<bigint, Sent>> {
    const request = { offset: from, maxBytes, upTo: 'highWatermark', minOneBatch: true } as const
    const outcome = await log.read(request)
    const found = new Map<bigint, Sent>()
    if (outcome.kind === 'outOfRange' && log.logStartOffset > from) return found
    if (outcome.kind !== 'batches') throw new BrokenPromise(`a read at ${from}: ${outcome.kind}`)
    for (const batch of outcome.batches.flatMap((bytes) => [...batchesIn(bytes)])) {
      const { baseOffset, bytes } = batch
      const sent = this.#sent
        .get(baseOffset)
        ?.find((known) => Buffer.compare(known.bytes, bytes) === 0)
      if (sent === undefined) {
        throw new BrokenPromise(`what is at ${baseOffset} was never sent with that offset`)
      }
      found.set(baseOffset, sent)
    }
    return found
  }

  #compare(found: ReadonlyMap<bigint, Sent>, logStart: bigint): void {
    for (const [baseOffset, sent] of this.#acknowledged) {
      if (sent.nextOffset <= logStart) this.#acknowledged.delete(baseOffset)
      else if (found.get(baseOffset)?.bytes !== sent.bytes) {
        throw new BrokenPromise(`the batch at ${baseOffset} was acknowledged and is not there`)
      }
    }
    // What was never acknowledged may be there or not, but now it has been shown.
    for (const [baseOffset, sent] of found) this.#acknowledge(baseOffset, sent)
    deepEqual([...found.keys()], [...found.keys()].sort(compareOffsets))
  }

  /** The producer sends again what it is not sure about, as clients do. */
  #resume(
    producer: ExpectedProducer,
    found: ReadonlyMap<bigint, Sent>,
    log: PartitionLog,
    nowMs: number,
  ): void {
    const isThere = (sent: SentInSequence): boolean =>
      found.get(sent.baseOffset)?.bytes === sent.bytes || sent.nextOffset <= this.#logStart
    const there = producer.sent.filter(isThere)
    const last = there.at(-1)
    const nextSequence = last === undefined ? 0 : last.baseSequence + last.recordCount
    const expected = there.reduce((sum, { recordCount }) => sum + recordCount, 0)
    if (nextSequence !== expected) throw new BrokenPromise('a batch was lost, a later one was kept')
    producer.sent = there
    producer.nextSequence = nextSequence
    for (const sent of there.slice(-remembered)) {
      const bytes = Uint8Array.from(sent.bytes)
      new DataView(bytes.buffer).setBigInt64(0, 0n)
      const outcome = log.append(bytes, { leaderEpoch: 0, origin: 'client', requestedAtMs: nowMs })
      if (outcome.kind !== 'duplicate' || outcome.baseOffset !== sent.baseOffset) {
        throw new BrokenPromise(
          `producer ${producer.producerId} sent the batch at ${sent.baseOffset} again: ${outcome.kind}`,
        )
      }
    }
  }
}

function compareOffsets(a: bigint, b: bigint): number {
  return a < b ? -1 : 1
}
