import type { Timer } from '@barnabus/base'
import type { DirectoryContext } from '../directory/directory-context.ts'
import type { TopicLogSettings } from '../settings.ts'

const neverMs = 2 ** 53

/**
 * `flush.messages` and `flush.ms`: what a topic asks for where acknowledgements do not wait for the
 * disk. It is the write-ahead log that is synced, which serves the purpose: what was acknowledged
 * before is on disk.
 */
export class FlushPolicy {
  readonly #context: DirectoryContext
  #unsyncedMessages = 0
  #timer: Timer | undefined

  constructor(context: DirectoryContext) {
    this.#context = context
  }

  /** Whether `recordCount` more records are not to be acknowledged before a sync. */
  mustSync(recordCount: number, settings: TopicLogSettings): boolean {
    if (this.#context.settings.syncBeforeAck) return false // Everything is synced anyway.
    this.#unsyncedMessages += recordCount
    if (this.#unsyncedMessages >= settings.flushMessages) {
      this.#unsyncedMessages = 0
      return true
    }
    if (settings.flushMs < neverMs) this.#syncIn(settings.flushMs)
    return false
  }

  #syncIn(delayMs: number): void {
    if (this.#timer !== undefined) return
    this.#timer = this.#context.env.clock.after(delayMs, () => {
      this.#timer = undefined
      this.#unsyncedMessages = 0
      if (this.#context.commits.isOpen) void this.#context.commits.wal.sync()
    })
  }
}
