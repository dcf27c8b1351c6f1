import type { Env, Logger } from '@barnabus/base'
import type { ErrorCode, TransactionOutcome, Uuid } from '@barnabus/protocol'

import type { BrokerConfig } from '../../config/broker-config.ts'
import type { LiveConfig } from '../../config/live-config.ts'
import type { PartitionImage } from '../../metadata/image.ts'
import type { MetadataRecord } from '../../metadata/metadata-record.ts'
import type { MetadataFollower, MetadataStore } from '../../metadata/metadata-store.ts'
import type { TopicTerms } from '../../metadata/topic-decisions.ts'
import type { Partitions } from '../../partitions/partitions.ts'
import { RateLimitedLog } from '../../rate-limited-log.ts'
import type { ClassicContext } from '../classic-groups/classic-context.ts'
import { releaseMembers, resumeGroups } from '../classic-groups/load.ts'
import { expireMember } from '../classic-groups/remove-member.ts'
import { ConsumerGroupCoordinator } from '../consumer-groups/consumer-group-coordinator.ts'
import { consumerGroupSettings } from '../consumer-groups/group-settings.ts'
import { MetadataTopics } from '../consumer-groups/metadata-topics.ts'
import { TopicRegexes } from '../consumer-groups/topic-regexes.ts'
import { Coordinator, type FoundShard } from '../runtime/coordinator.ts'
import { cleanUp, cleanUpNow, forgetLostTopics, forgetTopic } from './clean-up.ts'
import type { AnyGroupRecord } from './group-record.ts'
import type { GroupKeeper, GroupShard } from './group-shard.ts'
import { offsetsCompression, offsetsTopicOf } from './group-settings.ts'
import { GroupState } from './group-state.ts'
import { GroupMemory } from './memory/group-memory.ts'
import { heldBytes } from './memory/held-bytes.ts'
import { randomUuid } from './random-uuid.ts'

export interface GroupCoordinatorOptions {
  readonly metadata: MetadataStore
  readonly partitions: Partitions
  readonly settings: LiveConfig
  readonly config: BrokerConfig
  readonly topicTerms: TopicTerms
  readonly env: Env
  readonly logger: Logger
}

const fullIntervalMs = 60_000
const noRoom =
  'Refused a new group, member or committed offset: groups hold as much memory as ' +
  'barnabus.group.memory.bytes allows'

/** Coordinates groups: who is in them, and how far they have come. */
export class GroupCoordinator implements MetadataFollower {
  readonly #options: GroupCoordinatorOptions
  readonly #coordinator: Coordinator<AnyGroupRecord, GroupState>
  /** Groups whose members speak the consumer protocol. */
  readonly consumers: ConsumerGroupCoordinator
  /** What all groups together may hold, and what more must not be let in. */
  readonly memory: GroupMemory
  readonly #topics: MetadataTopics
  /** Names of topics that are about to go, by id. */
  readonly #leaving = new Map<Uuid, string>()

