import { silentLogger, type Logger } from '@barnabus/base'
import {
  ApiKey,
  ErrorCode,
  uuidFromBytes,
  type ConsumerGroupHeartbeatResponse,
} from '@barnabus/protocol'

import { backoffMs } from '../../backoff.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import type { Deadline } from '../../deadline.ts'
import {
  brokerError,
  isKafkaError,
  throwIfError,
  type KafkaError,
} from '../../errors/kafka-error.ts'
import type { TopicPartition } from '../../topic-partition.ts'
import { closeWithin } from '../close-within.ts'
import { Doorbell } from '../doorbell.ts'
import type { GroupMember, GroupMetadata, Subscription } from '../group-member.ts'
import { MemberFailure } from '../member-failure.ts'
import type { MemberOptions } from '../member-options.ts'
import type { MembershipSettings } from '../membership-settings.ts'
import { OwnedPartitions } from '../owned-partitions.ts'
import { lateAdvice, PollInterval } from '../poll-interval.ts'
import { Wish } from '../wish.ts'
import { HeartbeatFields } from './heartbeat-fields.ts'
import { Reconciliation } from './reconciliation.ts'

const memberIdSize = 16
const joinEpoch = 0
const outsideEpoch = -1
const leaveEpoch = -1
const staticLeaveEpoch = -2
const clientMadeIdsSince = 1 // KIP-1082; and so are patterns that the broker matches.

/** A member of a group whose coordinator shares out the partitions (KIP-848). */
export class ConsumerMember implements GroupMember {
  readonly #cluster: Cluster
  readonly #settings: MembershipSettings
  readonly #logger: Logger
  readonly #groupInstanceId: string | undefined
  readonly #fields: HeartbeatFields
  readonly #owned: OwnedPartitions
  readonly #reconciliation: Reconciliation
  readonly #wish: Wish
  readonly #poll: PollInterval
  readonly #failure = new MemberFailure()
  readonly #bell = new Doorbell()
  readonly #closing = new AbortController()
  readonly #forgetMetadata: () => void
  #memberId: string
  #epoch = outsideEpoch
  /** Counts how often we left or were put out: answers to an earlier life are not heard. */
  #life = 0
  #toldTopics = ''
  #mustLeave = false
  #isClosing = false
  #failures = 0
  #intervalMs = 0
  #running: Promise<void> | undefined

