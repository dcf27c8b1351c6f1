import { AssertionError } from '@barnabus/base'
import type { WalEntry } from './group.ts'
import type { Wal } from './wal.ts'

/** Who hears that its entries are durable. */
export interface CommitListener {
  /** A batch that ends before `nextOffset` is durable. */
  batchCommitted(nextOffset: bigint): void
  logStartCommitted(offset: bigint): void
  /** Called once after all of a group's entries, if some were this listener's. */
  groupCommitted(): void
}

/** What a partition has made durable. */
export interface CommitEntry extends WalEntry {
  readonly kind: 'batch' | 'logStart'
  readonly owner: CommitListener
  /** The offset after the batch, or the new start of the log. */
  readonly offset: bigint
}

/** The write-ahead log as partitions see it. It is there before the first partition is. */
export class Commits {
  #wal: Wal<CommitEntry> | undefined
  #closed = false
  /** Called after each group, when its owners know. */
  onCommitted: () => void = () => undefined

  /** The log begins to take entries. */
  attach(wal: Wal<CommitEntry>): void {
    this.#wal = wal
  }

  /** Nothing is taken any more. */
  close(): void {
    this.#closed = true
  }

  get isOpen(): boolean {
    return !this.#closed
  }

  get wal(): Wal<CommitEntry> {
    if (this.#wal === undefined) throw new AssertionError('the write-ahead log is not open')
    return this.#wal
  }

  get diskFull(): boolean {
    return this.#wal?.diskFull === true
  }

  /** Tells the owners of durable entries, in the order of the log. */
  announce(entries: readonly CommitEntry[]): void {
    const owners = new Set<CommitListener>()
    for (const { kind, owner, offset } of entries) {
      if (kind === 'batch') owner.batchCommitted(offset)
      else owner.logStartCommitted(offset)
      owners.add(owner)
    }
    for (const owner of owners) owner.groupCommitted()
    this.onCommitted()
  }
}