  private constructor(options: GroupCoordinatorOptions) {
    const { metadata, partitions, settings, config, topicTerms, env, logger } = options
    this.#options = options
    this.#topics = new MetadataTopics(metadata, config['broker.rack'])
    this.consumers = new ConsumerGroupCoordinator({
      topics: this.#topics,
      regexes: new TopicRegexes(env.clock),
      settingsOf: (groupId) =>
        consumerGroupSettings(
          settings.node(config['node.id']),
          metadata.image.groupConfigs.get(groupId),
        ),
      classic: (shard) => this.classic(shard),
      ...{ clock: env.clock, logger },
    })
    this.#coordinator = new Coordinator({
      topic: () => offsetsTopicOf(config),
      topicTerms,
      batchTerms: (topic, leaderId) => ({
        sizeMax: settings.topic(topic, leaderId)['max.message.bytes'],
        compression: offsetsCompression(config),
      }),
      newState: () => new GroupState(),
      opened: (shard) => this.#opened(shard),
      closed: (shard) => releaseMembers(this.classic(shard)),
      ...{ metadata, partitions, clock: env.clock, logger },
    })
    const log = new RateLimitedLog(logger, env.clock, fullIntervalMs)
    this.memory = new GroupMemory({
      bytesMax: config['barnabus.group.memory.bytes'],
      clock: env.clock,
      count: () =>
        this.#coordinator.all().reduce((bytes, { state }) => bytes + heldBytes(state), 0),
      isFull: () => log.warn('groups', {}, noRoom),
    })
  }

  /** Resolved: every group is as it was, and can be asked for. */
  static async open(options: GroupCoordinatorOptions): Promise<GroupCoordinator> {
    const groups = new GroupCoordinator(options)
    await groups.#coordinator.load()
    groups.memory.count()
    options.metadata.follow(groups.#topics)
    options.metadata.follow(groups)
    return groups
  }

  get config(): BrokerConfig {
    return this.#options.config
  }

  /** The partition whose leader coordinates `groupId`, or why there is none. */
  nodeFor(groupId: string): Promise<PartitionImage | ErrorCode> {
    return this.#coordinator.nodeFor(groupId)
  }

  /** The shard of a group, if `nodeId` coordinates it. Makes the topic if nobody ever needed it. */
  shardFor(groupId: string, nodeId: number): Promise<FoundShard<GroupShard>> {
    return this.#coordinator.shardFor(groupId, nodeId)
  }

  /** The same without making anything: while there is no topic, there are no groups. */
  find(groupId: string, nodeId: number): FoundShard<GroupShard> {
    return this.#coordinator.find(groupId, nodeId)
  }

  /** Whether anybody has ever needed a coordinator. */
  get exists(): boolean {
    return this.#coordinator.exists
  }

  /** What happens to the classic groups of a shard happens in this. */
  classic(shard: GroupKeeper): ClassicContext {
    const { config, env } = this.#options
    const context: ClassicContext = {
      ...{ shard, config, clock: env.clock },
      newMemberId: (prefix) => `${prefix}-${randomUuid(env.random)}`,
      sessionEnded: (groupId, memberId) => expireMember(context, groupId, memberId),
    }
    return context
  }

  /** The shards that `nodeId` coordinates. */
  shardsOf(nodeId: number): readonly GroupShard[] {
    return this.#coordinator.shardsOf(nodeId)
  }

  /** A marker is in a partition of the topic, and on disk when `durable` resolves. */
  endTransaction(
    partition: number,
    ended: { readonly producerId: bigint; readonly outcome: TransactionOutcome },
    durable: Promise<void>,
  ): void {
    const shard = this.#coordinator.all().find((one) => one.partition === partition)
    shard?.endTransaction(ended.producerId, ended.outcome, durable)
  }

  /** The name of the topic that groups are kept in. */
  get topicName(): string {
    return offsetsTopicOf(this.config).name
  }

  async prepare(records: readonly MetadataRecord[]): Promise<void> {
    for (const record of records) {
      if (record.kind !== 'topic-deleted') continue
      const name = this.#options.metadata.image.topicById(record.id)?.name
      if (name !== undefined) this.#leaving.set(record.id, name)
    }
  }

  applied(record: MetadataRecord): void {
    this.#coordinator.applied(record)
    if (record.kind !== 'topic-deleted') return
    const name = this.#leaving.get(record.id)
    this.#leaving.delete(record.id)
    if (name === undefined) return
    for (const shard of this.#coordinator.all()) forgetTopic(shard, { name, id: record.id })
  }

  /** Ends all timers, and answers whoever waits. From now on nobody is served. */
  close(): void {
    this.#coordinator.close()
  }

  #opened(shard: GroupShard): void {
    this.consumers.opened(shard)
    forgetLostTopics(shard, this.#options.metadata.image)
    resumeGroups(this.classic(shard))
    this.#scheduleCleanUp(shard)
  }

  #scheduleCleanUp(shard: GroupShard): void {
    const intervalMs = this.config['offsets.retention.check.interval.ms']
    shard.timers.schedule(cleanUp, intervalMs, () => {
      cleanUpNow(shard, this.config, this.#options.env.clock.nowMs())
      this.#scheduleCleanUp(shard)
    })
  }
}