  constructor(cluster: Cluster, settings: MembershipSettings, options: MemberOptions) {
    this.#cluster = cluster
    this.#settings = settings
    this.#logger = options.logger ?? silentLogger
    this.#groupInstanceId = settings['group.instance.id'] || undefined
    this.#memberId = uuidFromBytes(cluster.env.random.bytes(memberIdSize))
    this.#fields = new HeartbeatFields(settings)
    this.#owned = new OwnedPartitions(options.listener, this.#logger)
    this.#reconciliation = new Reconciliation({
      cluster,
      owned: this.#owned,
      logger: this.#logger,
      rebalances: options.rebalances,
      onReconciled: () => this.#bell.ring(),
    })
    this.#wish = new Wish(cluster.metadata, {
      excludeInternal: settings['exclude.internal.topics'],
    })
    this.#poll = new PollInterval(cluster.env.clock, settings['max.poll.interval.ms'], {
      late: () => this.#leaveAsLate(),
      back: () => this.#bell.ring(),
    })
    this.#forgetMetadata = cluster.metadata.onChange(() => this.#checkWish())
  }

  get metadata(): GroupMetadata {
    const isMember = this.#epoch > joinEpoch
    return {
      groupId: this.#settings['group.id'],
      memberId: isMember ? this.#memberId : '',
      generationId: isMember ? this.#epoch : -1,
      groupInstanceId: this.#groupInstanceId,
    }
  }

  get assignment(): readonly TopicPartition[] {
    return this.#owned.current
  }

  get isStable(): boolean {
    return this.#epoch > joinEpoch && this.#reconciliation.isDone
  }

  get failure(): KafkaError | undefined {
    return this.#failure.error
  }

  onFailure(listener: (failure: KafkaError) => void): void {
    this.#failure.listen(listener)
  }

  subscribe(subscription: Subscription): void {
    this.#wish.change(subscription)
    this.#poll.start()
    if (this.#running === undefined) this.#running = this.#run()
    else this.#bell.ring()
  }

  polled(): void {
    this.#poll.start()
  }

  waiting(): void {
    this.#poll.stop()
  }

  /** The next heartbeat tells; until then the coordinator may only have been behind. */
  notice(error: KafkaError, { generationId }: GroupMetadata): void {
    if (generationId !== this.#epoch) return
    if (error.errorCode === ErrorCode.fencedInstanceId) this.#fail(error)
    else this.#bell.ring()
  }

  enforceRebalance(): void {
    this.#logger.warn({}, 'Nobody but the coordinator rebalances with group.protocol=consumer')
  }

  async close(deadline: Deadline): Promise<void> {
    if (this.#isClosing) return
    this.#isClosing = true
    this.#forgetMetadata()
    this.#poll.end()
    await closeWithin(deadline, this.#leaveInOrder(deadline), this.#logger)
    this.#closing.abort()
  }

  async #leaveInOrder(deadline: Deadline): Promise<void> {
    await this.#giveEverythingBack(deadline)
    this.#closing.abort()
    this.#bell.ring()
    await this.#running
    this.#reconciliation.reset()
    await this.#sayGoodbye(deadline)
    this.#epoch = outsideEpoch
  }

  /** Heartbeats go on meanwhile, so that the application can still commit. */
  async #giveEverythingBack(deadline: Deadline): Promise<void> {
    this.#reconciliation.stop()
    if (this.#epoch <= joinEpoch) await this.#owned.loseAll()
    else await this.#owned.revokeAll(this.#cluster.env.clock, deadline)
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing
    while (!signal.aborted && this.failure === undefined) {
      if (this.#mustLeave) await this.#leave()
      else if (this.#poll.isLate) await this.#bell.heard()
      else {
        await this.#beat(signal)
        await this.#untilNextBeat()
      }
    }
  }

  async #beat(signal: AbortSignal): Promise<void> {
    const life = this.#life
    try {
      if (this.#epoch <= joinEpoch) await this.#prepareToJoin(signal)
      const answer = await this.#send(signal)
      if (life !== this.#life) return
      throwIfError(answer.errorCode, `be a member of ${this.#groupId}`, answer.errorMessage)
      this.#failures = 0
      this.#take(answer)
    } catch (error) {
      this.#fields.reset()
      if (life === this.#life && !signal.aborted) await this.#recover(error)
    }
  }

  /** What was owned in an earlier life is lost before the next one begins. */
  async #prepareToJoin(signal: AbortSignal): Promise<void> {
    this.#epoch = joinEpoch
    this.#fields.reset()
    await this.#owned.loseAll()
    await this.#wish.refresh(this.#cluster.deadline({ signal }))
  }

  async #send(signal: AbortSignal): Promise<ConsumerGroupHeartbeatResponse> {
    const { topics, brokerPattern } = this.#wish
    this.#toldTopics = topics.join()
    return await this.#cluster.send(
      { coordinator: 'group', key: this.#groupId },
      ApiKey.ConsumerGroupHeartbeat,
      (version) => ({
        groupId: this.#groupId,
        memberId: this.#idFor(version, brokerPattern),
        memberEpoch: this.#epoch,
        ...this.#fields.next({
          topics,
          brokerPattern,
          owned: this.#reconciliation.acknowledged,
        }),
      }),
      this.#cluster.deadline({ signal }),
    )
  }

  /** Coordinators before KIP-1082 make up the ids of members, and match no patterns. */
  #idFor(version: number, pattern: string): string {
    if (version >= clientMadeIdsSince) return this.#memberId
    if (pattern !== '') {
      const action = 'subscribe to a pattern that the broker matches'
      throw brokerError(ErrorCode.unsupportedVersion, action)
    }
    return this.#epoch === joinEpoch ? '' : this.#memberId
  }

  #take({
    memberId,
    memberEpoch,
    heartbeatIntervalMs,
    assignment,
  }: ConsumerGroupHeartbeatResponse): void {
    if (this.#epoch === joinEpoch) {
      this.#logger.info({ ...this.metadata, memberEpoch }, `Joined group ${this.#groupId}`)
    }
    this.#memberId = memberId ?? this.#memberId
    this.#epoch = memberEpoch
    this.#intervalMs = heartbeatIntervalMs
    if (assignment !== null) this.#reconciliation.aimAt(assignment.topicPartitions)
  }

  /** Until the interval is over, or something is to be said at once. */
  async #untilNextBeat(): Promise<void> {
    if (this.failure !== undefined || this.#failures > 0) return
    if (this.#epoch <= joinEpoch && !this.#poll.isLate) return
    const ring = (): void => this.#bell.ring()
    const timer = this.#cluster.env.clock.after(this.#intervalMs, ring, { keepAlive: true })
    await this.#bell.heard()
    timer.cancel()
  }

  async #recover(error: unknown): Promise<void> {
    if (!isKafkaError(error)) throw error
    const { errorCode } = error
    if (errorCode === ErrorCode.fencedMemberEpoch || errorCode === ErrorCode.unknownMemberId) {
      this.#logger.warn({ error }, `No member any more: ${error.message}`)
      this.#outOfGroup()
    } else if (error.retriable) {
      this.#logger.info({ error }, `The coordinator did not hear of us: ${error.message}`)
      this.#cluster.forgetCoordinator('group', this.#groupId)
      await this.#waitToRetry()
    } else this.#fail(error)
  }

  async #waitToRetry(): Promise<void> {
    this.#failures += 1
    const { backoff, env } = this.#cluster
    const waitMs = backoffMs(backoff, this.#failures, env.random)
    const { signal } = this.#closing
    await this.#cluster
      .deadline({ timeoutMs: waitMs, signal })
      .sleep(waitMs)
      .catch(() => undefined)
  }

  #outOfGroup(): void {
    this.#life += 1
    this.#epoch = outsideEpoch
    this.#reconciliation.reset()
  }

  #checkWish(): void {
    const isMember = this.#epoch > joinEpoch
    if (isMember && this.#wish.topics.join() !== this.#toldTopics) this.#bell.ring()
  }

  /** The application is stuck, or slow: others shall have its partitions. */
  #leaveAsLate(): void {
    this.#logger.warn({ ...this.metadata }, lateAdvice)
    this.#mustLeave = true
    this.#outOfGroup()
    void this.#owned.loseAll()
    this.#bell.ring()
  }

  async #leave(): Promise<void> {
    this.#mustLeave = false
    await this.#sayGoodbye(this.#cluster.deadline({ signal: this.#closing.signal }))
  }

  /** A static member's place is kept: whoever comes under its name within the session has it. */
  async #sayGoodbye(deadline: Deadline): Promise<void> {
    if (this.failure !== undefined || this.#running === undefined) return
    const memberEpoch = this.#groupInstanceId === undefined ? leaveEpoch : staticLeaveEpoch
    try {
      const answer = await this.#cluster.send(
        { coordinator: 'group', key: this.#groupId },
        ApiKey.ConsumerGroupHeartbeat,
        () => ({
          groupId: this.#groupId,
          memberId: this.#memberId,
          memberEpoch,
          instanceId: this.#groupInstanceId ?? null,
        }),
        deadline,
      )
      throwIfError(answer.errorCode, `leave group ${this.#groupId}`, answer.errorMessage)
    } catch (error) {
      this.#logger.info({ error }, 'The group will notice by itself that we left')
    }
  }

  get #groupId(): string {
    return this.#settings['group.id']
  }

  #fail(error: KafkaError): void {
    this.#logger.error({ error }, `Out of the group for good: ${error.message}`)
    this.#poll.end()
    this.#outOfGroup()
    this.#failure.set(error)
    this.#bell.ring()
    void this.#owned.loseAll()
  }
}
