import { ErrorCode } from '@barnabus/protocol'

import type { Cluster } from '../../cluster/cluster.ts'
import type { Deadline } from '../../deadline.ts'
import { clientErrors } from '../../errors.ts'
import { brokerError, isKafkaError, type KafkaError } from '../../errors/kafka-error.ts'
import {
  failureOfCoordination,
  failureOfDelivery,
  fatalError,
  ProducerFatalError,
} from '../../errors/transaction-errors.ts'
import { partitionKey } from '../../topic-partition.ts'
import type { DeliveryState } from '../delivery/delivery-state.ts'
import type { PartitionLane } from '../batches/partition-lane.ts'
import { nobody } from '../batches/partition-sequence.ts'
import { patiently } from './patiently.ts'
import type {
  TransactionCoordination,
  TransactionGroup,
  TransactionOffset,
  TransactionVersion,
} from './transaction-coordination.ts'

/** What happens to the records of a transaction, as far as ending it depends on it. */
export interface TransactionalDeliveryOptions {
  readonly cluster: Cluster
  readonly coordination: TransactionCoordination
  readonly transactionalId: string
  /** Something may be sent now. */
  readonly wake: () => void
  /** Resolves when it is known what became of every record that was sent. */
  readonly flush: () => Promise<void>
  /** Gives up what is not on its way; with `all`, everything. */
  readonly giveUp: (error: KafkaError, all: boolean) => void
}

type Phase = 'uninitialized' | 'ready' | 'open' | 'committing' | 'aborting'

const produceVersionMax = { 1: 11, 2: Infinity } as const

/**
 * A producer with a transactional id: one transaction after the other, of which readers of committed
 * data see everything or nothing (KIP-98; protocol 2: KIP-890).
 *
 *     uninitialized ──▶ ready ──▶ open ──▶ committing ──▶ ready
 *                                  │  ▲        │ failed before its end was asked for
 *                                  │  └────────┘
 *                                  └─────▶ aborting ────▶ ready
 */
export class TransactionalDelivery implements DeliveryState {
  readonly transactionalId: string
  readonly isIdempotent = true
  readonly #options: TransactionalDeliveryOptions
  readonly #lanes = new Set<PartitionLane>()
  readonly #toAdd = new Set<PartitionLane>()
  readonly #committingOffsets = new Set<Promise<void>>()
  #phase: Phase = 'uninitialized'
  #version: TransactionVersion = 1
  /** Whether the coordinator knows, or may know, of this transaction. */
  #isStarted = false
  #needsEpoch = false
  /** Aborts when the transaction fails, or is aborted. */
  #work = new AbortController()
  #adding: Promise<void> | undefined
  #initializing: Promise<void> | undefined
  #ending: Promise<void> | undefined
  /** Why this transaction can only be aborted. */
  #failure: KafkaError | undefined
  /** Why this producer can do nothing any more. */
  #fatal: KafkaError | undefined
  identity = nobody

  constructor(options: TransactionalDeliveryOptions) {
    this.#options = options
    this.transactionalId = options.transactionalId
  }

