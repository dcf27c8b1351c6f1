import { assert, systemClock, type Logger } from '@barnabus/base'

import { ApiKey } from '@barnabus/protocol'

import { systemClientEnv } from '../client-env.ts'
import { Cluster } from '../cluster/cluster.ts'
import { clusterConfig } from '../cluster/cluster-config.ts'
import { commonProperties } from '../config/common-properties.ts'
import { readSettings } from '../config/read-settings.ts'
import type { AnswerOf } from '../connection/broker-connection.ts'
import { noSecurity } from '../connection/security.ts'
import type { TopicPartition } from '../topic-partition.ts'
import type { PartitionAssignor } from './assignors/partition-assignor.ts'
import { createGroupMember } from './create-group-member.ts'
import type { AssignmentListener, GroupMember } from './group-member.ts'
import type { MembershipSettings } from './membership-settings.ts'
import { partitionKey } from './partition-sets.ts'

/** The cluster of a test. */
interface Home {
  readonly settings: { readonly 'bootstrap.servers': string }
  name(prefix: string): string
  /** Undefined: a cluster that somebody else has set up, with bounds of its own. */
  readonly broker?: object | undefined
}

const patienceMs = 90_000 // A session of the consumer protocol is 45 s where nobody shortened it.
const lookAgainMs = 5

/** Resolves as soon as it holds; throws, naming what was waited for, when it never does. */
export async function until(what: string, holds: () => boolean): Promise<void> {
  const endMs = systemClock.monotonicMs() + patienceMs
  while (!holds()) {
    assert(systemClock.monotonicMs() < endMs, `it never came to: ${what}`)
    await new Promise<void>((resolve) => {
      systemClock.after(lookAgainMs, resolve, { keepAlive: true })
    })
  }
}

export type GroupSettings = Partial<MembershipSettings> & {
  readonly 'bootstrap.servers'?: string
  readonly 'metadata.max.age.ms'?: number
}

interface MemberHooks {
  readonly listener?: Partial<AssignmentListener>
  readonly assignors?: readonly PartitionAssignor[]
  readonly logger?: Logger
}

/** A group whose members write down what happens to them, and that no partition has two owners. */
export class TestGroup {
  readonly groupId: string
  /** Every event of every member, such as `a +orders-0`. */
  readonly events: string[] = []
  readonly members: TestMember[] = []
  readonly #kafka: Home
  readonly #settings: GroupSettings

  constructor(kafka: Home, settings: GroupSettings = {}) {
    this.groupId = kafka.name('group')
    this.#kafka = kafka
    this.#settings = settings
  }

  /** A member by name, not subscribed yet. */
  member(name: string, settings: GroupSettings = {}, hooks: MemberHooks = {}): TestMember {
    const given = {
      ...this.#kafka.settings,
      ...(this.#kafka.broker !== undefined && { 'session.timeout.ms': 3000 }),
      'group.id': this.groupId,
      ...this.#settings,
      ...settings,
    }
    const member = new TestMember(this, name, given, hooks)
    this.members.push(member)
    return member
  }

  /** Members by name, all subscribed to these topics. */
  join(names: readonly string[], ...topics: readonly string[]): readonly TestMember[] {
    const members = names.map((name) => this.member(name))
    for (const { group } of members) group.subscribe({ kind: 'topics', topics })
    return members
  }

  /** Resolves when the members are all stable and own so many partitions each, in any order. */
  async shared(
    counts: readonly number[],
    members: readonly TestMember[] = this.members,
  ): Promise<void> {
    const wanted = counts.toSorted((a, b) => a - b).join()
    await until(`${counts.join(', ')} partitions each, and nothing under way`, () => {
      const found = members.map(({ group }) => group.assignment.length).toSorted((a, b) => a - b)
      return found.join() === wanted && members.every(({ group }) => group.isStable)
    })
  }

  /** Everything that happened so far, and forgets it. */
  takeEvents(): string[] {
    return this.events.splice(0)
  }

  /** Resolves when the member has sent so many more heartbeats. */
  async beats(member: TestMember, count: number): Promise<void> {
    const goal = member.cluster.heartbeats + count
    await until(`${count} heartbeats`, () => member.cluster.heartbeats >= goal)
  }

  /** Has the coordinator put a member out, without a word to it. */
  async expel({ cluster, group }: TestMember): Promise<void> {
    const { groupId, memberId } = group.metadata
    const to = { coordinator: 'group', key: groupId } as const
    if (this.#settings['group.protocol'] === 'consumer') {
      const leave = { groupId, memberId, memberEpoch: -1 }
      await cluster.send(to, ApiKey.ConsumerGroupHeartbeat, () => leave, cluster.deadline())
    } else {
      const leave = { groupId, members: [{ memberId }] }
      await cluster.send(to, ApiKey.LeaveGroup, () => leave, cluster.deadline())
    }
  }

  /** Whoever else believes to own it, and has not been told otherwise. */
  ownerOf(partition: TopicPartition, except: TestMember): TestMember | undefined {
    const key = partitionKey(partition)
    return this.members.find((member) => member !== except && member.owned.has(key))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const member of this.members) await member.close()
  }
}

