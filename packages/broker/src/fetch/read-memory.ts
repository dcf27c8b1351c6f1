import { assert } from '@barnabus/base'

/** What one fetch holds of the memory. */
export interface ReadAccount {
  /** Takes what a read of `wantedBytes` may have now, and says how much that is. */
  reserve(wantedBytes: number): number
  /** So much was read: a single batch may exceed what was reserved. 0: it has left. */
  settle(sizeBytes: number): void
}

/**
 * Bounds the bytes that fetches are reading, and those of answers that no socket has taken yet.
 *
 * Nobody waits: the less is left, the smaller the next answers become, down to `shareMin`, so a
 * crowd of slow readers costs about `sizeBytes` plus `shareMin` each, and others still progress.
 */
export class ReadMemory {
  readonly #sizeBytes: number
  readonly #shareMin: number
  #takenBytes = 0

  constructor(options: { readonly sizeBytes: number; readonly shareMin: number }) {
    assert(options.sizeBytes >= options.shareMin, 'there must be room for one answer')
    this.#sizeBytes = options.sizeBytes
    this.#shareMin = options.shareMin
  }

  get takenBytes(): number {
    return this.#takenBytes
  }

  /** For one fetch, which settles it at 0 in the end. */
  open(): ReadAccount {
    let heldBytes = 0
    const settle = (sizeBytes: number): void => {
      this.#takenBytes += sizeBytes - heldBytes
      heldBytes = sizeBytes
    }
    return {
      settle,
      reserve: (wantedBytes) => {
        settle(Math.max(0, Math.min(wantedBytes, this.#allowed(heldBytes))))
        return heldBytes
      },
    }
  }

  /** Up to half of what is left. */
  #allowed(ownBytes: number): number {
    const leftBytes = this.#sizeBytes - (this.#takenBytes - ownBytes)
    return Math.max(Math.floor(leftBytes / 2), this.#shareMin)
  }
}
