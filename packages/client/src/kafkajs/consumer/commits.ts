import type { Clock } from '@barnabus/base'

import type { Consumer as OwnConsumer } from '../../consumer/consumer.ts'
import type { OffsetToCommit } from '../../consumer/committing/group-offsets.ts'
import type { Instrumentation } from '../instrumentation.ts'
import { translating } from '../translate-error.ts'
import type { ConsumerEventPayloads } from './consumer-events.ts'
import type { GroupProgress } from './group-progress.ts'
import { byTopic } from './offsets-by-topic.ts'

/** When resolved offsets are committed before the batch is done. */
export interface CommitPolicy {
  readonly isAutomatic: boolean
  readonly intervalMs: number | undefined
  readonly threshold: number | undefined
}

/** Commits what a program is done with, one commit after the other. */
export class Commits {
  readonly #consumer: OwnConsumer
  readonly #progress: GroupProgress
  readonly #policy: CommitPolicy
  readonly #clock: Clock
  readonly #instrumentation: Instrumentation<ConsumerEventPayloads>
  #last: Promise<unknown> = Promise.resolve()
  #atMs: number

  constructor(parts: {
    readonly consumer: OwnConsumer
    readonly progress: GroupProgress
    readonly policy: CommitPolicy
    readonly clock: Clock
    readonly instrumentation: Instrumentation<ConsumerEventPayloads>
  }) {
    this.#consumer = parts.consumer
    this.#progress = parts.progress
    this.#policy = parts.policy
    this.#clock = parts.clock
    this.#instrumentation = parts.instrumentation
    this.#atMs = this.#clock.monotonicMs()
  }

  /** Whether the interval is over, or the threshold reached. */
  get areDue(): boolean {
    const { intervalMs, threshold } = this.#policy
    if (intervalMs !== undefined && this.#clock.monotonicMs() >= this.#atMs + intervalMs)
      return true
    return threshold !== undefined && this.#progress.uncommittedCount() >= BigInt(threshold)
  }

  /** Whether that is to be seen to without being asked. */
  get areAutomaticallyDue(): boolean {
    return this.#policy.isAutomatic && this.areDue
  }

  /** Commits what is resolved, or these offsets. Rejects in the words of kafkajs. */
  async commit(offsets?: readonly OffsetToCommit[]): Promise<void> {
    const turn = this.#last.then(() => this.#commit(offsets ?? this.#progress.uncommitted()))
    this.#last = turn.catch(() => undefined)
    await turn
  }

  /** Commits what is resolved, where that is automatic. */
  async commitAutomatically(): Promise<void> {
    if (this.#policy.isAutomatic) await this.commit()
  }

  async #commit(offsets: readonly OffsetToCommit[]): Promise<void> {
    this.#atMs = this.#clock.monotonicMs()
    if (offsets.length === 0) return
    await translating(this.#consumer.commit(offsets))
    this.#progress.committed(offsets)
    const { groupId, memberId, generationId: groupGenerationId } = this.#consumer.groupMetadata
    if (!this.#instrumentation.hears('consumer.commit_offsets')) return
    const topics = byTopic(offsets)
    const payload = { groupId, memberId, groupGenerationId, topics }
    this.#instrumentation.emit('consumer.commit_offsets', payload)
  }
}

// Another member reads the records again.
const typesOfPassingOn: ReadonlySet<string> = new Set(
  ['ILLEGAL_GENERATION', 'REBALANCE_IN_PROGRESS', 'STALE_MEMBER_EPOCH', 'UNKNOWN_MEMBER_ID'].concat(
    'FENCED_MEMBER_EPOCH',
  ),
)

/** Whether `error` says that partitions go to other members: nobody has done anything wrong. */
export function isRebalancing(error: unknown): boolean {
  return error instanceof Error && 'type' in error && typesOfPassingOn.has(String(error.type))
}
