import type { Logger } from '@barnabus/base'

import { backoffMs } from '../../backoff.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import { isKafkaError } from '../../errors/kafka-error.ts'
import type { RebalanceObserver } from '../../observation/rebalance-observer.ts'
import type { OwnedPartitions } from '../owned-partitions.ts'
import {
  asIds,
  known,
  withoutKnown,
  type IdAssignment,
  type KnownPartition,
} from './id-assignment.ts'
import { TopicIds } from './topic-ids.ts'

interface ReconciliationOptions {
  readonly cluster: Cluster
  readonly owned: OwnedPartitions
  readonly logger: Logger
  readonly rebalances: RebalanceObserver | undefined
  /** Called whenever there is something to acknowledge. */
  readonly onReconciled: () => void
}

/**
 * Makes what a member owns what the coordinator wants it to own: gives back first, then takes.
 *
 * The coordinator hands a partition to somebody else only when the member has acknowledged that it
 * gave it back; so there is time for the application.
 */
export class Reconciliation {
  readonly #options: ReconciliationOptions
  readonly #topicIds: TopicIds
  #target: IdAssignment | undefined
  #done: IdAssignment | undefined
  #owned: readonly KnownPartition[] = []
  #acknowledged: IdAssignment = []
  #life = new AbortController()
  #isRunning = false
  #misses = 0

  constructor(options: ReconciliationOptions) {
    this.#options = options
    this.#topicIds = new TopicIds(options.cluster)
  }

  /** Whether the member owns exactly what it should. */
  get isDone(): boolean {
    return this.#target === this.#done && !this.#isRunning
  }

  /** What the coordinator shall believe the member to own; another object when it must hear of it. */
  get acknowledged(): IdAssignment {
    return this.#acknowledged
  }

  /** The coordinator wants the member to own this. */
  aimAt(target: IdAssignment): void {
    this.#target = target
    this.#options.rebalances?.began()
    if (!this.#isRunning && !this.#life.signal.aborted) void this.#run(this.#life.signal)
  }

  /** The member leaves: it takes nothing new, and acknowledges nothing. */
  stop(): void {
    this.#life.abort()
  }

  /** The member is out of the group; whatever was under way is not finished. */
  reset(): void {
    this.stop()
    if (!this.isDone) this.#options.rebalances?.failed()
    this.#life = new AbortController()
    this.#target = undefined
    this.#done = undefined
    this.#owned = []
    this.#acknowledged = []
    this.#isRunning = false
  }

  async #run(signal: AbortSignal): Promise<void> {
    this.#isRunning = true
    while (!signal.aborted && this.#target !== this.#done) {
      await this.#approach(this.#target ?? [], signal)
    }
    if (!signal.aborted) this.#isRunning = false
  }

  async #approach(target: IdAssignment, signal: AbortSignal): Promise<void> {
    const names = await this.#namesOf(target, signal)
    if (signal.aborted) return
    const wanted = known(target, names)
    const revoked = withoutKnown(this.#owned, wanted)
    const added = withoutKnown(wanted, this.#owned)
    if (revoked.length > 0) {
      await this.#options.owned.revoke(revoked.map(byName), signal)
      if (signal.aborted) return
      this.#acknowledge(withoutKnown(this.#owned, revoked))
      if (this.#target !== target) return // There is something newer to aim at.
    }
    if (revoked.length > 0 || added.length > 0) {
      await this.#options.owned.own(wanted.map(byName))
      if (signal.aborted) return
    }
    if (added.length > 0) this.#acknowledge(wanted)
    if (names.size === target.length) this.#finish(target)
    else await this.#waitForNames(signal)
  }

  #finish(target: IdAssignment): void {
    this.#done = target
    this.#misses = 0
    this.#options.rebalances?.succeeded()
  }

  #acknowledge(partitions: readonly KnownPartition[]): void {
    this.#owned = partitions
    this.#acknowledged = asIds(partitions)
    this.#options.onReconciled()
  }

  async #namesOf(target: IdAssignment, signal: AbortSignal): ReturnType<TopicIds['namesOf']> {
    const { cluster, logger } = this.#options
    const ids = target.map(({ topicId }) => topicId)
    try {
      return await this.#topicIds.namesOf(ids, cluster.deadline({ signal }))
    } catch (error) {
      if (!signal.aborted && !isKafkaError(error)) throw error
      logger.info({ error }, 'Cannot learn the names of assigned topics yet')
      const owned = this.#owned.map(({ topicId, topic }) => [topicId, topic] as const)
      return new Map(owned)
    }
  }

  /** A topic may be so new that the broker we asked does not know of it. */
  async #waitForNames(signal: AbortSignal): Promise<void> {
    const { cluster } = this.#options
    this.#misses += 1
    const waitMs = backoffMs(cluster.backoff, this.#misses, cluster.env.random)
    await cluster
      .deadline({ timeoutMs: waitMs, signal })
      .sleep(waitMs)
      .catch(() => undefined)
  }
}

function byName({ topic, partition }: KnownPartition): { topic: string; partition: number } {
  return { topic, partition }
}
