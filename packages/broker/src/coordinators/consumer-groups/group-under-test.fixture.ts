import { ManualClock } from '@barnabus/base'
import type { ConsumerGroupHeartbeatRequest, Uuid } from '@barnabus/protocol'

import { consumerGroupAssignors } from './assignors/index.ts'
import { ConsumerGroup } from './consumer-group.ts'
import type { ConsumerGroupSettings, GroupContext } from './group-context.ts'
import { GroupDraft } from './group-draft.ts'
import { decodeGroupRecord, encodeGroupRecord, type RecordBytes } from './group-record-bytes.ts'
import { heartbeat, type HeartbeatAnswer } from './heartbeat.ts'
import { leave, overdue, removeMembers } from './leave.ts'
import type { MemberTimer, TimerName } from './member-timer.ts'
import { isRefusal, type Refusal } from './refusal.ts'
import type { TopicFacts, Topics } from './topics.ts'

export const testSettings: ConsumerGroupSettings = {
  sessionTimeoutMs: 45_000,
  heartbeatIntervalMs: 5_000,
  assignmentIntervalMs: 0,
  maxSize: 10,
  classicMaxSize: 10,
  regexRefreshIntervalMs: 600_000,
  assignors: consumerGroupAssignors,
  migrationPolicy: 'bidirectional',
}

const timerNames: readonly TimerName[] = ['session', 'revocation', 'join', 'sync']

/** Topics that tests make up. */
export class TestTopics implements Topics {
  version = 0
  createdVersion = 0
  readonly #topics = new Map<string, TopicFacts>()
  #created = 0

  /** Creates the topic, or gives it so many partitions. */
  set(name: string, partitionCount: number): void {
    this.version += 1
    if (!this.#topics.has(name)) this.createdVersion = this.version
    const id = this.#topics.get(name)?.id ?? this.#nextId()
    this.#topics.set(name, { id, name, partitionCount, racksOf: () => [] })
  }

  delete(name: string): void {
    this.#topics.delete(name)
    this.version += 1
  }

  byName(name: string): TopicFacts | undefined {
    return this.#topics.get(name)
  }

  byId(id: Uuid): TopicFacts | undefined {
    return [...this.#topics.values()].find((topic) => topic.id === id)
  }

  names(): Iterable<string> {
    return this.#topics.keys()
  }

  #nextId(): Uuid {
    this.#created += 1
    return `${String(this.#created).padStart(21, 'A')}A` as Uuid
  }
}

/** A group with a log in memory, so that a test can talk to it, let time pass and restart it. */
export class GroupUnderTest {
  readonly topics = new TestTopics()
  readonly clock = new ManualClock()
  readonly log: RecordBytes[] = []
  group = new ConsumerGroup('group')
  settings = testSettings
  readonly #timers = new Map<string, { cancel(): void }>()

  get context(): GroupContext {
    return {
      topics: this.topics,
      settings: this.settings,
      regexFault: (regex) => (regex.includes('[') ? 'missing closing ]' : undefined),
      nowMs: this.clock.nowMs(),
    }
  }

  /** A heartbeat of a member that subscribes to nothing new, unless told otherwise. */
  beat(
    memberId: string,
    memberEpoch: number,
    more: Partial<ConsumerGroupHeartbeatRequest> = {},
  ): HeartbeatAnswer | Refusal {
    const request: ConsumerGroupHeartbeatRequest = {
      groupId: this.group.groupId,
      memberId,
      memberEpoch,
      instanceId: null,
      rackId: null,
      rebalanceTimeoutMs: memberEpoch === 0 ? 60_000 : -1,
      subscribedTopicNames: null,
      subscribedTopicRegex: null,
      serverAssignor: null,
      topicPartitions: memberEpoch === 0 ? [] : null,
      ...more,
    }
    const client = { clientId: 'client', clientHost: '/127.0.0.1' }
    return this.decide((draft) =>
      memberEpoch < 0
        ? leave(draft, { request, memberId, client }, (member) => {
            removeMembers(draft, [member], this.context)
          })
        : heartbeat(draft, { request, memberId, client }, this.context),
    )
  }

  /** Decides, appends, applies, and only then starts timers. A refusal changes nothing. */
  decide<Answer>(decide: (draft: GroupDraft) => Answer | Refusal): Answer | Refusal {
    const draft = new GroupDraft(this.group)
    const answer = decide(draft)
    if (isRefusal(answer)) return answer
    for (const record of draft.records) {
      this.log.push(encodeGroupRecord(record))
      this.group.apply(record)
    }
    for (const timer of draft.timers) this.#time(timer)
    return answer
  }

  /** What is left of the group after a kill: the log. */
  restart(): void {
    this.group = new ConsumerGroup('group')
    for (const bytes of this.log) {
      const record = decodeGroupRecord(bytes)
      if (record !== undefined) this.group.apply(record)
    }
  }

  #time(timer: MemberTimer): void {
    const names = timer.kind === 'stop-all' ? timerNames : [timer.name]
    const keys = names.map((name) => `${timer.memberId} ${name}`)
    const [key = ''] = keys
    if (timer.kind === 'start' && timer.ifAbsent === true && this.#timers.has(key)) return
    for (const one of keys) {
      this.#timers.get(one)?.cancel()
      this.#timers.delete(one)
    }
    if (timer.kind !== 'start') return
    const { memberId, memberEpoch, delayMs } = timer
    const expire = (): void => {
      this.decide((draft) => {
        const member = overdue(draft, memberId, memberEpoch)
        if (isRefusal(member)) return member
        removeMembers(draft, [member], this.context)
        return undefined
      })
    }
    this.#timers.set(key, this.clock.after(delayMs, expire))
  }
}
