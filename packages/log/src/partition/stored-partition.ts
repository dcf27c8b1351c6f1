import { ErrorCode, uuidToBytes, type RecordBatch, type Uuid } from '@barnabus/protocol'
import type { ActiveProducer } from '../active-producer.ts'
import type { AppendContext, AppendOutcome, Refused } from '../append/append-outcome.ts'
import { prepareBatch } from '../append/prepare-batch.ts'
import { gapsBelow } from '../compaction/compaction-progress.ts'
import { PartitionCompaction } from '../compaction/partition-compaction.ts'
import type { DirectoryContext } from '../directory/directory-context.ts'
import { logErrors } from '../errors.ts'
import { partitionName } from '../partition-id.ts'
import type { PartitionLog } from '../partition-log.ts'
import type { SequenceVerdict } from '../producers/producer-states.ts'
import type { ProducedBatch } from '../producers/producer.ts'
import type { EpochEnd, ReadOutcome, ReadRequest, TimestampedOffset } from '../read/read-outcome.ts'
import { PartitionReader } from '../read/partition-reader.ts'
import { TimestampSearch } from '../read/timestamp-search.ts'
import { countDeletable, type SegmentFacts } from '../retention/deletable-segments.ts'
import type { PartitionCheckpoint } from '../recovery/checkpoint-file.ts'
import { rebuildIndexes } from '../segment/rebuild-indexes.ts'
import type { Segment } from '../segment/segment.ts'
import type { TimestampOffset } from '../segment/time-index.ts'
import type { TopicLogSettings } from '../settings.ts'
import type { CommitListener } from '../wal/commits.ts'
import { FlushPolicy } from './flush-policy.ts'
import { extendLog, rollSegment } from './log-end.ts'
import type { PartitionFiles } from './partition-files.ts'
import type { PartitionState } from './partition-state.ts'

const resolved = Promise.resolve()

/** A partition whose files are sound. */
export class StoredPartition implements PartitionLog, CommitListener {
  readonly compaction: PartitionCompaction
  readonly #context: DirectoryContext
  readonly #state: PartitionState
  readonly #files: PartitionFiles
  readonly #reader: PartitionReader
  readonly #search: TimestampSearch
  readonly #flushPolicy: FlushPolicy
  readonly #topicIdBytes: Uint8Array
  readonly #listeners = new Set<() => void>()
  /** The promise of the newest append: what is not durable yet is by then. */
  #lastDurable: Promise<void> = resolved
  #isDeleted = false

  constructor(context: DirectoryContext, state: PartitionState, files: PartitionFiles) {
    this.#context = context
    this.#state = state
    this.#files = files
    this.#reader = new PartitionReader(context, state, files)
    const largestOf = (segment: Segment): Promise<TimestampOffset | undefined> =>
      this.#largestOf(segment)
    this.#search = new TimestampSearch(state, this.#reader, largestOf)
    this.compaction = new PartitionCompaction({ context, state, files, largestOf })
    this.#flushPolicy = new FlushPolicy(context)
    this.#topicIdBytes = uuidToBytes(state.id.topicId)
  }

  get topic(): string {
    return this.#state.id.topic
  }

  get topicId(): Uuid {
    return this.#state.id.topicId
  }

  get partition(): number {
    return this.#state.id.partition
  }

  get state(): 'online' {
    return 'online'
  }

  get logStartOffset(): bigint {
    return this.#state.logStartOffset
  }

  get logEndOffset(): bigint {
    return this.#state.logEndOffset
  }

  get highWatermark(): bigint {
    return this.#state.highWatermark
  }

  get lastStableOffset(): bigint {
    const { highWatermark, producers, logStartOffset } = this.#state
    const lastStable = producers.lastStable(highWatermark)
    return lastStable > logStartOffset ? lastStable : logStartOffset // Deleted past a beginning.
  }

  get sizeBytes(): number {
    return this.#state.segments.sizeBytes
  }

