import type { Uuid } from '@barnabus/protocol'

import type { PartitionState } from '../positions/partition-state.ts'

/** What is asked of a broker for one partition. */
export interface WantedPartition {
  readonly state: PartitionState
  /** The state's, when this was asked for. */
  readonly version: number
  readonly topicId: Uuid | undefined
  readonly offset: bigint
  readonly leaderEpoch: number
}

export interface SessionRequest {
  readonly sessionId: number
  readonly sessionEpoch: number
  /** What is new or has changed, or everything. */
  readonly send: readonly WantedPartition[]
  /** What is not to be fetched any more. */
  readonly forget: readonly WantedPartition[]
}

const noSession = 0
const firstEpoch = 0
const epochMax = 0x7fffffff

/**
 * What one broker remembers of our fetches (KIP-227), so that each request says only what is
 * different from the last one. A broker that remembers nothing is told everything each time.
 */
export class FetchSession {
  #id = noSession
  #epoch = firstEpoch
  #remembered = new Map<string, WantedPartition>()

  /** The request that makes the broker fetch exactly `wanted`, by key of the partition. */
  request(wanted: ReadonlyMap<string, WantedPartition>): SessionRequest {
    const [sessionId, sessionEpoch] = [this.#id, this.#epoch]
    const before = this.#remembered
    this.#remembered = new Map(wanted)
    if (sessionEpoch === firstEpoch) {
      return { sessionId, sessionEpoch, send: [...wanted.values()], forget: [] }
    }
    const forget = [...before].flatMap(([key, old]) => {
      const now = wanted.get(key)
      return now === undefined || now.topicId !== old.topicId ? [old] : []
    })
    const send = [...wanted].flatMap(([key, one]) => (isSame(before.get(key), one) ? [] : [one]))
    return { sessionId, sessionEpoch, send, forget }
  }

  /** What was asked for last, by topic name or id and partition. */
  *asked(): Iterable<WantedPartition> {
    yield* this.#remembered.values()
  }

  /** The broker took the last request. */
  accept(sessionId: number): void {
    this.#id = sessionId
    if (sessionId === noSession) this.#epoch = firstEpoch
    else this.#epoch = this.#epoch === epochMax ? 1 : this.#epoch + 1
  }

  /** Who knows what the broker remembers: it is told everything, and forgets the rest. */
  startAnew(keepsId: boolean): void {
    if (!keepsId) this.#id = noSession
    this.#epoch = firstEpoch
  }
}

function isSame(before: WantedPartition | undefined, now: WantedPartition): boolean {
  return (
    before !== undefined &&
    before.offset === now.offset &&
    before.leaderEpoch === now.leaderEpoch &&
    before.topicId === now.topicId
  )
}
