import type { Counts } from './confirmation-counts.ts'
import type { Arrival, Receipt } from './receipt.ts'

type Watcher = (arrival: Arrival) => void

interface Entry {
  readonly receipts: Map<string, Receipt>
  readonly watchers: Set<Watcher>
  isWhole: boolean
  /** How many wait for a reply now. */
  awaiting: number
  /** Nobody waited any longer, and no reply had come. */
  wasGivenUp: boolean
  hasReply: boolean
}

const entriesMax = 10_000

/**
 * What has come for the messages of this instance, as far as it remembers them: those for which
 * somebody waits, and the latest others.
 */
export class Inbox {
  readonly #counts: Counts
  readonly #entriesMax: number
  readonly #entries = new Map<string, Entry>()

  constructor(counts: Counts, max = entriesMax) {
    this.#counts = counts
    this.#entriesMax = max
  }

  /** From now on nothing that comes for this message is missed. */
  open(id: string): void {
    if (this.#entries.has(id)) return
    this.#makeRoom()
    this.#entries.set(id, {
      ...{ receipts: new Map(), watchers: new Set(), isWhole: false },
      ...{ awaiting: 0, wasGivenUp: false, hasReply: false },
    })
  }

  /** Whether nothing that came for this message was missed. */
  isWhole(id: string): boolean {
    return this.#entries.get(id)?.isWhole === true
  }

  /** What came before is known. */
  isWholeNow(id: string): void {
    this.#entries.get(id)!.isWhole = true
  }

  receipt(id: string, group: string): Receipt | undefined {
    return this.#entries.get(id)?.receipts.get(group)
  }

  /** Tells `watcher` what comes for a message, until the function that it gives is called. */
  watch(id: string, watcher: Watcher): () => void {
    this.open(id)
    const { watchers } = this.#entries.get(id)!
    watchers.add(watcher)
    return () => void watchers.delete(watcher)
  }

  /** Tells `watcher` of replies, until the function that it gives is called. */
  awaitReply(id: string, watcher: Watcher): () => void {
    const leave = this.watch(id, (arrival) => {
      if (arrival.reply !== undefined) watcher(arrival)
    })
    const entry = this.#entries.get(id)!
    entry.awaiting += 1
    entry.hasReply = false // To the request that is made now.
    return () => {
      leave()
      entry.awaiting -= 1
      entry.wasGivenUp = entry.awaiting === 0 && !entry.hasReply
    }
  }

  /** Something has come; for messages of others it is nothing to us. */
  take(arrival: Arrival): void {
    const entry = this.#entries.get(arrival.id)
    if (entry === undefined) return
    const { group } = arrival.receipt
    const before = entry.receipts.get(group)
    if (before === undefined || replaces(arrival.receipt, before)) {
      entry.receipts.set(group, arrival.receipt)
    }
    const isReply = arrival.reply !== undefined
    if (isReply ? entry.hasReply : before !== undefined) this.#counts.note('duplicates')
    else if (isReply && entry.wasGivenUp) this.#counts.note('lateReplies')
    entry.hasReply ||= isReply
    for (const watcher of [...entry.watchers]) watcher(arrival)
  }

  #makeRoom(): void {
    if (this.#entries.size < this.#entriesMax) return
    for (const [id, { watchers }] of this.#entries) {
      if (watchers.size > 0) continue
      this.#entries.delete(id)
      return
    }
  }
}

/** A dead letter that was redriven may have been processed in the end. */
function replaces(receipt: Receipt, before: Receipt): boolean {
  return before.outcome !== 'processed' && receipt.at > before.at
}
