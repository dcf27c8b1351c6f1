import type { Cluster } from '../../cluster/cluster.ts'
import { clientErrors } from '../../errors.ts'
import type { KafkaError } from '../../errors/kafka-error.ts'
import type { AssignmentListener } from '../../groups/group-member.ts'
import type { ConsumerObserver } from '../../observation/consumer-observer.ts'
import type { TopicPartition } from '../../topic-partition.ts'
import type { Assignment } from '../positions/assignment.ts'
import type { AutoCommit } from './auto-commit.ts'
import type { Delivery } from '../delivery/delivery.ts'
import type { RecordBuffer } from '../fetching/record-buffer.ts'

/** What the application wants to know of rebalances; each may take its time, and may commit. */
export interface RebalanceHooks {
  /** These came to what was there. Nothing of them was read yet: this is the place to seek. */
  readonly onAssigned?: (partitions: readonly TopicPartition[]) => void | Promise<void>
  /** These are about to go to others. They are still ours: this is the place to commit. */
  readonly onRevoked?: (partitions: readonly TopicPartition[]) => void | Promise<void>
  /** These may already be others'. Left out: `onRevoked` is called, as in Kafka's own client. */
  readonly onLost?: (partitions: readonly TopicPartition[]) => void | Promise<void>
}

export interface RebalancesSink {
  /** The assignment has changed. */
  changed(): void
  failed(error: KafkaError): void
}

/** Changes what is read when the group says so, at moments when the application can bear it. */
export class Rebalances implements AssignmentListener {
  hooks: RebalanceHooks = {}
  readonly #cluster: Cluster
  readonly #assignment: Assignment
  readonly #buffer: RecordBuffer
  readonly #delivery: Delivery
  readonly #autoCommit: AutoCommit | undefined
  readonly #sink: RebalancesSink
  readonly #patienceMs: number
  readonly #observer: ConsumerObserver
  #underWay = 0

  constructor(parts: {
    readonly cluster: Cluster
    readonly assignment: Assignment
    readonly buffer: RecordBuffer
    readonly delivery: Delivery
    readonly autoCommit: AutoCommit | undefined
    readonly sink: RebalancesSink
    readonly observer: ConsumerObserver
    /** How long the application may take for what it holds: the group waits no longer. */
    readonly patienceMs: number
  }) {
    this.#cluster = parts.cluster
    this.#assignment = parts.assignment
    this.#buffer = parts.buffer
    this.#delivery = parts.delivery
    this.#autoCommit = parts.autoCommit
    this.#sink = parts.sink
    this.#patienceMs = parts.patienceMs
    this.#observer = parts.observer
  }

  /** Whether the assignment is changing now: nothing may be handed out meanwhile. */
  get isUnderWay(): boolean {
    return this.#underWay > 0
  }

  async revoked(partitions: readonly TopicPartition[]): Promise<void> {
    await this.#during(async () => {
      await this.#delivery.untilSafe(this.#patienceMs)
      await this.#autoCommit?.now(this.#cluster.deadline())
      await this.#call('onRevoked', this.hooks.onRevoked, partitions)
      this.#remove(partitions)
    })
  }

  async assigned(partitions: readonly TopicPartition[]): Promise<void> {
    await this.#during(async () => {
      this.#cluster.metadata.addTopics(partitions.map(({ topic }) => topic))
      this.#assignment.add(partitions)
      await this.#call('onAssigned', this.hooks.onAssigned, partitions)
      this.#sink.changed()
    })
  }

  async lost(partitions: readonly TopicPartition[]): Promise<void> {
    await this.#during(async () => {
      this.#remove(partitions)
      await this.#call('onLost', this.hooks.onLost ?? this.hooks.onRevoked, partitions)
    })
  }

  #remove(partitions: readonly TopicPartition[]): void {
    this.#assignment.remove(partitions)
    this.#buffer.reconsider()
    this.#sink.changed()
  }

  async #during(change: () => Promise<void>): Promise<void> {
    this.#underWay += 1
    this.#delivery.careSoon()
    try {
      await change()
    } finally {
      this.#underWay -= 1
      this.#delivery.wake()
    }
  }

  /** What an application's own code throws is told to the application, at its next pull. */
  async #call(
    name: keyof RebalanceHooks,
    hook: RebalanceHooks[keyof RebalanceHooks],
    partitions: readonly TopicPartition[],
  ): Promise<void> {
    try {
      if (hook !== undefined) await this.#observer.hooked(name, () => hook(partitions))
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      this.#sink.failed(Object.assign(clientErrors.HOOK_FAILED(name, reason), { cause: error }))
    }
  }
}
