import type { Clock, Timer } from '@barnabus/base'

import type { Partition, PartitionWaiter } from '../partitions/partition.ts'

/** `more`: look again. `over`: answer what there is. */
export type WaitEnd = 'more' | 'over'

/** What a fetch waits for, and for how long. */
export interface WaitTerms {
  readonly partitions: readonly Partition[]
  /** The sum of their `visibleBytes` when they were last looked at. */
  readonly visibleBytesBefore: number
  /** How much more than that must be visible. */
  readonly neededBytes: number
  readonly delayMs: number
  /** Aborted when the peer has left. */
  readonly closed: AbortSignal
}

/** Where fetches wait for more to read. Each costs one timer, and one entry per partition. */
export class WaitingRoom {
  readonly #clock: Clock
  readonly #waiting = new Set<WaitingFetch>()
  #isClosing = false

  /** When `closing` is aborted, everybody is answered with what there is, now and from then on. */
  constructor(clock: Clock, closing: AbortSignal) {
    this.#clock = clock
    this.#isClosing = closing.aborted
    closing.addEventListener('abort', () => this.#close(), { once: true })
  }

  get waitingCount(): number {
    return this.#waiting.size
  }

  /**
   * Resolves when enough became visible in the partitions, one of them changed hands or is gone,
   * the time is over, or nobody is there any more.
   */
  wait(terms: WaitTerms): Promise<WaitEnd> {
    if (this.#isClosing || terms.closed.aborted) return Promise.resolve('over')
    if (isReadyAtOnce(terms)) return Promise.resolve('more')
    return new Promise((resolve) => {
      const fetch = new WaitingFetch(terms, (end) => {
        this.#waiting.delete(fetch)
        resolve(end)
      })
      this.#waiting.add(fetch)
      fetch.begin(this.#clock)
    })
  }

  #close(): void {
    this.#isClosing = true
    for (const fetch of this.#waiting) fetch.end('over')
  }
}

class WaitingFetch implements PartitionWaiter {
  readonly #terms: WaitTerms
  readonly #ended: (end: WaitEnd) => void
  readonly #onClosed = (): void => this.end('over')
  #timer: Timer | undefined

  constructor(terms: WaitTerms, ended: (end: WaitEnd) => void) {
    this.#terms = terms
    this.#ended = ended
  }

  begin(clock: Clock): void {
    const { partitions, closed, delayMs } = this.#terms
    for (const partition of partitions) partition.addWaiter(this)
    closed.addEventListener('abort', this.#onClosed)
    this.#timer = clock.after(Math.max(0, delayMs), () => this.end('over'))
  }

  wake(event: 'advanced' | 'changed'): void {
    if (event === 'changed' || gainedEnough(this.#terms)) this.end('more')
  }

  end(end: WaitEnd): void {
    const { partitions, closed } = this.#terms
    for (const partition of partitions) partition.removeWaiter(this)
    closed.removeEventListener('abort', this.#onClosed)
    this.#timer?.cancel()
    this.#ended(end)
  }
}

/** What happened while the partitions were being read would wake nobody any more. */
function isReadyAtOnce(terms: WaitTerms): boolean {
  return gainedEnough(terms) || terms.partitions.some((partition) => partition.isGone)
}

function gainedEnough(terms: WaitTerms): boolean {
  return visibleBytesOf(terms.partitions) - terms.visibleBytesBefore >= terms.neededBytes
}

/** How far the partitions are, all together: what `visibleBytesBefore` compares with. */
export function visibleBytesOf(partitions: readonly Partition[]): number {
  let sum = 0
  for (const partition of partitions) sum += partition.visibleBytes
  return sum
}
