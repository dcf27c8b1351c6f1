import { silentLogger, type Logger } from '@barnabus/base'

import { systemClientEnv, type ClientEnv } from '../client-env.ts'
import { Cluster } from '../cluster/cluster.ts'
import { clusterConfig } from '../cluster/cluster-config.ts'
import type { Deadline } from '../deadline.ts'
import { clientErrors } from '../errors.ts'
import { isKafkaError, type KafkaError } from '../errors/kafka-error.ts'
import type { PartitionAssignor } from '../groups/assignors/partition-assignor.ts'
import { createGroupMember } from '../groups/create-group-member.ts'
import type { ConsumerGroupMetadata, GroupMember, Subscription } from '../groups/group-member.ts'
import { readConsumerMetrics } from '../observation/consumer-metrics.ts'
import { ConsumerObserver } from '../observation/consumer-observer.ts'
import type { Metric } from '../observation/metric.ts'
import { tracePull } from '../observation/telemetry/traced-pull.ts'
import { securityOf, type SecurityOptions } from '../security/security.ts'
import { partitionKey, type TopicPartition } from '../topic-partition.ts'
import { Assignment } from './positions/assignment.ts'
import { Bell } from './delivery/bell.ts'
import { AutoCommit } from './committing/auto-commit.ts'
import { countConsumption } from './delivery/count-consumption.ts'
import type { ConsumerValues } from './consumer-settings.ts'
import { Delivery, type DeliveryDuties } from './delivery/delivery.ts'
import { Fetcher } from './fetching/fetcher.ts'
import { GroupOffsets } from './committing/group-offsets.ts'
import { OffsetsLookup } from './positions/offsets-lookup.ts'
import { Positions } from './positions/positions.ts'
import { Rebalances, type RebalanceHooks } from './committing/rebalances.ts'
import { RecordBuffer } from './fetching/record-buffer.ts'
import { topicProblem } from './topic-problem.ts'

/** What a program may hand to a consumer beside its settings. */
export interface ConsumerOptions extends SecurityOptions {
  /** Left out: nothing is logged. */
  readonly logger?: Logger
  /** Strategies of the program's own that `partition.assignment.strategy` may name. */
  readonly assignors?: readonly PartitionAssignor[]
  /** Side effects; tests hand in their own. */
  readonly env?: ClientEnv
}

const secondMs = 1000

/** The parts of a consumer, and how they tell each other what happened. */
export class ConsumerParts implements DeliveryDuties {
  readonly values: ConsumerValues
  readonly cluster: Cluster
  readonly logger: Logger
  readonly observer: ConsumerObserver
  readonly assignment = new Assignment()
  readonly buffer: RecordBuffer
  readonly delivery: Delivery
  readonly lookup: OffsetsLookup
  readonly offsets: GroupOffsets | undefined
  readonly positions: Positions
  readonly rebalances: Rebalances
  readonly fetcher: Fetcher
  readonly autoCommit: AutoCommit | undefined
  /** Who we are in the group, once somebody has subscribed. */
  member: GroupMember | undefined
  #failure: KafkaError | undefined
  #isReading = false
  /** Made early, so that wrong settings are refused early. */
  #spareMember: GroupMember | undefined
  readonly #assignors: readonly PartitionAssignor[] | undefined
  readonly #news: Bell