  get produceVersionMax(): number {
    return produceVersionMax[this.#version]
  }

  get isFlushing(): boolean {
    return this.#phase === 'committing'
  }

  /** Whether a transaction is open that nobody has begun to end. */
  get isUnfinished(): boolean {
    return this.#phase === 'open' && this.#fatal === undefined
  }

  prepare(): boolean {
    return this.identity !== nobody && this.#fatal === undefined
  }

  uses(lane: PartitionLane): void {
    this.#throwIfFailed()
    if (!this.#isOpen) throw wrongState('send a record', this.#phase)
    this.#lanes.add(lane)
    if (lane.isInTransaction) return
    if (this.#version === 2) {
      // The leader adds the partition when the first batch comes.
      lane.isInTransaction = true
      this.#isStarted = true
    } else if (!this.#toAdd.has(lane)) {
      this.#toAdd.add(lane)
      this.#adding ??= this.#addPartitions()
    }
  }

  maySendTo(lane: PartitionLane): boolean {
    return lane.isInTransaction && this.#fatal === undefined
  }

  /** The sequence has a gap: what follows it cannot be written in this transaction. */
  startAgain(lane: PartitionLane): void {
    const action = `write to ${lane.name}`
    this.sendFailed(brokerError(ErrorCode.outOfOrderSequenceNumber, action))
  }

  sendFailed(error: KafkaError): void {
    this.#fail(failureOfDelivery(error))
  }

  /** Takes over the transactional id, once. */
  async initialize(deadline: Deadline): Promise<void> {
    this.#throwIfFatal()
    if (this.#phase !== 'uninitialized') return
    this.#initializing ??= this.#initialize().finally(() => (this.#initializing = undefined))
    await deadline.wait(this.#initializing, `take over transactional id ${this.transactionalId}`)
  }

  /** Begins a transaction. Throws while another one is open. */
  begin(): void {
    this.#throwIfFatal()
    if (this.#phase !== 'ready') {
      throw wrongState('begin a transaction', this.#phase)
    }
    this.#phase = 'open'
    this.#work = new AbortController()
  }

  /** Why nothing can become a part of a transaction now; undefined: something can. */
  refusal(action: string): KafkaError | undefined {
    const failure = this.#fatal ?? this.#failure
    if (failure !== undefined || this.#phase === 'open') return failure
    return wrongState(action, this.#phase)
  }

  /** Commits offsets as a part of the transaction. Where that takes too long, it has to be aborted. */
  async commitOffsets(
    offsets: readonly TransactionOffset[],
    group: TransactionGroup,
    deadline: Deadline,
  ): Promise<void> {
    this.#requireOpen('commit offsets')
    if (offsets.length === 0) return
    this.#requireOwned(offsets, group)
    const committing = this.#commitOffsets(offsets, group)
    this.#committingOffsets.add(committing)
    const forget = (): void => void this.#committingOffsets.delete(committing)
    committing.then(forget, forget)
    try {
      await deadline.wait(committing, `commit offsets of group ${group.groupId}`)
    } catch (error) {
      if (isKafkaError(error)) this.sendFailed(error)
      throw this.#fatal ?? this.#failure ?? error
    }
  }

  /**
   * Commits what was sent. After a timeout it goes on, and may be waited for again; what becomes of
   * the transaction then is decided by its coordinator.
   */
  async commit(deadline: Deadline): Promise<void> {
    this.#throwIfFatal()
    if (this.#phase !== 'committing') {
      this.#requireOpen('commit the transaction')
      this.#phase = 'committing'
      this.#ending = this.#commit()
    }
    await this.#ended(deadline, 'commit the transaction')
  }

  /** Aborts what was sent; whatever is not on its way yet is given up. */
  async abort(deadline: Deadline): Promise<void> {
    this.#throwIfFatal()
    if (this.#phase === 'open') {
      this.#phase = 'aborting'
      this.#ending = this.#abort()
    }
    if (this.#phase !== 'aborting') {
      throw wrongState('abort the transaction', this.#phase)
    }
    await this.#ended(deadline, 'abort the transaction')
  }

  get #isOpen(): boolean {
    return this.#phase === 'open' || this.#phase === 'committing'
  }

  #throwIfFailed(): void {
    this.#throwIfFatal()
    if (this.#failure !== undefined) throw this.#failure
  }

  #requireOpen(action: string): void {
    const refusal = this.refusal(action)
    if (refusal !== undefined) throw refusal
  }

  #requireOwned(offsets: readonly TransactionOffset[], group: TransactionGroup): void {
    const gone = offsets.find((one) => group.mayCommit?.(one) === false)
    if (gone === undefined) return
    this.sendFailed(clientErrors.PARTITION_GONE(partitionKey(gone)))
    this.#throwIfFailed()
  }

  #throwIfFatal(): void {
    if (this.#fatal !== undefined) throw this.#fatal
  }

  #fail(error: KafkaError): void {
    if (error instanceof ProducerFatalError) {
      if (this.#fatal !== undefined) return
      this.#fatal = error
      this.#work.abort(error)
      this.#options.giveUp(error, true)
      return
    }
    if (this.#failure !== undefined || !this.#isOpen) return
    this.#failure = error
    this.#needsEpoch = true
    this.#work.abort(error)
    this.#options.giveUp(error, false)
  }

  async #ended(deadline: Deadline, action: string): Promise<void> {
    if (this.#ending !== undefined) await deadline.wait(this.#ending, action)
  }

  async #initialize(): Promise<void> {
    const { cluster, coordination } = this.#options
    try {
      await patiently(cluster, async (deadline) => {
        this.#version = await coordination.version(deadline)
        this.identity = await coordination.initialize(nobody, deadline)
      })
      this.#phase = 'ready'
    } catch (error) {
      if (isKafkaError(error) && mayBeAllowedLater(error)) throw error
      throw this.#failCoordination(error)
    }
  }

  async #addPartitions(): Promise<void> {
    const { cluster, coordination } = this.#options
    try {
      while (this.#toAdd.size > 0 && this.#failure === undefined && this.#fatal === undefined) {
        const lanes = Array.from(this.#toAdd)
        await patiently(
          cluster,
          (deadline) => coordination.addPartitions(this.identity, lanes, deadline),
          this.#work.signal,
        )
        this.#isStarted = true
        for (const lane of lanes) {
          this.#toAdd.delete(lane)
          lane.isInTransaction = true
        }
        this.#options.wake()
      }
    } catch (error) {
      this.#failCoordination(error) // Whoever ends the transaction is told.
    } finally {
      this.#adding = undefined
    }
  }

  async #commitOffsets(
    offsets: readonly TransactionOffset[],
    group: TransactionGroup,
  ): Promise<void> {
    const { cluster, coordination } = this.#options
    const { signal } = this.#work
    try {
      if (this.#version === 1) {
        await patiently(
          cluster,
          (deadline) => coordination.addGroup(this.identity, group.groupId, deadline),
          signal,
        )
      }
      this.#isStarted = true
      await patiently(
        cluster,
        (deadline) =>
          coordination.commitOffsets(this.identity, this.#version, offsets, group, deadline),
        signal,
      )
    } catch (error) {
      throw this.#failCoordination(error)
    }
  }

  async #commit(): Promise<void> {
    this.#options.wake()
    await this.#options.flush()
    await Promise.allSettled(this.#committingOffsets)
    await this.#adding
    this.#throwIfFatal()
    if (this.#failure !== undefined) {
      this.#phase = 'open'
      throw this.#failure
    }
    await this.#end(true)
  }

  async #abort(): Promise<void> {
    const error = brokerError(ErrorCode.transactionAbortable, 'send a record', 'aborted')
    this.#toAdd.clear()
    this.#work.abort(error)
    this.#options.giveUp(error, false)
    await this.#options.flush()
    await Promise.allSettled(this.#committingOffsets)
    await this.#adding
    this.#throwIfFatal()
    await this.#end(false)
  }

  async #end(isCommit: boolean): Promise<void> {
    const { cluster, coordination } = this.#options
    try {
      if (this.#isStarted) {
        const identity = await patiently(cluster, (deadline) =>
          coordination.end(this.identity, this.#version, isCommit, deadline),
        )
        this.identity = identity ?? this.identity
      }
      await patiently(cluster, (deadline) => this.#beginNext(deadline))
    } catch (error) {
      if (!isCommit && isKafkaError(error)) this.#fail(fatalError(error))
      const failure = this.#failCoordination(error)
      if (this.#fatal === undefined) this.#phase = 'open'
      throw failure
    }
    this.#reset()
  }

  /** In protocol 2 each transaction has an epoch of its own; in 1, one that follows a failure. */
  async #beginNext(deadline: Deadline): Promise<void> {
    const { coordination } = this.#options
    const before = this.#version
    const version = await coordination.version(deadline)
    const isBehind = before === 1 && (this.#needsEpoch || version === 2)
    if (isBehind) this.identity = await coordination.initialize(this.identity, deadline)
    this.#version = version
  }

  #reset(): void {
    for (const lane of this.#lanes) lane.isInTransaction = false
    this.#lanes.clear()
    this.#toAdd.clear()
    this.#isStarted = false
    this.#needsEpoch = false
    this.#failure = undefined
    this.#ending = undefined
    this.#phase = 'ready'
  }

  /** What a coordinator did not do, as whoever waits for it is told. */
  #failCoordination(error: unknown): unknown {
    if (!isKafkaError(error) || this.#options.cluster.isClosed) return error
    const failure = failureOfCoordination(error)
    this.#fail(failure)
    return this.#fatal ?? failure
  }
}

/** Nothing has happened yet, and an administrator may allow it. */
function mayBeAllowedLater({ errorCode }: KafkaError): boolean {
  return (
    errorCode === ErrorCode.transactionalIdAuthorizationFailed ||
    errorCode === ErrorCode.clusterAuthorizationFailed
  )
}

function wrongState(action: string, phase: Phase): KafkaError {
  return brokerError(ErrorCode.invalidTxnState, action, `the producer is ${phases[phase]}`)
}

const phases: Readonly<Record<Phase, string>> = {
  uninitialized: 'not initialized',
  ready: 'in no transaction',
  open: 'in a transaction',
  committing: 'committing one',
  aborting: 'aborting one',
}
