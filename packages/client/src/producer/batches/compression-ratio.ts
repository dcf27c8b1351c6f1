const improvingStep = 0.005
const deterioratingStep = 0.05
const caution = 1.05

/**
 * How small batches of one topic become when compressed, as far as past ones tell: quick to believe
 * that they stay large, slow to believe that they become small.
 */
export class CompressionRatio {
  #ratio = 1

  /** The size before compression of a batch that will probably have `size` afterwards. */
  sizeBefore(size: number): number {
    return Math.floor(size / (this.#ratio * caution))
  }

  observe(sizeBefore: number, sizeAfter: number): void {
    const observed = sizeAfter / sizeBefore
    this.#ratio =
      observed > this.#ratio
        ? Math.max(this.#ratio + deterioratingStep, observed)
        : Math.max(this.#ratio - improvingStep, observed)
  }

  /** A batch turned out too large: believes nothing any more. */
  reset(): void {
    this.#ratio = 1
  }
}