  constructor(values: ConsumerValues, options: ConsumerOptions) {
    const { logger, env = systemClientEnv, assignors } = options
    this.values = values
    this.logger = logger ?? silentLogger
    this.#assignors = assignors
    const config = clusterConfig(values, securityOf(values, options, env), {
      allowAutoTopicCreation: values['allow.auto.create.topics'],
    })
    this.cluster = new Cluster(config, env)
    const { cluster, assignment } = this
    const { clock } = cluster.env
    const readsCommitted = values['isolation.level'] === 'read_committed'
    const by = { clientId: values['client.id'], groupId: values['group.id'] ?? undefined }
    const nowMs = (): number => clock.monotonicMs()
    this.observer = new ConsumerObserver({ by, samples: config.samples, nowMs })
    const { observer } = this

    this.#news = new Bell(clock)
    this.buffer = new RecordBuffer(() => this.fetcher.pump(), {
      handed: (fetched) => countConsumption(observer, fetched, readsCommitted),
      drained: ({ state, handed }) => observer.drained(state.topic, handed),
    })
    this.delivery = new Delivery(this.buffer, clock, this, {
      countMax: values['max.poll.records'],
      tickMs: tickOf(values),
      trace: () => tracePull(by, clock),
    })
    this.lookup = new OffsetsLookup(cluster, readsCommitted)
    this.offsets = this.#groupOffsets()
    this.autoCommit = this.#autoCommitOf()
    this.positions = new Positions(cluster, assignment, {
      lookup: this.lookup,
      offsets: this.offsets,
      policy: values['auto.offset.reset'],
      sink: { settled: () => this.#settled(), failed: (error) => this.failed(error) },
    })
    this.rebalances = new Rebalances({
      ...{ cluster, assignment, buffer: this.buffer, delivery: this.delivery },
      ...{ autoCommit: this.autoCommit, observer },
      sink: { changed: () => this.changed(), failed: (error) => this.failed(error) },
      patienceMs: values['max.poll.interval.ms'],
    })
    this.fetcher = new Fetcher({
      ...{ cluster, assignment, buffer: this.buffer, values },
      sink: {
        fetched: (topics) => observer.fetched(topics),
        arrived: () => this.delivery.wake(),
        outOfRange: (state) => this.positions.outOfRange(state),
        failed: (error) => this.failed(error),
      },
    })
    if (this.offsets !== undefined) this.#spareMember = this.#makeMember()
    cluster.metadata.onChange((snapshot) => {
      const problem = topicProblem(snapshot)
      if (problem !== undefined) this.failed(problem)
      this.changed()
    })
  }

  /** What the group knows us as. */
  get groupMetadata(): ConsumerGroupMetadata {
    const { member, assignment } = this
    const groupId = this.values['group.id'] ?? ''
    const groupInstanceId = this.values['group.instance.id'] ?? undefined
    const nobody = { groupId, memberId: '', generationId: -1, groupInstanceId }
    if (member === undefined) return { ...nobody, mayCommit: () => true }
    const { metadata } = member
    const isInside = metadata.generationId >= 0
    return { ...metadata, mayCommit: (position) => isInside && assignment.mayCommit(position) }
  }

  /** Joins the group, or tells it of another wish. */
  subscribe(subscription: Subscription, hooks: RebalanceHooks): void {
    this.#isReading = true
    this.rebalances.hooks = hooks
    this.member ??= this.#spareMember ?? this.#makeMember()
    this.#spareMember = undefined
    this.member.subscribe(subscription)
    this.delivery.wake()
  }

  /** Reads these partitions; those that are read already go on. */
  assign(partitions: readonly TopicPartition[]): void {
    this.#isReading = partitions.length > 0
    this.autoCommit?.ifDue()
    const keys = new Set(partitions.map(partitionKey))
    const gone = this.assignment.partitions.filter((one) => !keys.has(partitionKey(one)))
    this.assignment.remove(gone)
    this.assignment.add(partitions)
    this.cluster.metadata.addTopics(partitions.map(({ topic }) => topic))
    this.changed()
  }

  /** Gives everything back. */
  async unsubscribe(deadline: Deadline): Promise<void> {
    this.delivery.goAway() // Who says this is done with what was handed out.
    const { member } = this
    this.#isReading = false
    this.member = undefined
    await this.autoCommit?.now(deadline)
    await member?.close(deadline)
    this.assign([])
  }

  /** The offset of what is handed out next, once that is known. */
  async position(partition: TopicPartition, deadline: Deadline): Promise<bigint> {
    this.changed() // A hook may ask before anything else was done about the partition.
    for (;;) {
      const state = this.assignment.require(partition)
      if (state.phase.kind === 'stuck') throw state.phase.error
      if (state.hasPosition) return state.position
      const isThere = await this.#news.wait(deadline.remainingMs, deadline.signal)
      if (isThere) continue
      throw clientErrors.API_TIMED_OUT(`find the position in ${state.key}`, deadline.timeoutMs)
    }
  }

  /** What this consumer has counted. */
  metrics(): readonly Metric[] {
    this.buffer.count()
    const { observer, assignment, values } = this
    const { traffic, env } = this.cluster
    const partitions = [...assignment.states]
    const source = { clientId: values['client.id'], observer, traffic, partitions }
    return readConsumerMetrics(source, env.clock.monotonicMs())
  }

  /** Never rejects. */
  async close(deadline: Deadline): Promise<void> {
    this.delivery.close()
    try {
      await deadline.wait(this.#leave(deadline), 'leave the group')
    } catch (error) {
      if (!isKafkaError(error)) throw error
      this.logger.warn({ code: error.code }, error.message)
    } finally {
      this.fetcher.close()
      this.cluster.close('consumer')
    }
  }

  /** Something is read from another place, or other partitions are read. */
  changed(): void {
    this.assignment.takeIn(this.cluster.metadata.snapshot, this.#resets)
    this.buffer.reconsider()
    this.positions.update()
    this.fetcher.pump()
    this.delivery.wake()
  }

  /** Told to the application at its next pull. */
  failed(error: KafkaError): void {
    this.#failure ??= error
    this.delivery.wake()
  }

  pulled(): void {
    this.observer.pullBegan()
    this.buffer.count()
    this.member?.polled()
    this.member?.waiting()
    this.autoCommit?.ifDue()
  }

  handed(): void {
    this.member?.polled()
  }

  returned(): void {
    this.observer.pullEnded()
  }

  ticked(): void {
    this.autoCommit?.ifDue()
  }

  throwIfFailed(): void {
    const failure = this.#failure ?? this.member?.failure ?? this.#problem
    this.#failure = undefined
    if (failure !== undefined) throw failure
    if (!this.#isReading) throw clientErrors.NOTHING_TO_READ()
  }

  isHindered(): boolean {
    return this.rebalances.isUnderWay
  }

  /** A hook that is told of new partitions may seek as late as it likes. */
  get #problem(): KafkaError | undefined {
    return this.rebalances.isUnderWay ? undefined : this.assignment.problem
  }

  get #resets(): boolean {
    return this.values['auto.offset.reset'].kind !== 'none'
  }

  #settled(): void {
    this.buffer.reconsider()
    this.fetcher.pump()
    this.delivery.wake()
    this.#news.ring()
  }

  async #leave(deadline: Deadline): Promise<void> {
    await this.autoCommit?.now(deadline)
    await this.member?.close(deadline)
  }

