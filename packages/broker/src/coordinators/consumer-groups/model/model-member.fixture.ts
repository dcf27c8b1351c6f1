import { ErrorCode, type Uuid } from '@barnabus/protocol'

import type { ModelWorld } from './model-world.fixture.ts'
import { promise } from './violation.fixture.ts'

/** Partitions as a member keeps count of them: how far it has come in each. */
type Positions = Map<Uuid, Map<number, number>>

/** A client of the group: what it believes, and what it does next. */
export abstract class ModelMember {
  memberId: string
  readonly world: ModelWorld
  topics: readonly string[]
  /** 0: not in the group. */
  epoch = 0
  /** Dead members do nothing any more, but may still commit what they have read: zombies. */
  alive = true
  /** The answer to the last request is on its way. */
  #waiting: symbol | undefined
  #positions: Positions = new Map()

  constructor(world: ModelWorld, memberId: string, topics: readonly string[]) {
    this.world = world
    this.memberId = memberId
    this.topics = topics
  }

  /** Sends its next request. The answer takes effect when it comes, if it comes. */
  step(): void {
    const waiting = Symbol('request')
    this.#waiting = waiting
    const done = this.send().then((take) => {
      if (this.#waiting !== waiting) return // Lost, or nobody waits for it any more.
      this.#waiting = undefined
      take()
    })
    done.catch((error: unknown) => this.world.fail(error))
  }

  /** Members of the consumer protocol hear of epochs that are on disk. */
  get isSettled(): boolean {
    return true
  }

  /** Whether the answer to its last request has yet to come. */
  get isWaiting(): boolean {
    return this.#waiting !== undefined
  }

  /** The answer that is on its way will not arrive. */
  loseAnswer(): void {
    this.#waiting = undefined
  }

  /** Asks the coordinator; gives what to do with its answer. */
  protected abstract send(): Promise<() => void>

  /** What it owns, as requests name it. */
  get owned(): readonly { readonly topicId: Uuid; readonly partitions: readonly number[] }[] {
    return [...this.#positions].map(([topicId, partitions]) => {
      return { topicId, partitions: [...partitions.keys()] }
    })
  }

  owns(topicId: Uuid, partition: number): boolean {
    return this.#positions.get(topicId)?.has(partition) === true
  }

  /** Reads on and commits, as far as it is let. */
  process(): void {
    for (const [topicId, partitions] of this.#positions) {
      for (const [partition, position] of partitions) {
        const next = position + 1 + this.world.random.below(10)
        partitions.set(partition, next)
        this.world.commit(
          { memberId: this.memberId, memberEpoch: this.epoch },
          topicId,
          partition,
          next,
        )
      }
    }
  }

  /** Owns exactly these from now on: gives up what is not among them, and begins with the rest. */
  protected own(
    assigned: readonly { readonly topicId: Uuid; readonly partitions: readonly number[] }[],
  ): void {
    const positions: Positions = new Map()
    for (const { topicId, partitions } of assigned) {
      const before = this.#positions.get(topicId)
      const offsets = partitions.map((partition): [number, number] => {
        if (before?.has(partition) !== true) this.#checkFree(topicId, partition)
        return [partition, before?.get(partition) ?? this.world.committed(topicId, partition)]
      })
      positions.set(topicId, new Map(offsets))
    }
    this.#positions = positions
  }

  /** Nobody else who is in the group may own what we begin with. */
  #checkFree(topicId: Uuid, partition: number): void {
    for (const other of this.world.membersInGroup()) {
      if (other === this) continue
      const sentence = `${this.memberId} begins with ${topicId}-${partition}, which ${other.memberId} owns`
      promise(!other.owns(topicId, partition), sentence)
    }
  }

  /** It is no member any more: it owns nothing, and has to join again. */
  protected fall(): void {
    this.epoch = 0
    this.#positions = new Map()
  }

  protected isFallen(errorCode: number): boolean {
    return (
      errorCode === ErrorCode.unknownMemberId ||
      errorCode === ErrorCode.fencedMemberEpoch ||
      errorCode === ErrorCode.illegalGeneration ||
      errorCode === ErrorCode.groupIdNotFound
    )
  }

  protected moveTo(epoch: number): void {
    promise(epoch >= this.epoch, `${this.memberId} went from epoch ${this.epoch} to ${epoch}`)
    this.epoch = epoch
  }
}
