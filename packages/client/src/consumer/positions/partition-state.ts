import type { Uuid } from '@barnabus/protocol'

import type { KafkaError } from '../../errors/kafka-error.ts'
import { partitionKey, type TopicPartition } from '../../topic-partition.ts'

/** Where a position shall be looked up: at one of the ends, or at a time. */
export type ResetTarget =
  | { readonly kind: 'earliest' }
  | { readonly kind: 'latest' }
  | { readonly kind: 'time'; readonly timestampMs: bigint }

/** What has to happen before a partition can be read. */
export type PositionPhase =
  /** Ask the group for what it has committed. */
  | { readonly kind: 'unknown' }
  /** Ask the leader for an offset. */
  | { readonly kind: 'resetting'; readonly target: ResetTarget }
  /** Ask the leader whether its log still holds what we read (KIP-320). */
  | { readonly kind: 'validating' }
  | { readonly kind: 'ready' }
  /** The application has to seek; `error` is what each pull says until then. */
  | { readonly kind: 'stuck'; readonly error: KafkaError }

const ready: PositionPhase = { kind: 'ready' }

/** An offset, and the epoch of the leader that wrote the record before it. */
export interface Position {
  readonly offset: bigint
  readonly leaderEpoch: number | undefined
}

/** Everything a consumer knows of one partition that it reads. */
export class PartitionState implements TopicPartition {
  readonly topic: string
  readonly partition: number
  readonly key: string
  phase: PositionPhase = { kind: 'unknown' }
  isPaused = false
  /** Changes whenever the position does so by other means than reading. */
  version = 0

  /** What the next fetch asks for: behind everything that is held. */
  fetchOffset = 0n
  fetchEpoch: number | undefined = undefined
  heldBytes = 0

  topicId: Uuid | undefined = undefined
  /** Of the leader that `phase` was last settled with; -1: not known. */
  leaderEpoch = -1
  preferredReplica: { readonly nodeId: number; readonly untilMs: number } | undefined = undefined
  highWatermark: bigint | undefined = undefined
  lastStableOffset: bigint | undefined = undefined
  logStartOffset: bigint | undefined = undefined
  /** What we last committed, or found committed. */
  committedOffset: bigint | undefined = undefined
  /** Not fetched before; after an error. */
  notBeforeMs = 0
  failures = 0

  // The position is their sum: one bigint for each batch instead of one for each record.
  #positionBase = 0n
  #positionDelta = 0
  #positionEpoch: number | undefined = undefined
  #soughtMin: bigint | undefined = undefined
  #readMax = 0n

  constructor({ topic, partition }: TopicPartition) {
    this.topic = topic
    this.partition = partition
    this.key = partitionKey(this)
  }

  /** Whether `position` means something. */
  get hasPosition(): boolean {
    return this.phase.kind === 'ready' || this.phase.kind === 'validating'
  }

  /** The offset of the record that is handed out next. */
  get position(): bigint {
    return this.#positionBase + BigInt(this.#positionDelta)
  }

  get positionEpoch(): number | undefined {
    return this.#positionEpoch
  }

  /** The highest position that there was. */
  get readMax(): bigint {
    return this.position > this.#readMax ? this.position : this.#readMax
  }

  /** Whether reading has come to `offset`, from before it. */
  hasRead(offset: bigint): boolean {
    return this.#soughtMin !== undefined && this.#soughtMin < offset && offset <= this.readMax
  }

  /** Reading has come to `base + delta`, in a batch of that epoch. */
  readUpTo(base: bigint, delta: number, leaderEpoch: number | undefined): void {
    this.#positionBase = base
    this.#positionDelta = delta
    this.#positionEpoch = leaderEpoch
  }

  /** The same within a batch. */
  readUpToDelta(delta: number): void {
    this.#positionDelta = delta
  }

  /** Goes on elsewhere. What is held is worthless; with an epoch, the leader is asked about it. */
  seek({ offset, leaderEpoch }: Position): void {
    this.#restart(leaderEpoch === undefined ? ready : { kind: 'validating' })
    this.#readMax = this.readMax
    if (this.#soughtMin === undefined || offset < this.#soughtMin) this.#soughtMin = offset
    this.readUpTo(offset, 0, leaderEpoch)
    this.fetchOffset = offset
    this.fetchEpoch = leaderEpoch
  }

  /** Has the position looked up. */
  reset(target: ResetTarget): void {
    this.#restart({ kind: 'resetting', target })
  }

  /** Has it looked up the way it was at first. */
  forgetPosition(): void {
    this.#restart({ kind: 'unknown' })
  }

  /** Nothing comes of this partition until the application seeks. */
  getStuck(error: KafkaError): void {
    this.#restart({ kind: 'stuck', error })
  }

  /** Fetches again what is held and was not handed out. */
  refetch(): void {
    this.#restart(this.phase)
    this.fetchOffset = this.position
    this.fetchEpoch = this.positionEpoch
  }

  /** The leader agrees with what we read. */
  settle(): void {
    this.phase = ready
  }

  /** Belongs to somebody else from now on. */
  retire(): void {
    this.version += 1
    this.heldBytes = 0
  }

  #restart(phase: PositionPhase): void {
    this.version += 1
    this.phase = phase
    this.heldBytes = 0
    this.notBeforeMs = 0
    this.failures = 0
  }
}
