import type { Clock, Logger } from '@barnabus/base'

import type { Deadline } from '../deadline.ts'
import type { TopicPartition } from '../topic-partition.ts'
import type { AssignmentListener } from './group-member.ts'
import { partitionsText, without } from './partition-sets.ts'

/**
 * What a member owns, and how the consumer hears of it. What is revoked stays owned until the
 * consumer is done with it; what is lost is not owned any more when it hears of it.
 */
export class OwnedPartitions {
  readonly #listener: AssignmentListener
  readonly #logger: Logger
  #current: readonly TopicPartition[] = []

  constructor(listener: AssignmentListener, logger: Logger) {
    this.#listener = listener
    this.#logger = logger
  }

  get current(): readonly TopicPartition[] {
    return this.#current
  }

  /** Takes some of them back, once the consumer has let go. Ends early when `signal` aborts. */
  async revoke(partitions: readonly TopicPartition[], signal: AbortSignal): Promise<void> {
    if (partitions.length === 0) return
    this.#logger.info({ partitions }, `Giving back ${partitionsText(partitions)}`)
    const told = this.#tell('revoked', partitions)
    await Promise.race([told, aborted(signal)])
    if (!signal.aborted) this.#current = without(this.#current, partitions)
  }

  /** Takes everything back, done with or not at the deadline. */
  async revokeAll(clock: Clock, deadline: Deadline): Promise<void> {
    const giveUp = new AbortController()
    const timer = clock.after(deadline.remainingMs, () => giveUp.abort())
    await this.revoke(this.#current, giveUp.signal)
    timer.cancel()
  }

  /** They are gone, whatever the consumer does. */
  async loseAll(): Promise<void> {
    const lost = this.#current
    if (lost.length === 0) return
    this.#logger.warn({ partitions: lost }, `Lost ${partitionsText(lost)}`)
    this.#current = []
    await this.#tell('lost', lost)
  }

  /** Owns exactly these from now on. What goes away must have been revoked before. */
  async own(partitions: readonly TopicPartition[]): Promise<void> {
    const added = without(partitions, this.#current)
    this.#current = partitions
    this.#logger.info({ partitions: added }, `Assigned ${partitionsText(added)}`)
    await this.#tell('assigned', added)
  }

  /** A consumer that fails at this must not take the group with it. */
  async #tell(
    what: keyof AssignmentListener,
    partitions: readonly TopicPartition[],
  ): Promise<void> {
    try {
      await this.#listener[what](partitions)
    } catch (error) {
      this.#logger.error({ error, partitions }, `The listener failed when partitions were ${what}`)
    }
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
