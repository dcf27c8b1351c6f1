import { ManualClock, silentLogger, type Random } from '@barnabus/base'
import { ErrorCode, type Uuid } from '@barnabus/protocol'

import { readBrokerConfig } from '../../../config/broker-config.ts'
import type { ClassicContext } from '../../classic-groups/classic-context.ts'
import { ClassicGroup } from '../../classic-groups/classic-group.ts'
import { resumeGroups } from '../../classic-groups/load.ts'
import { expireMember } from '../../classic-groups/remove-member.ts'
import type { Group } from '../../groups/group-state.ts'
import { commitOffsets } from '../../offsets/commit-offsets.ts'
import { ConsumerGroupCoordinator, consumerGroupIn } from '../consumer-group-coordinator.ts'
import { TestTopics, testSettings } from '../group-under-test.fixture.ts'
import { TopicRegexes } from '../topic-regexes.ts'
import { MemoryShard, type ShardMistakes } from './memory-shard.fixture.ts'
import { promise } from './violation.fixture.ts'

export const groupId = 'readers'

const brokerConfig = readBrokerConfig(new Map([['group.initial.rebalance.delay.ms', '0']]))

/** What may be wrong with the world, on purpose; see mistakes.fixture.ts. */
export interface WorldMistakes extends ShardMistakes {
  /** Lets members commit that are none any more. */
  readonly commitsFromAnyone?: boolean
}

/** A client, as far as the world must know it. */
export interface Inhabitant {
  readonly memberId: string
  readonly epoch: number
  readonly alive: boolean
  /** Whether its epoch was told to it for good: it is on disk. */
  readonly isSettled: boolean
  owns(topicId: Uuid, partition: number): boolean
}

/** Where members of a model live: a coordinator, its log, the topics and the time. */
export class ModelWorld {
  readonly clock = new ManualClock()
  readonly topics = new TestTopics()
  readonly random: Random
  readonly shard: MemoryShard
  readonly members: Inhabitant[] = []
  readonly #turn: () => Promise<unknown>
  readonly #commitsFromAnyone: boolean
  coordinator: ConsumerGroupCoordinator
  #failure: Error | undefined
  #memberIds = 0
  #epochSeen = 0
  #targetEpochSeen = 0

  constructor(random: Random, turn: () => Promise<unknown>, mistakes: WorldMistakes) {
    this.#turn = turn
    this.random = random
    this.shard = new MemoryShard(this.clock, mistakes)
    this.#commitsFromAnyone = mistakes.commitsFromAnyone ?? false
    this.coordinator = this.#newCoordinator()
  }

  /** Lets everything happen that waits for the disk. */
  async settle(): Promise<void> {
    this.shard.sync()
    await this.turn()
  }

  /** Lets everything happen that waits for nothing. */
  turn(): Promise<unknown> {
    return this.#turn()
  }

  async advance(byMs: number): Promise<void> {
    this.clock.advance(byMs)
    await this.settle()
  }

  /** The power fails, then the broker starts again: what was not on disk is gone. */
  restart(): void {
    const settled = this.membersInGroup().filter(({ isSettled }) => isSettled)
    const told = settled.map(({ memberId, epoch }) => ({ memberId, epoch }))
    this.shard.restart()
    this.coordinator = this.#newCoordinator()
    this.coordinator.opened(this.shard)
    resumeGroups(this.classic())
    for (const { memberId, epoch } of told) {
      const known = this.#epochOf(memberId)
      const sentence = `${memberId} was told of epoch ${epoch}, and the log of ${known}`
      promise(known !== undefined && known >= epoch, sentence)
    }
  }

