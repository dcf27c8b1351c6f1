import { isKafkaError } from '../../errors/kafka-error.ts'
import type { ConsumerRecord } from '../records/consumer-record.ts'
import type { FetchedRecords } from './fetched-records.ts'

/** Who counts what is handed out. */
export interface BufferObserver {
  /** Records of this may have been handed out. */
  handed(fetched: FetchedRecords): void
  /** All of this was handed out. */
  drained(fetched: FetchedRecords): void
}

/** What was fetched and not handed out yet: first come, first served, but for paused partitions. */
export class RecordBuffer {
  readonly #onDrained: () => void
  readonly #observer: BufferObserver
  #queue: FetchedRecords[] = []
  #current: FetchedRecords | undefined
  #heldBytes = 0

  /** `onDrained` is called whenever there is room again. */
  constructor(onDrained: () => void, observer: BufferObserver) {
    this.#onDrained = onDrained
    this.#observer = observer
  }

  get heldBytes(): number {
    return this.#heldBytes
  }

  push(fetched: FetchedRecords): void {
    this.#queue.push(fetched)
    this.#heldBytes += fetched.sizeBytes
    fetched.state.heldBytes += fetched.sizeBytes
  }

  /**
   * The next record; undefined: there is none now. Throws CORRUPT_MESSAGE; the same bytes are then
   * fetched again, in case they only suffered on their way.
   */
  next(): ConsumerRecord | undefined {
    for (;;) {
      const fetched = (this.#current ??= this.#choose())
      if (fetched === undefined) return undefined
      const record = this.#nextOf(fetched)
      if (record !== undefined) return record
      this.#drop(fetched)
    }
  }

  /** As many as there are, at most `countMax`, from one fetch of one partition. */
  nextOfOne(countMax: number): readonly ConsumerRecord[] {
    const first = this.next()
    if (first === undefined) return []
    const records = [first]
    const fetched = this.#current
    while (records.length < countMax && this.#current === fetched) {
      const record = this.#nextAfterSome(() => this.#nextOf(fetched!))
      if (record === undefined) break
      records.push(record)
    }
    return records
  }

  /** As many as there are, at most `countMax`. */
  nextOfAll(countMax: number): readonly ConsumerRecord[] {
    const first = this.next()
    if (first === undefined) return []
    const records = [first]
    while (records.length < countMax) {
      const record = this.#nextAfterSome(() => this.next())
      if (record === undefined) break
      records.push(record)
    }
    return records
  }

  /** Tells the observer of everything that was handed out. */
  count(): void {
    for (const fetched of this.#queue) this.#observer.handed(fetched)
  }

  /** To be called when partitions were paused, resumed, taken away, or are read elsewhere now. */
  reconsider(): void {
    this.#current = undefined
    const stale = this.#queue.filter((fetched) => !fetched.isCurrent)
    if (stale.length === 0) return
    for (const fetched of stale) this.#observer.handed(fetched)
    this.#queue = this.#queue.filter((fetched) => fetched.isCurrent)
    for (const { sizeBytes } of stale) this.#heldBytes -= sizeBytes
    this.#onDrained()
  }

  #choose(): FetchedRecords | undefined {
    for (const fetched of this.#queue) {
      if (!fetched.isCurrent) continue
      if (!fetched.state.isPaused) return fetched
    }
    return undefined
  }

  #nextOf(fetched: FetchedRecords): ConsumerRecord | undefined {
    try {
      return fetched.next()
    } catch (error) {
      fetched.state.refetch()
      this.reconsider()
      throw error
    }
  }

  /** What was read before an error is handed out first; the error comes again, if it lasts. */
  #nextAfterSome(next: () => ConsumerRecord | undefined): ConsumerRecord | undefined {
    try {
      return next()
    } catch (error) {
      if (!isKafkaError(error)) throw error
      return undefined
    }
  }

  #drop(fetched: FetchedRecords): void {
    this.#current = undefined
    const at = this.#queue.indexOf(fetched)
    if (at < 0) return
    this.#queue.splice(at, 1)
    this.#observer.handed(fetched)
    this.#observer.drained(fetched)
    this.#heldBytes -= fetched.sizeBytes
    if (fetched.isCurrent) fetched.state.heldBytes -= fetched.sizeBytes
    this.#onDrained()
  }
}
