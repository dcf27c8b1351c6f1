/**
 * The partition that records without a key go to for a while: one batch fills up instead of many
 * that are nearly empty (KIP-480, KIP-794).
 */
export class StickyPartition {
  #partition: number | undefined
  #writtenBytes = 0

  /** The partition of the moment; asks `choose` for one if there is none. */
  current(choose: () => number): number {
    return (this.#partition ??= choose())
  }

  /**
   * Counts what was written to it. After a batch full of bytes the next one is chosen, as soon as
   * the batch that it would leave behind is full, too; at the latest after two.
   */
  wrote(bytes: number, batchSize: number, isBatchFull: boolean): void {
    this.#writtenBytes += bytes
    const enough = isBatchFull ? batchSize : 2 * batchSize
    if (this.#writtenBytes >= enough) this.leave()
  }

  /** Chooses anew with the next record. */
  leave(): void {
    this.#partition = undefined
    this.#writtenBytes = 0
  }
}
