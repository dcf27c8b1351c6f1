import type { EpochEnd } from '../read/read-outcome.ts'

/** A leader epoch, and the offset of its first batch. */
export interface EpochStart {
  readonly epoch: number
  readonly startOffset: bigint
}

/** Which leader wrote which part of the log. Epochs and offsets rise together. */
export class LeaderEpochs {
  #starts: EpochStart[]

  constructor(starts: readonly EpochStart[] = []) {
    this.#starts = [...starts]
  }

  get starts(): readonly EpochStart[] {
    return this.#starts
  }

  /** Notes the epoch of the batch at `offset`. True: it is a new one. */
  note(epoch: number, offset: bigint): boolean {
    const last = this.#starts.at(-1)
    if (epoch < 0 || (last !== undefined && epoch <= last.epoch)) return false
    if (last?.startOffset === offset) this.#starts.pop() // Nothing was written in that epoch.
    this.#starts.push({ epoch, startOffset: offset })
    return true
  }

  /** The epoch of the batch at `offset`; undefined: unknown. */
  epochAt(offset: bigint): number | undefined {
    return this.#starts.findLast(({ startOffset }) => startOffset <= offset)?.epoch
  }

  /**
   * Where `epoch` ends in a log that ends at `endOffset`, as OffsetForLeaderEpoch wants it: of the
   * largest epoch up to `epoch` that wrote anything. Undefined: unknown.
   */
  endOf(epoch: number, endOffset: bigint): EpochEnd | undefined {
    const latest = this.#starts.at(-1)
    if (latest === undefined || epoch > latest.epoch || epoch < 0) return undefined
    if (epoch === latest.epoch) return { leaderEpoch: epoch, endOffset }
    const nextIndex = this.#starts.findIndex((start) => start.epoch > epoch)
    const own = this.#starts[nextIndex - 1]
    return { leaderEpoch: own?.epoch ?? epoch, endOffset: this.#starts[nextIndex]!.startOffset }
  }

  /** Drops what lies at or past `offset`. */
  cutFrom(offset: bigint): void {
    this.#starts = this.#starts.filter(({ startOffset }) => startOffset < offset)
  }

  /** Drops epochs that ended before the log's start; the one that was then in force begins there. */
  cutBefore(offset: bigint): void {
    const kept = this.#starts.filter(({ startOffset }) => startOffset > offset)
    const inForce = this.epochAt(offset)
    if (inForce !== undefined) kept.unshift({ epoch: inForce, startOffset: offset })
    this.#starts = kept
  }
}
