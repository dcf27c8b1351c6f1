import { hash } from 'node:crypto'

/** What one key takes: 16 bytes of its hash, and an offset. */
export const bytesPerKey = 24

const wordsPerHash = 4
const slotsMax = Math.floor((2 ** 31 - 1) / bytesPerKey)

/**
 * The newest offset of each key in a part of the log, in a bounded piece of memory.
 *
 * It keeps no keys, only 128 bits of their SHA-256: two keys with the same bits would be taken for
 * one, and nobody can find two. A key costs 24 bytes, however long it is.
 */
export class OffsetMap {
  readonly #start: bigint
  readonly #slots: number
  readonly #keysMax: number
  readonly #hashes: Uint32Array
  /** One more than the distance from the start, so that 0 is an empty slot. */
  readonly #distances: Float64Array
  readonly #probe = new Uint32Array(wordsPerHash)
  #size = 0
  #latest: number

  /**
   * A map for keys at offsets from `start` up to `end`, in at most `memoryBytes`, of which
   * `loadFactor` is filled. It has room for one key at least.
   */
  constructor(options: {
    readonly start: bigint
    readonly end: bigint
    readonly memoryBytes: number
    readonly loadFactor: number
  }) {
    const { start, end, memoryBytes, loadFactor } = options
    const affordable = Math.min(Math.floor(memoryBytes / bytesPerKey), slotsMax)
    const useful = Math.ceil((Number(end - start) + 1) / loadFactor) + 1
    this.#start = start
    this.#slots = Math.max(2, Math.min(affordable, useful))
    this.#keysMax = Math.max(1, Math.min(this.#slots - 1, Math.floor(affordable * loadFactor)))
    this.#hashes = new Uint32Array(this.#slots * wordsPerHash)
    this.#distances = new Float64Array(this.#slots)
    this.#latest = -1
  }

  /** How many keys it holds. */
  get size(): number {
    return this.#size
  }

  /** Up to where it knows the log: later offsets say nothing about their keys. */
  get endOffset(): bigint {
    return this.#start + BigInt(this.#latest + 1)
  }

  /** Whether the map covers `offset`. */
  covers(offset: bigint): boolean {
    return offset < this.endOffset
  }

  /** Notes that `key` is at `offset`; offsets rise. False: there is no room for another key. */
  put(key: Uint8Array, offset: bigint): boolean {
    const slot = this.#slotOf(key)
    if (this.#distances[slot] === 0) {
      if (this.#size >= this.#keysMax) return false
      this.#hashes.set(this.#probe, slot * wordsPerHash)
      this.#size += 1
    }
    this.#latest = Number(offset - this.#start)
    this.#distances[slot] = this.#latest + 1
    return true
  }

  /** Everything before `offset` has been looked at. */
  advanceTo(offset: bigint): void {
    this.#latest = Math.max(this.#latest, Number(offset - this.#start) - 1)
  }

  /** The newest offset of `key` in this part of the log; undefined: it is not there. */
  latestOf(key: Uint8Array): bigint | undefined {
    const distance = this.#distances[this.#slotOf(key)]!
    return distance === 0 ? undefined : this.#start + BigInt(distance - 1)
  }

  /** Where `key` is, or the empty slot where it belongs. Leaves its hash in `#probe`. */
  #slotOf(key: Uint8Array): number {
    const probe = this.#probe
    const digest = hash('sha256', key, 'binary') // Several times as fast as asking for a buffer.
    for (let word = 0; word < wordsPerHash; word += 1) probe[word] = wordAt(digest, word * 4)
    let slot = probe[0]! % this.#slots
    while (this.#distances[slot] !== 0 && !this.#holds(slot)) {
      slot = slot + 1 === this.#slots ? 0 : slot + 1
    }
    return slot
  }

  #holds(slot: number): boolean {
    const at = slot * wordsPerHash
    for (let word = 0; word < wordsPerHash; word += 1) {
      if (this.#hashes[at + word] !== this.#probe[word]) return false
    }
    return true
  }
}

function wordAt(digest: string, at: number): number {
  return (
    (digest.charCodeAt(at) << 24) |
    (digest.charCodeAt(at + 1) << 16) |
    (digest.charCodeAt(at + 2) << 8) |
    digest.charCodeAt(at + 3)
  )
}
