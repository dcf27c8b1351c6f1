import { purgeMarks } from './marks.ts'
import type { Store } from './store.ts'

/** Marks that are of no use any more after a while. */
export interface Purged {
  readonly scope: string
  readonly keepMs: number
}

const everyMsMax = 3_600_000
const shareOfTime = 10

/** Removes marks when they have been kept for long enough, now and then. */
export class Purging {
  readonly #store: Store
  readonly #purged: readonly Purged[]
  #nextMs = 0

  constructor(store: Store, purged: readonly Purged[]) {
    this.#store = store
    this.#purged = purged
  }

  /** Removes what is too old, unless that was done a short time ago. */
  async purge(nowMs: number): Promise<void> {
    if (nowMs < this.#nextMs) return
    const shortestMs = Math.min(...this.#purged.map(({ keepMs }) => keepMs))
    this.#nextMs = nowMs + Math.min(everyMsMax, shortestMs / shareOfTime)
    await this.#store.transaction(async (transaction) => {
      for (const { scope, keepMs } of this.#purged) {
        await purgeMarks(transaction, scope, nowMs - keepMs)
      }
    })
  }
}