  #makeMember(): GroupMember {
    const { cluster, values, logger, rebalances: listener } = this
    const groupId = values['group.id'] ?? ''
    const assignors = this.#assignors
    const { rebalances } = this.observer
    const member = createGroupMember(
      cluster,
      { ...values, 'group.id': groupId },
      { listener, logger, rebalances, ...(assignors !== undefined && { assignors }) },
    )
    member.onFailure(() => this.delivery.wake())
    return member
  }

  #groupOffsets(): GroupOffsets | undefined {
    const groupId = this.values['group.id']
    if (groupId === null || groupId === '') return undefined
    const metadata = (): ConsumerGroupMetadata => this.groupMetadata
    return new GroupOffsets(this.cluster, groupId, {
      get metadata() {
        return metadata()
      },
      usesEpochs: this.values['group.protocol'] === 'consumer',
      notice: (error, sentAs) => this.member?.notice(error, sentAs),
    })
  }

  #autoCommitOf(): AutoCommit | undefined {
    const { cluster, assignment, delivery, offsets, logger, values } = this
    if (offsets === undefined || !values['enable.auto.commit']) return undefined
    const intervalMs = values['auto.commit.interval.ms']
    return new AutoCommit({ cluster, assignment, delivery, offsets, logger, intervalMs })
  }
}

/** Often enough for everything that must not wait for the application's next poll of many records. */
function tickOf(values: ConsumerValues): number {
  const shortestMs = Math.min(
    secondMs,
    values['auto.commit.interval.ms'],
    values['max.poll.interval.ms'] / 5,
  )
  return Math.max(10, shortestMs)
}