/** Counts what a member says. */
class WatchedCluster extends Cluster {
  heartbeats = 0

  override async send<K extends ApiKey>(
    ...args: Parameters<typeof Cluster.prototype.send<K>>
  ): Promise<AnswerOf<K>> {
    const [, api] = args
    const answer = await super.send(...args)
    if (api === ApiKey.Heartbeat || api === ApiKey.ConsumerGroupHeartbeat) this.heartbeats += 1
    return answer
  }
}

/** One member, with a cluster of its own, as every consumer has. */
export class TestMember {
  readonly name: string
  readonly cluster: WatchedCluster
  readonly group: GroupMember
  readonly owned = new Set<string>()
  /** What went wrong: partitions that had another owner when they came. */
  readonly doubles: string[] = []
  #isGone = false

  constructor(group: TestGroup, name: string, settings: GroupSettings, hooks: MemberHooks) {
    this.name = name
    const {
      'bootstrap.servers': servers,
      'metadata.max.age.ms': maxAgeMs,
      ...membership
    } = settings
    const common = readSettings(commonProperties, {
      'bootstrap.servers': servers,
      'metadata.max.age.ms': maxAgeMs,
      'reconnect.backoff.max.ms': 100,
    })
    const config = clusterConfig(common, noSecurity, { allowAutoTopicCreation: false })
    this.cluster = new WatchedCluster(config, systemClientEnv)
    this.group = createGroupMember(
      this.cluster,
      { ...defaults, ...membership },
      { ...hooks, listener: this.#listener(group, hooks.listener ?? {}) },
    )
  }

  /** Gone as if its process had been killed: no revocation, no farewell. */
  kill(): void {
    this.#isGone = true
    this.owned.clear()
    this.cluster.close('consumer')
  }

  /** Leaves as it should. */
  async close(): Promise<void> {
    if (this.#isGone) return
    this.#isGone = true
    await this.group.close(this.cluster.deadline({ timeoutMs: 5000 }))
    this.cluster.close('consumer')
  }

  #listener(group: TestGroup, hooks: Partial<AssignmentListener>): AssignmentListener {
    const note = (sign: string, partitions: readonly TopicPartition[]): void => {
      for (const { topic, partition } of partitions) {
        group.events.push(`${this.name} ${sign}${topic}-${partition}`)
      }
    }
    return {
      revoked: async (partitions) => {
        await hooks.revoked?.(partitions)
        note('-', partitions)
        for (const partition of partitions) this.owned.delete(partitionKey(partition))
      },
      assigned: async (partitions) => {
        note('+', partitions)
        for (const partition of partitions) {
          const other = group.ownerOf(partition, this)
          if (other !== undefined) this.doubles.push(`${partitionKey(partition)} of ${other.name}`)
          this.owned.add(partitionKey(partition))
        }
        await hooks.assigned?.(partitions)
      },
      lost: async (partitions) => {
        note('!', partitions)
        for (const partition of partitions) this.owned.delete(partitionKey(partition))
        await hooks.lost?.(partitions)
      },
    }
  }
}

const defaults: MembershipSettings = {
  'group.id': '',
  'group.instance.id': null,
  'group.protocol': 'classic',
  'group.remote.assignor': null,
  'session.timeout.ms': 6000,
  'heartbeat.interval.ms': 200,
  'max.poll.interval.ms': 300_000,
  'partition.assignment.strategy': ['range'],
  'client.rack': '',
  'exclude.internal.topics': true,
}
