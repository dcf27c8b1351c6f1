import type { Clock, Logger } from '@barnabus/base'
import { ErrorCode } from '@barnabus/protocol'

import { adopt } from '../classic-groups/adopt.ts'
import type { ClassicContext } from '../classic-groups/classic-context.ts'
import { ClassicGroup } from '../classic-groups/classic-group.ts'
import { dissolve } from '../classic-groups/dissolve.ts'
import { groupGone } from '../classic-groups/group-metadata-record.ts'
import type { AnyGroupRecord } from '../groups/group-record.ts'
import type { GroupKeeper } from '../groups/group-shard.ts'
import type { ClassicGroupFacts } from './classic-group-facts.ts'
import { ConsumerGroup } from './consumer-group.ts'
import type { ConsumerGroupSettings, GroupContext } from './group-context.ts'
import { GroupDraft } from './group-draft.ts'
import { heartbeat, type Heartbeat, type HeartbeatAnswer } from './heartbeat.ts'
import { leave, overdue } from './leave.ts'
import type { MemberTimer, TimerName } from './member-timer.ts'
import { downgradedRecord } from './migration/downgraded-record.ts'
import { removeOrDowngrade } from './migration/downgrade.ts'
import { upgradeGroup } from './migration/upgrade.ts'
import { dueRegexes, writeResolved } from './regex-refresh.ts'
import { isRefusal, type Refusal } from './refusal.ts'
import type { TopicRegexes } from './topic-regexes.ts'
import type { Topics } from './topics.ts'

export interface ConsumerGroupCoordinatorOptions {
  readonly topics: Topics
  readonly regexes: TopicRegexes
  readonly settingsOf: (groupId: string) => ConsumerGroupSettings
  /** Where groups of the classic protocol are coordinated. */
  readonly classic: (shard: GroupKeeper) => ClassicContext
  readonly clock: Clock
  readonly logger: Logger
}

// After so long what could not be written is tried again.
const retryMs = 1000
const timerNames: readonly TimerName[] = ['session', 'revocation', 'join', 'sync']

/**
 * Consumer groups at work: decides about them, writes down what was decided, watches over their
 * members' time, and resolves their regular expressions in the background.
 */
export class ConsumerGroupCoordinator {
  readonly #options: ConsumerGroupCoordinatorOptions
  /** Groups whose regular expressions are being resolved. */
  readonly #resolving = new Set<string>()

  constructor(options: ConsumerGroupCoordinatorOptions) {
    this.#options = options
  }

  /** What a decision about a group depends on, now. */
  contextOf(groupId: string): GroupContext {
    const { topics, settingsOf, regexes, clock } = this.#options
    return {
      topics,
      settings: settingsOf(groupId),
      regexFault: (regex) => regexes.faultOf(regex),
      nowMs: clock.nowMs(),
    }
  }

  /** Resolves when regular expressions can be judged; before that, heartbeats must not have any. */
  async loadRegexes(): Promise<void> {
    await this.#options.regexes.load()
  }

  /** ConsumerGroupHeartbeat: makes the group if somebody joins that there is not. */
  async heartbeat(shard: GroupKeeper, beat: Heartbeat): Promise<HeartbeatAnswer | Refusal> {
    const { groupId, memberEpoch } = beat.request
    const existing = shard.state.groups.get(groupId)
    if (memberEpoch === 0 && existing instanceof ClassicGroup) {
      return await this.#joinClassicGroup(shard, existing, beat)
    }
    if (memberEpoch !== 0 && !(existing instanceof ConsumerGroup)) return notFound(groupId)
    return await this.change(shard, groupId, (draft, context) =>
      memberEpoch < 0
        ? leave(draft, beat, (member) => removeOrDowngrade(draft, [member], context))
        : heartbeat(draft, beat, context),
    )
  }

