import type { Clock, Random } from '@barnabus/base'

import { FetchSessionCache } from './fetch-session-cache.ts'
import { ReadMemory } from './read-memory.ts'
import { WaitingRoom } from './waiting-room.ts'

const mebibyte = 1024 * 1024

/** What a broker remembers of its fetches between requests. */
export class Fetching {
  /** Where fetches wait for more to read. */
  readonly waitingRoom: WaitingRoom
  /** What fetches may read at the same time. */
  readonly memory = new ReadMemory({ sizeBytes: 64 * mebibyte, shareMin: mebibyte / 4 })
  readonly #newCache: () => FetchSessionCache
  readonly #sessionsByNode = new Map<number, FetchSessionCache>()

  constructor(options: {
    readonly clock: Clock
    readonly random: Random
    /** For each node: `max.incremental.fetch.session.cache.slots`. */
    readonly sessionSlotsMax: number
    readonly closing: AbortSignal
  }) {
    const { clock, random, sessionSlotsMax } = options
    this.waitingRoom = new WaitingRoom(clock, options.closing)
    this.#newCache = () => new FetchSessionCache({ slotsMax: sessionSlotsMax, clock, random })
  }

  /** A node's sessions: the ids of one mean nothing at another, as with separate brokers. */
  sessionsOf(nodeId: number): FetchSessionCache {
    const known = this.#sessionsByNode.get(nodeId)
    if (known !== undefined) return known
    const cache = this.#newCache()
    this.#sessionsByNode.set(nodeId, cache)
    return cache
  }
}
