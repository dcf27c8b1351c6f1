import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'

import type { Clock, Random } from '@barnabus/base'

import { busErrors } from '../errors.ts'
import { durationMs, type Duration } from '../retry/duration.ts'
import type { Steps } from '../steps.ts'
import { claimKeyOf, newClaimKey } from './claim-key.ts'
import type { ClaimOptions, Claims, ClaimStore } from './claim-store.ts'
import { claimedValue, type ClaimTicket } from './claim-ticket.ts'

export interface ClaimCheckOptions {
  /** Undefined: nothing is put anywhere, and nothing can be fetched. */
  readonly claims: ClaimOptions | undefined
  readonly clock: Clock
  readonly random: Random
  readonly steps: Steps
}

/** What a record has in place of a value, and beside it. */
export interface CheckedValue {
  readonly value: Uint8Array | null
  /** By which the value itself is found in the store; undefined: it is the value. */
  readonly claim: ClaimTicket | undefined
}

const aboveUsual = 32 * 1024

/** Puts large values into the store, and fetches them for those who read. */
export class ClaimCheck implements Claims {
  readonly #options: ClaimCheckOptions
  readonly #store: ClaimStore | undefined
  readonly #above: number

  /** Throws CLAIMS_REFUSED. */
  constructor(options: ClaimCheckOptions) {
    const { store, above = aboveUsual } = options.claims ?? {}
    if (!Number.isInteger(above) || above < 0) {
      throw busErrors.CLAIMS_REFUSED(`above is a number of bytes, and not ${above}`)
    }
    this.#options = options
    this.#store = store
    this.#above = above
  }

  /** A value of a topic as it is written; at once, unless it is put into the store. */
  checked(topic: string, value: Uint8Array | null): CheckedValue | Promise<CheckedValue> {
    const store = this.#store
    if (store === undefined || value === null || value.length <= this.#above) {
      return { value, claim: undefined }
    }
    return this.#put(store, topic, value)
  }

  /**
   * The value of a message of a topic. Rejects with CLAIM_REFUSED for a key of which nothing of that
   * topic can have been put, and with CLAIM_UNREADABLE where what was put is not to be had.
   */
  async get(topic: string, { key, size, sha256 }: ClaimTicket): Promise<Buffer> {
    if (claimKeyOf(key)?.topic !== topic) throw busErrors.CLAIM_REFUSED(topic)
    if (this.#store === undefined) throw busErrors.CLAIM_UNREADABLE(topic, key, 'there is no store')
    const found = await this.#store.get(key)
    if (found === undefined) throw busErrors.CLAIM_UNREADABLE(topic, key, 'it is not there')
    if (found.length !== size || sha256Of(found) !== sha256) {
      throw busErrors.CLAIM_UNREADABLE(topic, key, 'it is not what was put there')
    }
    return Buffer.from(found.buffer, found.byteOffset, found.byteLength)
  }

  async purge(olderThan: Duration): Promise<number> {
    const ageMs = durationMs(olderThan)
    if (ageMs === undefined) throw busErrors.CLAIMS_REFUSED(`"${olderThan}" is no time span`)
    if (this.#store === undefined) return 0
    const sinceMs = this.#options.clock.nowMs() - ageMs
    let count = 0
    for await (const key of this.#store.list(new Date(sinceMs))) {
      const known = claimKeyOf(key)
      if (known === undefined || known.atMs >= sinceMs) continue
      await this.#store.delete(key)
      count += 1
    }
    return count
  }

  async #put(store: ClaimStore, topic: string, value: Uint8Array): Promise<CheckedValue> {
    const { clock, random, steps } = this.#options
    const key = newClaimKey(topic, clock, random)
    await store.put(key, value)
    await steps.reached('claim-put')
    const claim = { key, size: value.length, sha256: sha256Of(value) }
    return { value: Buffer.from(claimedValue), claim }
  }
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
