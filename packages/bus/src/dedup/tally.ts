import type { DedupCounts } from './dedup-options.ts'

/** Counts what deduplication has come to. */
export class Tally {
  readonly #counts = { duplicates: 0, conflicts: 0, forgotten: 0 }

  note(what: keyof DedupCounts, times = 1): void {
    this.#counts[what] += times
  }

  read(): DedupCounts {
    return { ...this.#counts }
  }
}