  /** Commits `offset` as a member; says what came of it. */
  commit(
    from: { readonly memberId: string; readonly memberEpoch: number },
    topicId: Uuid,
    partition: number,
    offset: number,
  ): ErrorCode {
    const name = this.topics.byId(topicId)?.name
    if (name === undefined) return ErrorCode.unknownTopicId
    // A transactional commit that says nothing of itself is always let in.
    const anyone = { memberId: '', generationId: -1, isTransactional: true }
    const committed = { committedOffset: BigInt(offset), committedLeaderEpoch: -1 }
    const decision = commitOffsets(
      this.shard.state,
      {
        ...{ groupId, memberId: from.memberId, generationId: from.memberEpoch },
        ...{ instanceId: null, apiVersion: 9, isTransactional: false, retentionTimeMs: -1 },
        ...(this.#commitsFromAnyone ? anyone : {}),
        topics: [
          {
            ...{ name, topicId },
            partitions: [{ partitionIndex: partition, committedMetadata: '', ...committed }],
          },
        ],
      },
      { nowMs: this.clock.nowMs(), metadataSizeMax: 4096 },
    )
    const [topic] = decision.answer
    const errorCode = topic?.partitions[0]?.errorCode ?? ErrorCode.unknownServerError
    if (errorCode === ErrorCode.none) {
      const before = this.committed(topicId, partition)
      this.shard.write(groupId, decision.records)
      promise(
        offset >= before,
        `the offset of ${name}-${partition} went from ${before} to ${offset}`,
      )
    }
    return errorCode
  }

  /** The committed offset of a partition; 0 if there is none. */
  committed(topicId: Uuid, partition: number): number {
    const name = this.topics.byId(topicId)?.name ?? ''
    const committed = this.shard.state.offsets.ofGroup(groupId).get(name)?.get(partition)
    return committed?.topicId === topicId ? Number(committed.offset) : 0
  }

  /** What went wrong in the meantime, for the next `check` to say. */
  fail(error: unknown): void {
    this.#failure ??= error instanceof Error ? error : new Error(String(error))
  }

  /** The clients that the coordinator takes for members, in the epoch that they are in. */
  membersInGroup(): readonly Inhabitant[] {
    return this.members.filter(({ memberId, epoch, alive }) => {
      return alive && this.#epochOf(memberId) === epoch
    })
  }

  /** The group, for whoever looks for a mistake. */
  describe(): string {
    return describe(this.shard.state.groups.get(groupId))
  }

  /** What must hold at every moment. */
  check(): void {
    if (this.#failure !== undefined) throw this.#failure
    const group = consumerGroupIn(this.shard, groupId)
    if (group === undefined) {
      // A group of the classic protocol may begin anew.
      this.#epochSeen = 0
      this.#targetEpochSeen = 0
      return
    }
    const { epoch, targetEpoch } = group
    promise(epoch >= this.#epochSeen, `the group went from epoch ${this.#epochSeen} to ${epoch}`)
    promise(
      targetEpoch >= this.#targetEpochSeen,
      `the target went from epoch ${this.#targetEpochSeen} to ${targetEpoch}`,
    )
    promise(targetEpoch <= epoch, `there is a target for epoch ${targetEpoch} in epoch ${epoch}`)
    this.#epochSeen = epoch
    this.#targetEpochSeen = targetEpoch
    const owners = new Map<string, string>()
    for (const { memberId, assigned, pendingRevocation } of group.members.values()) {
      for (const partitions of [assigned, pendingRevocation]) {
        for (const [topicId, epochs] of partitions) {
          for (const partition of epochs.keys()) {
            const key = `${topicId}-${partition}`
            const other = owners.get(key)
            promise(other === undefined, `${key} belongs to both ${other} and ${memberId}`)
            owners.set(key, memberId)
          }
        }
      }
    }
  }

  /** Where groups of the classic protocol are coordinated. */
  classic(): ClassicContext {
    const { shard, clock } = this
    const context: ClassicContext = {
      ...{ shard, clock, config: brokerConfig },
      newMemberId: () => this.newMemberId(),
      sessionEnded: (endedGroupId, memberId) => expireMember(context, endedGroupId, memberId),
    }
    return context
  }

  newMemberId(): string {
    this.#memberIds += 1
    return `member-of-classic-${this.#memberIds}`
  }

  /** What the log holds is what is in memory. Ask when everything is on disk. */
  checkLog(): void {
    const live = describe(this.shard.state.groups.get(groupId))
    const stored = describe(this.shard.replayed().groups.get(groupId))
    promise(live === stored, `the log says ${stored}, and memory ${live}`)
  }

  /** The epoch or generation of a member that may work; undefined: it may not. */
  #epochOf(memberId: string): number | undefined {
    const group = this.shard.state.groups.get(groupId)
    if (!(group instanceof ClassicGroup)) return group?.members.get(memberId)?.memberEpoch
    const works = group.state === 'Stable' && group.members.has(memberId)
    return works ? group.generationId : undefined
  }

  #newCoordinator(): ConsumerGroupCoordinator {
    return new ConsumerGroupCoordinator({
      topics: this.topics,
      regexes: new TopicRegexes(this.clock),
      settingsOf: () => testSettings,
      classic: () => this.classic(),
      clock: this.clock,
      logger: silentLogger,
    })
  }
}

function inOrder(values: Iterable<unknown>): readonly unknown[] {
  return [...values].toSorted((one, other) => String(one).localeCompare(String(other)))
}

/** All of a group that must survive, as text. */
function describe(group: Group | undefined): string {
  if (group === undefined) return 'no group'
  if (group instanceof ClassicGroup) {
    return JSON.stringify([group.generationId, inOrder(group.members.keys())])
  }
  const { epoch, targetEpoch, members } = group
  const targets = [...members.keys()].map((memberId) => group.targetOf(memberId) ?? null)
  return JSON.stringify({ epoch, targetEpoch, members, targets }, (key, value: unknown) => {
    if (key === 'metadata') return undefined // Bytes are compared elsewhere.
    return value instanceof Map || value instanceof Set ? inOrder(value) : value
  })
}
