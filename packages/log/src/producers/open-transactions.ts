/** A transaction that a marker has ended. */
export interface EndedTransaction {
  readonly producerId: bigint
  readonly firstOffset: bigint
  /** Of the marker. */
  readonly lastOffset: bigint
}

/** The transactions of a partition that readers of committed data must wait for. */
export class OpenTransactions {
  /** Where each producer's transaction began; the first one to begin comes first. */
  readonly #begun = new Map<bigint, bigint>()
  /** Ended by markers that may not be durable yet, in the order of the markers. */
  #ended: EndedTransaction[] = []

  begin(producerId: bigint, firstOffset: bigint): void {
    this.#begun.set(producerId, firstOffset)
  }

  end(transaction: EndedTransaction): void {
    this.#begun.delete(transaction.producerId)
    this.#ended.push(transaction)
  }

  clear(): void {
    this.#begun.clear()
    this.#ended = []
  }

  /** Where the first open one begins; undefined: none is open. */
  get first(): bigint | undefined {
    const [first] = this.#begun.values()
    return first
  }

  /** Up to where everything is decided, and durably so, in a log that is durable up to there. */
  lastStable(highWatermark: bigint): bigint {
    const undecided = this.#ended.findIndex(({ lastOffset }) => lastOffset >= highWatermark)
    this.#ended = undecided < 0 ? [] : this.#ended.slice(undecided)
    let lastStable = highWatermark
    for (const { firstOffset } of this.#ended) {
      if (firstOffset < lastStable) lastStable = firstOffset
    }
    const { first } = this
    return first !== undefined && first < lastStable ? first : lastStable
  }
}
