import type { Clock, Random } from '@barnabus/base'
import { ErrorCode } from '@barnabus/protocol'

import { FetchSession, type ForgottenPartition } from './fetch-session.ts'
import type { FetchTarget, FetchedPartition } from './fetch-target.ts'

/** The session half of a fetch request. Below v7 it is "id 0, epoch -1". */
export interface SessionRequest {
  readonly sessionId: number
  readonly sessionEpoch: number
  readonly usesTopicIds: boolean
  readonly targets: readonly FetchTarget[]
  readonly forgotten: readonly ForgottenPartition[]
}

/** What a request amounts to once its session has been looked at. */
export type FetchContext =
  | { readonly kind: 'refused'; readonly errorCode: ErrorCode }
  | { readonly kind: 'sessionless'; readonly targets: readonly FetchTarget[] }
  | {
      readonly kind: 'opening'
      readonly targets: readonly FetchTarget[]
      readonly usesTopicIds: boolean
    }
  | {
      readonly kind: 'incremental'
      readonly targets: readonly FetchTarget[]
      readonly session: FetchSession
      /** What the session's epoch must still be when we answer. */
      readonly epoch: number
    }

/** The session half of an answer, and the partitions that belong into it. */
export interface FetchConclusion<Fetched extends FetchedPartition> {
  readonly errorCode: ErrorCode
  readonly sessionId: number
  readonly fetched: readonly Fetched[]
}

const noSession = 0
const epochOfNewSession = 0
const epochOfNoSession = -1
const idleBeforeEvictableMs = 120_000

// A client names as many partitions as it likes; ours is the memory that remembers them.
const partitionsOfAllSessionsMax = 500_000

/**
 * The fetch sessions of one node (KIP-227).
 *
 * When all slots are taken, a new session replaces one that was idle for two minutes, or else a
 * smaller one older than that, or is not opened: "id 0" tells the consumer to go on without.
 */
export class FetchSessionCache {
  readonly #slotsMax: number
  readonly #clock: Clock
  readonly #random: Random
  /** In order of last use, the longest unused first. */
  readonly #sessions = new Map<number, FetchSession>()
  #partitionCount = 0

  constructor(options: {
    readonly slotsMax: number
    readonly clock: Clock
    readonly random: Random
  }) {
    this.#slotsMax = options.slotsMax
    this.#clock = options.clock
    this.#random = options.random
  }

  get sessionCount(): number {
    return this.#sessions.size
  }

  /** Finds what the request wants fetched. Advances its session, or closes it if so asked. */
  begin(request: SessionRequest): FetchContext {
    const { sessionEpoch, targets } = request
    if (sessionEpoch === epochOfNewSession || sessionEpoch === epochOfNoSession) {
      this.#close(this.#sessions.get(request.sessionId))
      return sessionEpoch === epochOfNoSession
        ? { kind: 'sessionless', targets }
        : { kind: 'opening', targets, usesTopicIds: request.usesTopicIds }
    }
    return this.#continue(request)
  }

  /** Turns what was fetched into what to answer. Call it once, just before answering. */
  conclude<Fetched extends FetchedPartition>(
    context: FetchContext,
    fetched: readonly Fetched[],
  ): FetchConclusion<Fetched> {
    switch (context.kind) {
      case 'refused':
        return { errorCode: context.errorCode, sessionId: noSession, fetched: [] }
      case 'sessionless':
        return { errorCode: ErrorCode.none, sessionId: noSession, fetched }
      case 'opening': {
        const sessionId = this.#open(context.usesTopicIds, fetched)
        return { errorCode: ErrorCode.none, sessionId, fetched }
      }
      case 'incremental':
        return concludeIncremental(context.session, context.epoch, fetched)
    }
  }

  #continue(request: SessionRequest): FetchContext {
    const session = this.#sessions.get(request.sessionId)
    if (session === undefined) return refuse(ErrorCode.fetchSessionIdNotFound)
    if (session.epoch !== request.sessionEpoch) return refuse(ErrorCode.invalidFetchSessionEpoch)
    if (session.usesTopicIds !== request.usesTopicIds) {
      return refuse(ErrorCode.fetchSessionTopicIdError)
    }

    const partitionCountBefore = session.partitionCount
    session.update(request.targets, request.forgotten)
    this.#partitionCount += session.partitionCount - partitionCountBefore
    if (session.partitionCount === 0) {
      this.#close(session)
      return { kind: 'sessionless', targets: request.targets }
    }
    if (this.#partitionCount > partitionsOfAllSessionsMax) {
      this.#close(session)
      return refuse(ErrorCode.fetchSessionIdNotFound)
    }
    this.#touch(session)
    return { kind: 'incremental', targets: session.targets(), session, epoch: session.epoch }
  }

  #open(usesTopicIds: boolean, fetched: readonly FetchedPartition[]): number {
    const nowMs = this.#clock.monotonicMs()
    if (this.#partitionCount + fetched.length > partitionsOfAllSessionsMax) return noSession
    if (this.#sessions.size >= this.#slotsMax && !this.#evict(fetched.length, nowMs)) {
      return noSession
    }
    const session = new FetchSession({ id: this.#newId(), usesTopicIds, nowMs, fetched })
    this.#sessions.set(session.id, session)
    this.#partitionCount += session.partitionCount
    return session.id
  }

  /** Frees a slot for a session of `partitionCount` partitions, if some other one is worth less. */
  #evict(partitionCount: number, nowMs: number): boolean {
    const [longestUnused] = this.#sessions.values()
    if (longestUnused === undefined) return false
    if (nowMs - longestUnused.lastUsedMs > idleBeforeEvictableMs) {
      this.#close(longestUnused)
      return true
    }
    const smallest = this.#smallestOldEnough(nowMs)
    if (smallest === undefined || smallest.partitionCount >= partitionCount) return false
    this.#close(smallest)
    return true
  }

  #smallestOldEnough(nowMs: number): FetchSession | undefined {
    let smallest: FetchSession | undefined
    for (const session of this.#sessions.values()) {
      if (nowMs - session.createdMs <= idleBeforeEvictableMs) continue
      if (smallest === undefined || session.partitionCount < smallest.partitionCount) {
        smallest = session
      }
    }
    return smallest
  }

  #touch(session: FetchSession): void {
    session.advance(this.#clock.monotonicMs())
    this.#sessions.delete(session.id)
    this.#sessions.set(session.id, session)
  }

  #close(session: FetchSession | undefined): void {
    if (session === undefined) return
    this.#sessions.delete(session.id)
    this.#partitionCount -= session.partitionCount
  }

  #newId(): number {
    for (;;) {
      const id = 1 + this.#random.below(2 ** 31 - 1)
      if (!this.#sessions.has(id)) return id
    }
  }
}

function refuse(errorCode: ErrorCode): FetchContext {
  return { kind: 'refused', errorCode }
}

function concludeIncremental<Fetched extends FetchedPartition>(
  session: FetchSession,
  epoch: number,
  fetched: readonly Fetched[],
): FetchConclusion<Fetched> {
  // The same request again, while this one waited: only the later one may change the session.
  if (session.epoch !== epoch) {
    const errorCode = ErrorCode.invalidFetchSessionEpoch
    return { errorCode, sessionId: session.id, fetched: [] }
  }
  return { errorCode: ErrorCode.none, sessionId: session.id, fetched: session.changesIn(fetched) }
}