  /** The first member of the consumer protocol makes it the protocol of the group. */
  async #joinClassicGroup(
    shard: GroupKeeper,
    classic: ClassicGroup,
    beat: Heartbeat,
  ): Promise<HeartbeatAnswer | Refusal> {
    const { groupId } = classic
    const decide = (draft: GroupDraft, context: GroupContext): HeartbeatAnswer | Refusal => {
      const members = [...classic.members.values()]
      const facts = { ...classicFacts(classic), members }
      const fault = classic.isEmpty ? undefined : upgradeGroup(draft, facts, context)
      return fault ?? heartbeat(draft, beat, context)
    }
    return await this.change(shard, groupId, decide, {
      records: [groupGone(groupId)],
      done: () => dissolve(this.#options.classic(shard), classic),
    })
  }

  /**
   * Decides about a group, which need not exist yet, and answers when all that is known of it is
   * on disk. A refusal changes nothing; what is
   * `first` is written before the rest, and `done` when it is in effect.
   */
  async change<Answer>(
    shard: GroupKeeper,
    groupId: string,
    decide: (draft: GroupDraft, context: GroupContext) => Answer | Refusal,
    first: { readonly records: readonly AnyGroupRecord[]; readonly done?: () => void } = nothing,
  ): Promise<Answer | Refusal> {
    const group = consumerGroupIn(shard, groupId) ?? new ConsumerGroup(groupId)
    const draft = new GroupDraft(group)
    const answer = decide(draft, this.contextOf(groupId))
    const records = isRefusal(answer) ? [] : [...first.records, ...recordsOf(draft, this.#now())]
    const changesProtocol = first.records.length > 0 || draft.becomes !== undefined
    const written = shard.write(groupId, records, { atomic: changesProtocol })
    if (written.kind === 'refused') {
      return { errorCode: written.errorCode, errorMessage: 'The change could not be written.' }
    }
    if (!isRefusal(answer)) {
      first.done?.()
      for (const timer of draft.timers) this.#time(shard, groupId, timer)
      if (draft.becomes !== undefined) this.#handOver(shard, draft.becomes)
      this.#refreshRegexes(shard, groupId)
    }
    await written.durable
    return answer
  }

  /** The group is one of the classic protocol now, whose coordinator goes on with it. */
  #handOver(shard: GroupKeeper, { facts, rebalance }: NonNullable<GroupDraft['becomes']>): void {
    const protocolsOf = new Map(
      facts.members.map(({ memberId, protocols }) => [memberId, protocols]),
    )
    adopt(this.#options.classic(shard), facts.groupId, { protocolsOf, rebalance })
  }

  #now(): number {
    return this.#options.clock.nowMs()
  }

  /** Gives the members of a shard that was just loaded the time that they would have had. */
  opened(shard: GroupKeeper): void {
    for (const group of shard.state.groups.values()) {
      if (!(group instanceof ConsumerGroup)) continue
      const { groupId, members } = group
      const { sessionTimeoutMs } = this.#options.settingsOf(groupId)
      for (const member of members.values()) {
        const { memberId, memberEpoch, rebalanceTimeoutMs, classic } = member
        const session = { kind: 'start', name: 'session', memberId } as const
        const delayMs = classic?.sessionTimeoutMs ?? sessionTimeoutMs
        this.#time(shard, groupId, { ...session, delayMs })
        if (member.state !== 'unrevoked-partitions' || classic !== null) continue
        const revocation = { kind: 'start', name: 'revocation', memberId, memberEpoch } as const
        this.#time(shard, groupId, { ...revocation, delayMs: rebalanceTimeoutMs })
      }
    }
  }

  #time(shard: GroupKeeper, groupId: string, timer: MemberTimer): void {
    const { timers } = shard
    const { memberId } = timer
    switch (timer.kind) {
      case 'stop':
        return timers.cancel(timerKey(groupId, memberId, timer.name))
      case 'stop-all':
        for (const name of timerNames) timers.cancel(timerKey(groupId, memberId, name))
        return
      case 'start': {
        const key = timerKey(groupId, memberId, timer.name)
        if (timer.ifAbsent === true && timers.has(key)) return
        timers.schedule(key, timer.delayMs, () => void this.#expire(shard, groupId, timer))
      }
    }
  }

  /** Removes a member that has exceeded a limit, unless it has met it in the meantime. */
  async #expire(
    shard: GroupKeeper,
    groupId: string,
    timer: MemberTimer & { readonly kind: 'start' },
  ): Promise<void> {
    const { logger } = this.#options
    const { memberId, memberEpoch, name } = timer
    try {
      const outcome = await this.change(shard, groupId, (draft, context) => {
        const member = overdue(draft, memberId, memberEpoch)
        if (isRefusal(member)) return member
        removeOrDowngrade(draft, [member], context)
        return undefined
      })
      if (outcome === undefined) {
        logger.info({ groupId, memberId }, `Removed a member that exceeded its ${name} timeout`)
      } else if (retriable.has(outcome.errorCode)) {
        this.#time(shard, groupId, { ...timer, delayMs: retryMs })
      }
    } catch (error) {
      // The data directory has failed, which ends the broker.
      logger.error({ err: error, groupId, memberId }, 'Cannot remove a member from its group')
    }
  }

  /** Resolves regular expressions that are due, once at a time for each group. */
  #refreshRegexes(shard: GroupKeeper, groupId: string): void {
    const group = consumerGroupIn(shard, groupId)
    if (group === undefined || this.#resolving.has(groupId)) return
    const due = dueRegexes(group, this.contextOf(groupId))
    if (due.size === 0) return
    this.#resolving.add(groupId)
    this.#resolve(shard, groupId, due)
      .catch((error: unknown) => {
        this.#options.logger.error({ err: error, groupId }, 'Cannot resolve regular expressions')
      })
      .finally(() => this.#resolving.delete(groupId))
  }

  async #resolve(shard: GroupKeeper, groupId: string, regexes: ReadonlySet<string>): Promise<void> {
    const { topics } = this.#options
    const { createdVersion } = topics
    const resolved = await this.#options.regexes.resolve(regexes, topics)
    await this.change(shard, groupId, (draft, context) => writeResolved(draft, resolved, context))
    const group = consumerGroupIn(shard, groupId)
    if (group !== undefined) group.resolvedTopicsVersion = createdVersion
  }
}

const retriable: ReadonlySet<ErrorCode> = new Set([
  ErrorCode.coordinatorNotAvailable,
  ErrorCode.notCoordinator,
])

/** The group, if there is one and it is of the consumer protocol. */
export function consumerGroupIn(
  shard: Pick<GroupKeeper, 'state'>,
  groupId: string,
): ConsumerGroup | undefined {
  const group = shard.state.groups.get(groupId)
  return group instanceof ConsumerGroup ? group : undefined
}

const nothing = { records: [] }

function recordsOf({ records, becomes }: GroupDraft, nowMs: number): readonly AnyGroupRecord[] {
  return becomes === undefined ? records : [...records, downgradedRecord(becomes.facts, nowMs)]
}

function classicFacts(classic: ClassicGroup): Omit<ClassicGroupFacts, 'members'> {
  const { groupId, protocolType, protocolName, generationId } = classic
  return { groupId, protocolType, protocolName, generationId }
}

function notFound(groupId: string): Refusal {
  const errorMessage = `Consumer group ${groupId} not found.`
  return { errorCode: ErrorCode.groupIdNotFound, errorMessage }
}

function timerKey(groupId: string, memberId: string, name: TimerName): string {
  return `consumer ${name} ${groupId.length} ${groupId} ${memberId}`
}
