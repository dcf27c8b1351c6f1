import type { Patience } from '../cluster/cluster.ts'
import type { PartitionMetadata } from '../cluster/metadata-snapshot.ts'
import { Deadline } from '../deadline.ts'
import { clientErrors } from '../errors.ts'
import type { ConsumerGroupMetadata, Subscription } from '../groups/group-member.ts'
import type { Metric } from '../observation/metric.ts'
import { partitionKey, type PartitionOffset, type TopicPartition } from '../topic-partition.ts'
import { handedOffsets, rememberCommitted } from './committing/auto-commit.ts'
import { batchStream } from './delivery/batch-stream.ts'
import { ConsumerBatch } from './records/consumer-batch.ts'
import { lagOf } from './delivery/count-consumption.ts'
import { ConsumerParts, type ConsumerOptions } from './consumer-parts.ts'
import { ConsumerRecord } from './records/consumer-record.ts'
import { consumerValues, type ConsumerSettings } from './consumer-settings.ts'
import type { PullPatience } from './delivery/delivery.ts'
import type { CommittedOffset, GroupOffsets, OffsetToCommit } from './committing/group-offsets.ts'
import { earliestTimestamp, latestTimestamp, type FoundOffset } from './positions/offsets-lookup.ts'
import type { RebalanceHooks } from './committing/rebalances.ts'
import { RecordStream } from './delivery/record-stream.ts'

/** The first record of a partition that is not older than some time. */
export interface OffsetAtTime extends PartitionOffset {
  /** Of that very record. */
  readonly timestamp: bigint
  readonly leaderEpoch: number | undefined
}

/** Topics by name, by a pattern that this client matches, or by one that the broker does. */
export type TopicChoice = readonly string[] | RegExp | { readonly brokerPattern: string }

const closeTimeoutMs = 30_000

/**
 * Reads records: those of a group's partitions (`subscribe`), or of partitions of its own choice
 * (`assign`).
 *
 * Records are pulled, one by one (`for await … of consumer`), in batches (`batches`) or in arrays
 * (`poll`), by one of these at a time. What was handed out counts as finished when the next is asked
 * for; only what is finished is committed automatically. Everything rejects with KafkaErrors, or
 * with the reason of the signal that was handed in.
 */
export class Consumer implements AsyncDisposable {
  readonly #parts: ConsumerParts
  #isManual = false
  #closing: Promise<void> | undefined

  /** Throws INVALID_CONFIG for settings that are unknown, wrong, or contradict each other. */
  constructor(settings: ConsumerSettings, options: ConsumerOptions = {}) {
    this.#parts = new ConsumerParts(consumerValues(settings), options)
  }

