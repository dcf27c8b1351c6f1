import type { Clock } from '@barnabus/base'

import type { AnyGroupRecord } from '../../groups/group-record.ts'
import { GroupState } from '../../groups/group-state.ts'
import type { GroupKeeper } from '../../groups/group-shard.ts'
import type { RecordBytes } from '../../runtime/record-bytes.ts'
import { Timers } from '../../runtime/timers.ts'

/** What may be wrong with a shard, on purpose; see mistakes.fixture.ts. */
export interface ShardMistakes {
  /** Records that are applied but not written. */
  readonly loses?: (record: AnyGroupRecord) => boolean
  /** Records that are written but not applied. */
  readonly ignores?: (record: AnyGroupRecord) => boolean
  /** Timers that never go off. */
  readonly forgets?: (timer: string) => boolean
  /** Says that records are on disk when they are not. */
  readonly acknowledgesAtOnce?: boolean
}

interface Unsynced {
  readonly done: () => void
}

/** A shard with its log in memory: bytes that are synced survive a power cut, others do not. */
export class MemoryShard implements GroupKeeper {
  state = new GroupState()
  timers: Timers
  readonly #clock: Clock
  readonly #mistakes: ShardMistakes
  readonly #log: RecordBytes[] = []
  #syncedLength = 0
  #unsynced: Unsynced[] = []

  constructor(clock: Clock, mistakes: ShardMistakes = {}) {
    this.#clock = clock
    this.#mistakes = mistakes
    this.timers = this.#newTimers()
  }

  write(
    _key: string,
    records: readonly AnyGroupRecord[],
  ): { readonly kind: 'written'; readonly durable: Promise<void> } {
    for (const record of records) {
      if (this.#mistakes.loses?.(record) !== true) this.#log.push(this.state.encode(record))
      this.#apply(record)
    }
    const isDurable = this.#syncedLength === this.#log.length
    if (isDurable || this.#mistakes.acknowledgesAtOnce === true) {
      return { kind: 'written', durable: Promise.resolve() }
    }
    const durable = new Promise<void>((done) => this.#unsynced.push({ done }))
    return { kind: 'written', durable }
  }

  /** Everything written is on disk, and whoever waits for it goes on. */
  sync(): void {
    this.#syncedLength = this.#log.length
    const waiting = this.#unsynced
    this.#unsynced = []
    for (const { done } of waiting) done()
  }

  /** The power fails, and comes back. Nobody hears of what was not on disk. */
  restart(): void {
    this.timers.cancelAll()
    this.#log.length = this.#syncedLength
    this.#unsynced = []
    this.state = this.replayed()
    this.timers = this.#newTimers()
  }

  /** The state that the log adds up to. */
  replayed(): GroupState {
    const state = new GroupState()
    for (const bytes of this.#log) {
      const record = state.decode(bytes)
      if (record !== undefined && this.#mistakes.ignores?.(record) !== true) {
        state.apply(record, nowhere)
      }
    }
    return state
  }

  #apply(record: AnyGroupRecord): void {
    if (this.#mistakes.ignores?.(record) !== true) this.state.apply(record, nowhere)
  }

  #newTimers(): Timers {
    const { forgets } = this.#mistakes
    const timers = new Timers(this.#clock)
    if (forgets === undefined) return timers
    const schedule = timers.schedule.bind(timers)
    timers.schedule = (name, delayMs, task) => {
      if (!forgets(name)) schedule(name, delayMs, task)
    }
    return timers
  }
}

const nowhere = { offset: 0n, producerId: undefined }
