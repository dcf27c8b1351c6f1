import type { Clock, Timer } from '@barnabus/base'

import { clientErrors } from '../../errors.ts'
import { Bell } from './bell.ts'
import type { ConsumerRecord } from '../records/consumer-record.ts'
import type { PartitionState } from '../positions/partition-state.ts'
import type { PullTrace } from './pull-trace.ts'
import type { RecordBuffer } from '../fetching/record-buffer.ts'

/** What has to be seen to when the application asks for more. */
export interface DeliveryDuties {
  /** The application is done with what it was given. */
  pulled(): void
  /** It has been given something. */
  handed(): void
  /** Its pull has ended, whatever came of it. */
  returned(): void
  /** Some time has passed since it pulled. */
  ticked(): void
  /** Throws what the application has to know first. */
  throwIfFailed(): void
  /** Whether nothing may be handed out now; `wake` is called when that changes. */
  isHindered(): boolean
}

export interface DeliveryOptions {
  readonly countMax: number
  /** How often the duties are seen to while the application does not wait for them. */
  readonly tickMs: number
  /** Begins to trace a pull; undefined: nobody does. */
  readonly trace: () => PullTrace | undefined
}

/** How long a pull may wait, and who may end it. */
export interface PullPatience {
  /** Left out: as long as it takes. */
  readonly timeoutMs?: number | undefined
  readonly signal?: AbortSignal | undefined
}

// A loop over records that are here already never waits for anything real, and nobody else would
// get a turn; each costs some microseconds, so not after every few records.
const turnEveryMs = 2

/**
 * Hands records to the application, one pull at a time.
 *
 * A pull says that the application is done with what it was given before. This is where everything
 * happens that must not do so behind its back: partitions are given up, offsets are committed,
 * errors are thrown.
 */
export class Delivery {
  readonly #buffer: RecordBuffer
  readonly #clock: Clock
  readonly #duties: DeliveryDuties
  readonly #options: DeliveryOptions
  readonly #news: Bell
  readonly #safe: Bell
  #stage: 'away' | 'waiting' | 'holding' = 'away'
  #needsCare = true
  #budget = 0
  #turnMs = 0
  #held: ConsumerRecord | undefined
  #heldOffsets: ReadonlyMap<string, bigint> | undefined
  #timer: Timer | undefined
  /** The last pull, for as long as it hands something out, if anybody traces. */
  #traced: PullTrace | undefined
  #isClosed = false

