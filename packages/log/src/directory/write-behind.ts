import { pause, type Clock } from '@barnabus/base'
import { isShortage } from '../files/file-problems.ts'
import type { TailMemory } from '../tail/tail-memory.ts'
import type { DirectoryFailure } from './directory-failure.ts'

/** Somebody with durable batches in memory. */
export interface Writable {
  /** Writes some of them; false: there are none left. */
  writeBehind(): Promise<boolean>
}

const shortageRetryMs = 250

/**
 * Writes durable batches to segments when so many have gathered that it pays: few large writes
 * instead of many small ones, and none at all for what a checkpoint is about to write anyway.
 */
export class WriteBehind {
  readonly #memory: TailMemory
  readonly #failure: DirectoryFailure
  readonly #clock: Clock
  readonly #gatheredBytesMax: number
  readonly #waiting = new Set<Writable>() // Whoever waits longest comes first.
  #running: Promise<void> | undefined
  #stopped = false

  constructor(options: {
    readonly memory: TailMemory
    readonly failure: DirectoryFailure
    readonly clock: Clock
    readonly gatheredBytesMax: number
  }) {
    this.#memory = options.memory
    this.#failure = options.failure
    this.#clock = options.clock
    this.#gatheredBytesMax = options.gatheredBytesMax
  }

  /** `writable` has durable batches. */
  note(writable: Writable): void {
    this.#waiting.add(writable)
    if (this.#isDue()) this.#running ??= this.#run()
  }

  /** Ends after the write that is under way. */
  async stop(): Promise<void> {
    this.#stopped = true
    await this.#running
  }

  #isDue(): boolean {
    return !this.#stopped && this.#memory.unwrittenBytes > this.#gatheredBytesMax
  }

  async #run(): Promise<void> {
    for (const writable of this.#waiting) {
      if (!this.#isDue() || this.#failure.error !== undefined) break
      this.#waiting.delete(writable)
      if (await this.#write(writable)) this.#waiting.add(writable)
    }
    this.#running = undefined
  }

  /** Whether there is more to be written. */
  async #write(writable: Writable): Promise<boolean> {
    try {
      return await writable.writeBehind()
    } catch (error) {
      if (!isShortage(error)) {
        this.#failure.fail('write a segment', error)
        return false
      }
      // Nothing is lost: it stays in memory and in the write-ahead log until there is room.
      await pause(this.#clock, shortageRetryMs)
      return true
    }
  }
}