  append(bytes: Uint8Array, context: AppendContext): AppendOutcome {
    const unavailable = this.#unavailable()
    if (unavailable !== undefined) return unavailable
    const prepared = prepareBatch(bytes, this.#state.settings, context)
    if (prepared.kind === 'refused') return prepared
    const { batch, logAppendTimeMs } = prepared
    const verdict = this.#judge(batch, context)
    if (verdict.kind === 'duplicate') return this.#answerDuplicate(verdict.batch)
    if (verdict.kind === 'refused') return { ...verdict, recordErrors: [] }
    return this.#append(batch, logAppendTimeMs, context.leaderEpoch)
  }

  expectBeginning(batch: RecordBatch, nowMs: number): void {
    this.#state.producers.expectBeginning(batch, nowMs)
  }

  read(request: ReadRequest): Promise<ReadOutcome> {
    if (this.#isDeleted) return Promise.resolve(gone)
    const { offset, maxBytes, minOneBatch, upTo } = request
    const limits = {
      highWatermark: this.#state.highWatermark,
      lastStable: this.lastStableOffset,
      logEnd: this.#state.logEndOffset,
    }
    const bounds = { maxBytes, minOneBatch, limit: limits[upTo] }
    if (upTo !== 'lastStable') return this.#reader.read(offset, bounds)
    return this.#reader.readCommitted(offset, bounds)
  }

  offsetForTimestamp(timestamp: bigint): Promise<TimestampedOffset | undefined> {
    return this.#search.firstFrom(timestamp)
  }

  async maxTimestampOffset(): Promise<TimestampedOffset | undefined> {
    await this.#lastDurable // So that the newest record, if it is that one, is visible.
    return this.#search.largest()
  }

  endOffsetFor(leaderEpoch: number): EpochEnd | undefined {
    return this.#state.epochs.endOf(leaderEpoch, this.#state.highWatermark)
  }

  async deleteRecordsBefore(offset: bigint): Promise<bigint> {
    this.#assertPresent()
    const { logStartOffset, highWatermark } = this.#state
    if (offset > highWatermark) {
      throw logErrors.OFFSET_OUT_OF_RANGE(offset, logStartOffset, highWatermark)
    }
    await this.#moveLogStart(offset)
    await this.#removeDeletable()
    return this.#state.logStartOffset
  }

  activeProducers(): readonly ActiveProducer[] {
    return this.#state.producers.describe()
  }

  onAdvance(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  configure(settings: TopicLogSettings): void {
    this.#state.settings = settings
  }

  batchCommitted(nextOffset: bigint): void {
    this.#state.highWatermark = nextOffset
  }

  logStartCommitted(offset: bigint): void {
    if (offset <= this.#state.logStartOffset) return
    this.#state.logStartOffset = offset
    this.#state.isDirty = true
  }

  groupCommitted(): void {
    this.#context.writeBehind.note(this.#files)
    for (const listener of [...this.#listeners]) listener()
  }

  /** Whether a checkpoint has anything to do here. */
  get isDirty(): boolean {
    return this.#state.isDirty && !this.#isDeleted
  }

  /** Brings the files up to date; see PartitionFiles. Undefined: the partition is gone. */
  checkpoint(): Promise<PartitionCheckpoint | undefined> {
    this.#state.isDirty = false
    return this.#files.checkpoint(this.#lastDurable)
  }

  checkpointed(checkpoint: PartitionCheckpoint): Promise<void> {
    return this.#files.checkpointed(checkpoint.producersAt)
  }

  /** Removes what retention no longer keeps. */
  async applyRetention(): Promise<void> {
    if (this.#isDeleted) return
    const offset = await this.#retentionStart()
    if (offset <= this.#state.logStartOffset) return
    await this.#moveLogStart(offset)
    await this.#removeDeletable()
  }

  expireProducers(seenBeforeMs: number): void {
    if (this.#state.producers.expire(seenBeforeMs)) this.#files.producersChanged()
  }

  /** Ends the partition; its files are gone when this resolves. */
  async remove(movedTo: string): Promise<void> {
    this.#isDeleted = true
    for (const listener of [...this.#listeners]) listener()
    await this.compaction.stop()
    await this.#files.remove(movedTo)
  }

  #append(batch: RecordBatch, logAppendTimeMs: bigint, leaderEpoch: number): AppendOutcome {
    const baseOffset = this.#state.logEndOffset
    batch.assignOffset(baseOffset, leaderEpoch)
    const { lastOffset, nextOffset } = batch
    const body = extendLog(this.#context, this.#state, batch)
    if (batch.hasProducerId) this.#files.producersChanged()
    const mustSync = this.#flushPolicy.mustSync(batch.recordCount, this.#state.settings)
    const durable = this.#enqueue('batch', body, nextOffset, mustSync)
    this.#lastDurable = durable
    return { kind: 'appended', baseOffset, lastOffset, logAppendTimeMs, durable }
  }

  #judge(batch: RecordBatch, context: AppendContext): SequenceVerdict {
    const { origin, isInTransaction, epochPerTransaction = false } = context
    const { producers } = this.#state
    if (!batch.hasProducerId) return { kind: 'next' }
    if (origin === 'coordinator') return producers.judgeCoordinated(batch, epochPerTransaction)
    const verdict = producers.judge(batch, epochPerTransaction)
    if (verdict.kind !== 'next' || !batch.isTransactional || isInTransaction === true)
      return verdict
    if (producers.isInTransaction(batch.producerId, batch.producerEpoch)) return verdict
    return refuse(ErrorCode.invalidTxnState, 'The record is not part of an ongoing transaction')
  }

  #answerDuplicate({ lastOffset, offsetDelta, timestamp }: ProducedBatch): AppendOutcome {
    return {
      kind: 'duplicate',
      baseOffset: lastOffset - BigInt(offsetDelta),
      lastOffset,
      logAppendTimeMs: timestamp, // As Kafka has it, also where it is the producer's time.
      durable: lastOffset < this.#state.highWatermark ? resolved : this.#lastDurable,
    }
  }

  #unavailable(): Refused | undefined {
    if (this.#isDeleted) {
      return refuse(ErrorCode.unknownTopicOrPartition, 'The partition was deleted')
    }
    const { failure, commits } = this.#context
    if (failure.error !== undefined) {
      return refuse(ErrorCode.kafkaStorageError, failure.error.message)
    }
    if (!commits.isOpen) return refuse(ErrorCode.kafkaStorageError, 'The log has been closed')
    if (!commits.diskFull) return undefined
    return refuse(ErrorCode.kafkaStorageError, 'The disk is full, or too many files are open')
  }

  #assertPresent(): void {
    if (!this.#isDeleted) return
    throw logErrors.PARTITION_OFFLINE(partitionName(this.#state.id), 'it was deleted')
  }

  /** Up to `offset`, durable when resolved; never down. */
  async #moveLogStart(offset: bigint): Promise<void> {
    if (offset <= this.#state.logStartOffset) return
    const body = new Uint8Array(8)
    new DataView(body.buffer).setBigInt64(0, offset)
    await this.#enqueue('logStart', body, offset, true)
  }

  #enqueue(
    kind: 'batch' | 'logStart',
    body: Uint8Array,
    offset: bigint,
    mustSync: boolean,
  ): Promise<void> {
    const { partition } = this.#state.id
    const entry = { kind, topicId: this.#topicIdBytes, partition, body, offset, owner: this }
    return this.#context.commits.wal.enqueue(entry, { mustSync })
  }

  /** Whole segments before the log's start. */
  async #removeDeletable(): Promise<void> {
    const { segments, logStartOffset } = this.#state
    const kept = segments.all.findIndex((_, index) => {
      const next = segments.all[index + 1]
      return next === undefined || next.baseOffset > logStartOffset
    })
    if (kept > 0) await this.#files.removeFirst(kept)
  }

  /** Up to where retention no longer keeps the log. If that is its end, a new segment begins. */
  async #retentionStart(): Promise<bigint> {
    const { segments } = this.#state
    const facts = await this.#segmentFacts()
    // From here on nothing may wait: what was found out holds only until something is appended.
    const { logStartOffset, highWatermark, logEndOffset, settings } = this.#state
    const last = facts.at(-1)
    const isReplaced = facts.some(({ segment }) => segment.isReplaced)
    if (facts.length !== segments.all.length || last?.endOffset !== logEndOffset || isReplaced) {
      return logStartOffset // The log has changed meanwhile: next time, then.
    }
    const nowMs = this.#context.env.clock.nowMs()
    const log = { segments: facts, logStartOffset, highWatermark, nowMs }
    const count = countDeletable(log, settings)
    if (count === facts.length) rollSegment(this.#context, this.#state)
    return count === 0 ? logStartOffset : facts[count - 1]!.endOffset
  }

  async #segmentFacts(): Promise<readonly (SegmentFacts & { readonly segment: Segment })[]> {
    const { segments, logEndOffset } = this.#state
    const all = [...segments.all]
    const largest = await Promise.all(all.map((segment) => this.#largestOf(segment)))
    return all.map((segment, index) => ({
      segment,
      sizeBytes: segment.sizeBytes,
      endOffset: all[index + 1]?.baseOffset ?? logEndOffset,
      largestTimestampMs: largest[index]?.timestamp,
    }))
  }

  /** A sealed segment whose time index does not know is counted through once. */
  async #largestOf(segment: Segment): Promise<TimestampOffset | undefined> {
    const { gate } = this.#state
    const largest = await gate.read(() => segment.largestTimestamp())
    const isSealed = segment !== this.#state.segments.active
    const isUnknown = largest === undefined && segment.sizeBytes > 0 && isSealed
    if (largest !== 'insane' && !isUnknown) return largest
    if (segment.isCounted || !isSealed) return undefined
    const { indexIntervalBytes } = this.#state.settings
    await this.#files.rebuildIndexes(segment, async () => {
      const gaps = gapsBelow(this.#state.compaction)
      await rebuildIndexes(segment, { indexIntervalBytes, gapsBelow: gaps })
    })
    segment.isCounted = true
    const counted = await gate.read(() => segment.largestTimestamp())
    return counted === 'insane' ? undefined : counted
  }
}

const gone: ReadOutcome = { kind: 'failed', errorCode: ErrorCode.unknownTopicOrPartition }

function refuse(errorCode: ErrorCode, message: string): Refused {
  return { kind: 'refused', errorCode, message, recordErrors: [] }
}