  constructor(
    buffer: RecordBuffer,
    clock: Clock,
    duties: DeliveryDuties,
    options: DeliveryOptions,
  ) {
    this.#buffer = buffer
    this.#clock = clock
    this.#duties = duties
    this.#options = options
    this.#news = new Bell(clock)
    this.#safe = new Bell(clock)
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  /**
   * The next record, if it is here and nothing needs care first; else undefined, and `record` tells.
   * Throws CORRUPT_MESSAGE.
   */
  recordNow(): ConsumerRecord | undefined {
    if (this.#needsCare || this.#budget === 0) return undefined
    const record = this.#buffer.next()
    if (record === undefined) return undefined
    this.#budget -= 1
    this.#held = record
    if (this.#traced !== undefined) this.#traced.add(record)
    return record
  }

  /** The next record. undefined: the consumer is closed. Rejects with KafkaErrors. */
  async record(patience: PullPatience): Promise<ConsumerRecord | undefined> {
    const record = await this.#pull(() => this.#buffer.next(), patience)
    this.#held = record
    if (record !== undefined) this.#traced?.add(record)
    return record
  }

  /** Some records of one partition; likewise. */
  async batch(patience: PullPatience): Promise<readonly ConsumerRecord[] | undefined> {
    const { countMax } = this.#options
    return await this.#several(() => this.#buffer.nextOfOne(countMax), patience)
  }

  /** Some records of all partitions; none if none came in time. */
  async some(countMax: number, patience: PullPatience): Promise<readonly ConsumerRecord[]> {
    return (await this.#several(() => this.#buffer.nextOfAll(countMax), patience)) ?? []
  }

  /** The offset up to which the application is done. The state must have a position. */
  finishedOffset(state: PartitionState): bigint {
    const held = this.#held
    if (held?.topic === state.topic && held.partition === state.partition) return held.offset
    return this.#heldOffsets?.get(state.key) ?? state.position
  }

  /**
   * Resolves when the application is done with what it was given, or has gone away; at the latest
   * after `timeoutMs`.
   */
  async untilSafe(timeoutMs: number): Promise<void> {
    this.careSoon()
    if (this.#stage === 'holding') await this.#safe.wait(timeoutMs)
  }

  /** The next pull has to see to something before it hands anything out. */
  careSoon(): void {
    this.#needsCare = true
  }

  /** Something may be handed out now, or has to be thrown. */
  wake(): void {
    this.#needsCare = true
    this.#news.ring()
  }

  /** The application is alive, and has something to work on. Whoever waits in a pull is not late. */
  keepWorking(): void {
    if (this.#stage === 'holding') this.#duties.handed()
  }

  /** The application does not pull any more, though it may not be done with the last record. */
  goAway(): void {
    this.#endTrace()
    this.#stage = 'away'
    this.#needsCare = true
    this.#safe.ring()
  }

  /** Ends the pull that waits, and every later one. */
  close(): void {
    this.#isClosed = true
    this.#timer?.cancel()
    this.goAway()
    this.#news.ring()
  }

  async #several(
    take: () => readonly ConsumerRecord[],
    patience: PullPatience,
  ): Promise<readonly ConsumerRecord[] | undefined> {
    const records = await this.#pull(() => {
      const some = take()
      return some.length === 0 ? undefined : some
    }, patience)
    if (records === undefined) return undefined
    this.#heldOffsets = firstOffsets(records)
    if (this.#traced !== undefined) for (const record of records) this.#traced.add(record)
    this.#endTrace()
    return records
  }

  async #pull<Value>(
    take: () => Value | undefined,
    { timeoutMs, signal }: PullPatience,
  ): Promise<Value | undefined> {
    if (this.#stage === 'waiting') throw clientErrors.PULL_UNDER_WAY()
    const endMs = timeoutMs === undefined ? undefined : this.#clock.monotonicMs() + timeoutMs
    this.#arrive()
    const traced = this.#options.trace()
    try {
      await this.#giveTurn()
      const taken = await this.#wait(take, endMs, signal)
      if (taken !== undefined) traced?.handed()
      this.#traced = traced
      return taken
    } catch (error) {
      traced?.failed(error)
      throw error
    } finally {
      this.#leave()
    }
  }

  #arrive(): void {
    this.#stage = 'waiting'
    this.#endTrace()
    this.#needsCare = true
    this.#held = undefined
    this.#heldOffsets = undefined
    this.#tick()
    this.#duties.pulled()
    this.#safe.ring()
  }

  #endTrace(): void {
    this.#traced?.end()
    this.#traced = undefined
  }

  async #giveTurn(): Promise<void> {
    if (this.#clock.monotonicMs() - this.#turnMs < turnEveryMs) return
    await new Promise<void>((resolve) => this.#clock.endOfTurn(resolve))
    this.#turnMs = this.#clock.monotonicMs()
  }

  async #wait<Value>(
    take: () => Value | undefined,
    endMs: number | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Value | undefined> {
    for (;;) {
      signal?.throwIfAborted()
      if (this.#isClosed) return undefined
      this.#duties.throwIfFailed()
      const taken = this.#duties.isHindered() ? undefined : take()
      if (taken !== undefined) {
        this.#hand()
        return taken
      }
      const leftMs = endMs === undefined ? undefined : endMs - this.#clock.monotonicMs()
      if (leftMs !== undefined && leftMs <= 0) return undefined
      await this.#news.wait(leftMs, signal)
      this.#turnMs = this.#clock.monotonicMs()
    }
  }

  #hand(): void {
    this.#stage = 'holding'
    this.#needsCare = false
    this.#budget = this.#options.countMax - 1
    this.#duties.handed()
  }

  /** Comes back from a pull, which may have handed nothing out. */
  #leave(): void {
    this.#duties.returned()
    if (this.#stage === 'waiting') this.#stage = 'away'
  }

  #tick(): void {
    this.#timer ??= this.#clock.after(this.#options.tickMs, () => {
      this.#timer = undefined
      this.#needsCare = true
      if (this.#stage === 'away') return // The next pull starts it again.
      this.#duties.ticked()
      this.#tick()
    })
  }
}

function firstOffsets(records: readonly ConsumerRecord[]): ReadonlyMap<string, bigint> {
  const offsets = new Map<string, bigint>()
  let last: ConsumerRecord | undefined
  for (const record of records) {
    const isSame = last?.topic === record.topic && last.partition === record.partition
    last = record
    if (isSame) continue
    const key = `${record.topic}-${record.partition}`
    if (!offsets.has(key)) offsets.set(key, record.offset)
  }
  return offsets
}