  /** Joins the group, in the background, to get a share of these topics. Replaces what was before. */
  async subscribe(topics: TopicChoice, hooks: RebalanceHooks = {}): Promise<void> {
    this.#throwIfClosed()
    if (this.#parts.offsets === undefined) throw clientErrors.NO_GROUP('subscribe')
    if (this.#isManual) throw clientErrors.SUBSCRIBED_OTHERWISE('subscribe', 'assigned partitions')
    this.#parts.subscribe(subscriptionOf(topics), hooks)
  }

  /** Reads exactly these partitions, whatever the group does. Replaces what was before. */
  assign(partitions: readonly TopicPartition[]): void {
    this.#throwIfClosed()
    if (this.#parts.member !== undefined) {
      throw clientErrors.SUBSCRIBED_OTHERWISE('assign partitions', 'a subscription')
    }
    this.#isManual = partitions.length > 0
    this.#parts.assign(partitions)
  }

  /** Leaves the group, and reads nothing any more. */
  async unsubscribe(patience: Patience = {}): Promise<void> {
    this.#isManual = false
    await this.#parts.unsubscribe(this.#deadline(patience))
  }

  /** What is read now. */
  get assignment(): readonly TopicPartition[] {
    return this.#parts.assignment.partitions
  }

  /** What commits say of this consumer; a transactional producer sends it along with offsets. */
  get groupMetadata(): ConsumerGroupMetadata {
    return this.#parts.groupMetadata
  }

  /**
   * Whether partitions are changing hands, for which the group waits until the application asks for
   * more: whoever works on many records may stop before the next.
   */
  get isRebalancing(): boolean {
    return this.#parts.rebalances.isUnderWay
  }

  /**
   * Says that the application works on what it was given, though it does not ask for more yet:
   * `max.poll.interval.ms` starts again.
   */
  keepWorking(): void {
    this.#parts.delivery.keepWorking()
  }

  /** Asks the group to share out its partitions anew. */
  enforceRebalance(reason?: string): void {
    if (this.#parts.member === undefined) throw clientErrors.NO_GROUP('ask for a rebalance')
    this.#parts.member.enforceRebalance(reason)
  }

  /** All records, one by one, until the consumer is closed. */
  records(options: { readonly signal?: AbortSignal } = {}): RecordStream {
    this.#throwIfClosed()
    return new RecordStream(this.#parts.delivery, options.signal)
  }

  [Symbol.asyncIterator](): RecordStream {
    return this.records()
  }

  /** All records in batches of at most `max.poll.records`, until the consumer is closed. */
  batches(
    options: { readonly signal?: AbortSignal } = {},
  ): AsyncGenerator<ConsumerBatch, undefined> {
    this.#throwIfClosed()
    return batchStream(this.#parts.delivery, this.#parts.assignment, options.signal)
  }

  /** At most `max` records (left out: `max.poll.records`); none if none came in time. */
  async poll(
    options: PullPatience & { readonly max?: number } = {},
  ): Promise<readonly ConsumerRecord[]> {
    this.#throwIfClosed()
    const max = options.max ?? this.#parts.values['max.poll.records']
    if (!(max >= 1)) throw clientErrors.ARGUMENT_REFUSED('a poll gives at least one record')
    return await this.#parts.delivery.some(max, options)
  }

  /**
   * Commits where the group shall go on: behind this record, behind this batch, at these offsets; or,
   * left out, behind everything that was handed out. Tries again where Kafka's own client does.
   */
  async commit(
    what?: ConsumerRecord | ConsumerBatch | readonly OffsetToCommit[],
    patience: Patience = {},
  ): Promise<void> {
    const { assignment, observer } = this.#parts
    const offsets = what === undefined ? handedOffsets(assignment) : offsetsOf(what)
    await observer.timed('commit-sync', () =>
      this.#groupOffsets('commit').commit(offsets, this.#deadline(patience)),
    )
    rememberCommitted(assignment, offsets)
  }

  /** What the group has committed of each of these, in their order. */
  async committed(
    partitions: readonly TopicPartition[],
    patience: Patience = {},
  ): Promise<readonly (CommittedOffset | undefined)[]> {
    const offsets = this.#groupOffsets('read committed offsets')
    const found = await this.#parts.observer.timed('committed', () =>
      offsets.committed(partitions, this.#deadline(patience)),
    )
    return partitions.map((partition) => found.get(partitionKey(partition)))
  }

  /** The offset of the record that is handed out next; waits until it is known. */
  async position(partition: TopicPartition, patience: Patience = {}): Promise<bigint> {
    return await this.#parts.position(partition, this.#deadline(patience))
  }

  /** Goes on at `offset`. With the epoch of the record before it, a truncated log is noticed. */
  seek(partition: TopicPartition, offset: bigint | number, leaderEpoch?: number): void {
    const state = this.#parts.assignment.require(partition)
    if (offset < 0) throw clientErrors.ARGUMENT_REFUSED(`no record has the offset ${offset}`)
    state.seek({ offset: BigInt(offset), leaderEpoch })
    this.#parts.changed()
  }

  /** Goes on at the first record there is, in these partitions or in all. */
  seekToBeginning(partitions?: readonly TopicPartition[]): void {
    this.#reset(partitions, 'earliest')
  }

  /** Goes on behind the last record there is, in these partitions or in all. */
  seekToEnd(partitions?: readonly TopicPartition[]): void {
    this.#reset(partitions, 'latest')
  }

  /** Goes on at the first record that is not older, or at the end if there is none. */
  async seekToTime(
    partition: TopicPartition,
    time: number | bigint | Date,
    patience: Patience = {},
  ): Promise<void> {
    const state = this.#parts.assignment.require(partition)
    const { version } = state
    const [found] = await this.offsetsForTimes([{ ...at(partition), time }], patience)
    if (state.version !== version) return // Somebody sought while we looked.
    if (found === undefined) state.reset({ kind: 'latest' })
    else state.seek(found)
    this.#parts.changed()
  }

  /** For each, in their order, the first record that is not older; undefined: there is none. */
  async offsetsForTimes(
    wanted: readonly (TopicPartition & { readonly time: number | bigint | Date })[],
    patience: Patience = {},
  ): Promise<readonly (OffsetAtTime | undefined)[]> {
    if (new Set(wanted.map(partitionKey)).size < wanted.length) {
      throw clientErrors.ARGUMENT_REFUSED('a partition is asked for one time, not for several')
    }
    const times = wanted.map((one) => ({ ...at(one), timestampMs: millisecondsOf(one.time) }))
    const found = await this.#parts.lookup.all(times, this.#deadline(patience))
    return wanted.map((one) => {
      const { offset, timestamp, leaderEpoch } = found.get(partitionKey(one))!
      return offset < 0n ? undefined : { ...at(one), offset, timestamp, leaderEpoch }
    })
  }

  /** The partitions of a topic; waits for it. */
  async partitionsFor(
    topic: string,
    patience: Patience = {},
  ): Promise<readonly PartitionMetadata[]> {
    const { partitions } = await this.#parts.cluster.topic(topic, this.#deadline(patience))
    return partitions
  }

  /** The offset of the first record there is, in each. */
  async beginningOffsets(
    partitions: readonly TopicPartition[],
    patience: Patience = {},
  ): Promise<readonly PartitionOffset[]> {
    return await this.#ends(partitions, earliestTimestamp, patience)
  }

  /** The offset behind the last record that this consumer may see, in each. */
  async endOffsets(
    partitions: readonly TopicPartition[],
    patience: Patience = {},
  ): Promise<readonly PartitionOffset[]> {
    return await this.#ends(partitions, latestTimestamp, patience)
  }

  /** Hands nothing out of these partitions, or of any, until `resume`. */
  pause(partitions?: readonly TopicPartition[]): void {
    this.#setPaused(partitions, true)
  }

  /** Goes on with these partitions, or with all, where they were paused. */
  resume(partitions?: readonly TopicPartition[]): void {
    this.#setPaused(partitions, false)
  }

  get paused(): readonly TopicPartition[] {
    return [...this.#parts.assignment.states].filter((state) => state.isPaused).map(at)
  }

  /** How many offsets lie before this consumer, as of the last fetch; undefined: not known yet. */
  lag(partition: TopicPartition): bigint | undefined {
    const state = this.#parts.assignment.require(partition)
    const readsCommitted = this.#parts.values['isolation.level'] === 'read_committed'
    return lagOf(state, readsCommitted)
  }

  /** What this consumer has counted, under the names of Kafka's own client. */
  metrics(): readonly Metric[] {
    return this.#parts.metrics()
  }

  /**
   * Ends what is being pulled, commits what is finished (if that is automatic), leaves the group, and
   * closes all connections: as far as it comes within `timeoutMs`. Never rejects.
   */
  async close(options: { readonly timeoutMs?: number } = {}): Promise<void> {
    const timeoutMs = options.timeoutMs ?? closeTimeoutMs
    this.#closing ??= this.#parts.close(Deadline.after(this.#parts.cluster.env.clock, timeoutMs))
    await this.#closing
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }

  #throwIfClosed(): void {
    if (this.#closing !== undefined) throw clientErrors.CLOSED('consumer')
  }

  #deadline(patience: Patience): Deadline {
    this.#throwIfClosed()
    return this.#parts.cluster.deadline(patience)
  }

  #groupOffsets(action: string): GroupOffsets {
    if (this.#parts.offsets === undefined) throw clientErrors.NO_GROUP(action)
    return this.#parts.offsets
  }

  #reset(partitions: readonly TopicPartition[] | undefined, kind: 'earliest' | 'latest'): void {
    for (const state of this.#parts.assignment.requireAll(partitions)) state.reset({ kind })
    this.#parts.changed()
  }

  #setPaused(partitions: readonly TopicPartition[] | undefined, isPaused: boolean): void {
    for (const state of this.#parts.assignment.requireAll(partitions)) state.isPaused = isPaused
    this.#parts.changed()
  }

  async #ends(
    partitions: readonly TopicPartition[],
    timestampMs: bigint,
    patience: Patience,
  ): Promise<readonly PartitionOffset[]> {
    const wanted = partitions.map((partition) => ({ ...at(partition), timestampMs }))
    const found: ReadonlyMap<string, FoundOffset> = await this.#parts.lookup.all(
      wanted,
      this.#deadline(patience),
    )
    return partitions.map((one) => ({ ...at(one), offset: found.get(partitionKey(one))!.offset }))
  }
}

function at({ topic, partition }: TopicPartition): TopicPartition {
  return { topic, partition }
}

function subscriptionOf(topics: TopicChoice): Subscription {
  if (topics instanceof RegExp) return { kind: 'pattern', pattern: topics }
  if ('brokerPattern' in topics) return { kind: 'broker-pattern', pattern: topics.brokerPattern }
  return { kind: 'topics', topics }
}

function offsetsOf(
  what: ConsumerRecord | ConsumerBatch | readonly OffsetToCommit[],
): readonly OffsetToCommit[] {
  const last = what instanceof ConsumerBatch ? what.records.at(-1)! : what
  if (!(last instanceof ConsumerRecord)) return last as readonly OffsetToCommit[]
  return [{ ...at(last), offset: last.offset + 1n, leaderEpoch: last.leaderEpoch }]
}

function millisecondsOf(time: number | bigint | Date): bigint {
  return BigInt(time instanceof Date ? time.getTime() : time)
}
