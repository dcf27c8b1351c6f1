import type { Logger } from '@barnabus/base'

import type { Cluster } from '../../cluster/cluster.ts'
import type { Deadline } from '../../deadline.ts'
import { isKafkaError } from '../../errors/kafka-error.ts'
import type { Assignment } from '../positions/assignment.ts'
import type { Delivery } from '../delivery/delivery.ts'
import type { GroupOffsets, OffsetToCommit } from './group-offsets.ts'

/** Commits, now and then, what the application is done with. */
export class AutoCommit {
  readonly #cluster: Cluster
  readonly #assignment: Assignment
  readonly #delivery: Delivery
  readonly #offsets: GroupOffsets
  readonly #logger: Logger
  readonly #intervalMs: number
  #dueMs: number
  #running: Promise<void> | undefined

  constructor(parts: {
    readonly cluster: Cluster
    readonly assignment: Assignment
    readonly delivery: Delivery
    readonly offsets: GroupOffsets
    readonly logger: Logger
    readonly intervalMs: number
  }) {
    this.#cluster = parts.cluster
    this.#assignment = parts.assignment
    this.#delivery = parts.delivery
    this.#offsets = parts.offsets
    this.#logger = parts.logger
    this.#intervalMs = parts.intervalMs
    this.#dueMs = this.#nowMs() + this.#intervalMs
  }

  /** Commits in the background, if it is time; one at a time. */
  ifDue(): void {
    if (this.#nowMs() < this.#dueMs || this.#running !== undefined) return
    this.#dueMs = this.#nowMs() + this.#intervalMs
    this.#running = this.#commit(this.#cluster.deadline()).finally(() => {
      this.#running = undefined
    })
  }

  /** Commits and waits for it. Never rejects: the records come again, to whoever is next. */
  async now(deadline: Deadline): Promise<void> {
    const before = this.#running
    if (before !== undefined) await deadline.wait(before, 'commit').catch(() => undefined)
    await this.#commit(deadline)
  }

  async #commit(deadline: Deadline): Promise<void> {
    const offsets = this.#finished()
    try {
      await this.#offsets.commit(offsets, deadline)
      rememberCommitted(this.#assignment, offsets)
    } catch (error) {
      if (this.#cluster.isClosed) return
      if (!isKafkaError(error)) throw error
      this.#logger.warn({ code: error.code }, `Offsets are committed later: ${error.message}`)
    }
  }

  #finished(): readonly OffsetToCommit[] {
    return finishedOffsets(this.#assignment, this.#delivery).filter(
      (one) => this.#assignment.find(one)?.committedOffset !== one.offset,
    )
  }

  #nowMs(): number {
    return this.#cluster.env.clock.monotonicMs()
  }
}

/** Up to where the application is done, in each partition that is read. */
function finishedOffsets(assignment: Assignment, delivery: Delivery): readonly OffsetToCommit[] {
  return [...assignment.states].flatMap((state) => {
    if (!state.hasPosition) return []
    const { topic, partition, positionEpoch: leaderEpoch } = state
    return [{ topic, partition, offset: delivery.finishedOffset(state), leaderEpoch }]
  })
}

/** Up to where the application was given records, in each partition that is read. */
export function handedOffsets(assignment: Assignment): readonly OffsetToCommit[] {
  return [...assignment.states].flatMap((state) => {
    if (!state.hasPosition) return []
    const { topic, partition, position: offset, positionEpoch: leaderEpoch } = state
    return [{ topic, partition, offset, leaderEpoch }]
  })
}

/** What is committed need not be committed again. */
export function rememberCommitted(
  assignment: Assignment,
  offsets: readonly OffsetToCommit[],
): void {
  for (const offset of offsets) {
    const state = assignment.find(offset)
    if (state !== undefined) state.committedOffset = offset.offset
  }
}
