import { assert, silentLogger, type Logger } from '@barnabus/base'
import { ErrorCode, type JoinGroupResponse } from '@barnabus/protocol'

import { backoffMs } from '../../backoff.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import type { MetadataSnapshot } from '../../cluster/metadata-snapshot.ts'
import type { Deadline } from '../../deadline.ts'
import { clientErrors } from '../../errors.ts'
import { brokerError, isKafkaError, type KafkaError } from '../../errors/kafka-error.ts'
import type { RebalanceObserver } from '../../observation/rebalance-observer.ts'
import type { TopicPartition } from '../../topic-partition.ts'
import type { MemberAssignment } from '../assignors/partition-assignor.ts'
import { closeWithin } from '../close-within.ts'
import { Doorbell } from '../doorbell.ts'
import type { GroupMember, GroupMetadata, Subscription } from '../group-member.ts'
import { MemberFailure } from '../member-failure.ts'
import type { MemberOptions } from '../member-options.ts'
import type { MembershipSettings } from '../membership-settings.ts'
import { OwnedPartitions } from '../owned-partitions.ts'
import { without } from '../partition-sets.ts'
import { lateAdvice, PollInterval } from '../poll-interval.ts'
import { Wish } from '../wish.ts'
import { memberOf, noGeneration, type Generation } from './generation.ts'
import { GroupRequests } from './group-requests.ts'
import { Heartbeats } from './heartbeats.ts'
import { LeaderDuties } from './leader-duties.ts'
import { refusalIn } from './refusal.ts'
import { Strategies } from './strategies.ts'
import { assignmentIn } from './subscription-bytes.ts'

/**
 * Where a member is on its way from one generation to the next.
 *
 *     outside ─► preparing ─► joining ─► syncing ─► settling ─► stable
 *                    ▲                                             │
 *                    └────────── somebody came, went … ────────────┘
 */
type Phase = 'outside' | 'preparing' | 'joining' | 'syncing' | 'settling' | 'stable'

/** A member of a group whose leader, one of its members, shares out the partitions. */
export class ClassicMember implements GroupMember {
  readonly #cluster: Cluster
  readonly #settings: MembershipSettings
  readonly #logger: Logger
  readonly #rebalances: RebalanceObserver | undefined
  readonly #groupInstanceId: string | undefined
  readonly #strategies: Strategies
  readonly #requests: GroupRequests
  readonly #heartbeats: Heartbeats
  readonly #leader: LeaderDuties
  readonly #owned: OwnedPartitions
  readonly #wish: Wish
  readonly #poll: PollInterval
  readonly #failure = new MemberFailure()
  readonly #bell = new Doorbell()
  readonly #forgetMetadata: () => void
  #phase: Phase = 'outside'
  #generation: Generation = noGeneration
  #joinedTopics: readonly string[] = []
  #rejoinReason: string | undefined = ''
  #failures = 0
  #rebalance = new AbortController()
  #isClosing = false
  #running: Promise<void> | undefined

  constructor(cluster: Cluster, settings: MembershipSettings, options: MemberOptions) {
    this.#cluster = cluster
    this.#settings = settings
    this.#logger = options.logger ?? silentLogger
    this.#rebalances = options.rebalances
    this.#groupInstanceId = settings['group.instance.id'] || undefined
    this.#strategies = new Strategies(settings, options.assignors ?? [])
    this.#requests = new GroupRequests(cluster, settings, this.#groupInstanceId)
    this.#heartbeats = new Heartbeats({
      clock: cluster.env.clock,
      intervalMs: settings['heartbeat.interval.ms'],
      retryMs: cluster.backoff.firstMs,
      beat: (generation, signal) => this.#requests.heartbeat(generation, signal),
      onRefused: (error) => this.#onRefused(error),
    })
    this.#leader = new LeaderDuties(cluster, () => {
      this.#requestRejoin('the topics of the group have changed')
    })
    this.#owned = new OwnedPartitions(options.listener, this.#logger)
    this.#wish = new Wish(cluster.metadata, {
      excludeInternal: settings['exclude.internal.topics'],
    })
    this.#poll = new PollInterval(cluster.env.clock, settings['max.poll.interval.ms'], {
      late: () => this.#leaveAsLate(),
      back: () => this.#bell.ring(),
    })
    this.#forgetMetadata = cluster.metadata.onChange((snapshot) => this.#onMetadata(snapshot))
  }

  get metadata(): GroupMetadata {
    const { generationId, memberId } = this.#generation
    const groupId = this.#settings['group.id']
    return { groupId, memberId, generationId, groupInstanceId: this.#groupInstanceId }
  }

  get assignment(): readonly TopicPartition[] {
    return this.#owned.current
  }

  get isStable(): boolean {
    return this.#phase === 'stable' && this.#rejoinReason === undefined
  }

  get failure(): KafkaError | undefined {
    return this.#failure.error
  }

  onFailure(listener: (failure: KafkaError) => void): void {
    this.#failure.listen(listener)
  }

  subscribe(subscription: Subscription): void {
    if (subscription.kind === 'broker-pattern') {
      throw clientErrors.SETTINGS_CONTRADICT(
        'a pattern that the broker matches needs group.protocol=consumer',
      )
    }
    this.#wish.change(subscription)
    this.#poll.start()
    if (this.#running === undefined) this.#running = this.#run()
    else this.#checkWish()
  }

  polled(): void {
    this.#poll.start()
  }

  waiting(): void {
    this.#poll.stop()
  }

  notice(error: KafkaError, sentAs: GroupMetadata): void {
    const { memberId, generationId } = this.#generation
    if (sentAs.memberId !== memberId || sentAs.generationId !== generationId) return
    if (refusalIn(error) !== undefined) this.#onRefused(error)
  }

  enforceRebalance(reason = 'rebalance enforced by user'): void {
    this.#requestRejoin(reason)
  }

  async close(deadline: Deadline): Promise<void> {
    if (this.#isClosing) return
    this.#isClosing = true
    this.#forgetMetadata()
    this.#poll.end()
    this.#leader.rest()
    this.#rebalance.abort()
    this.#bell.ring()
    await closeWithin(deadline, this.#leave(deadline), this.#logger)
    this.#heartbeats.stop()
  }

  async #leave(deadline: Deadline): Promise<void> {
    await this.#running
    await this.#giveEverythingBack(deadline)
    this.#heartbeats.stop()
    const { memberId } = this.#generation
    this.#generation = noGeneration
    this.#phase = 'outside'
    await this.#sayGoodbye(memberId, 'the consumer is being closed', deadline)
  }

  async #giveEverythingBack(deadline: Deadline): Promise<void> {
    if (this.#isOut) await this.#owned.loseAll()
    else await this.#owned.revokeAll(this.#cluster.env.clock, deadline)
  }

  async #run(): Promise<void> {
    while (!this.#isClosing && this.failure === undefined) {
      if (this.#rejoinReason === undefined || this.#poll.isLate) await this.#bell.heard()
      else await this.#tryToRebalance()
    }
  }

  async #tryToRebalance(): Promise<void> {
    this.#rebalance = new AbortController()
    const { signal } = this.#rebalance
    this.#rebalances?.began()
    try {
      await this.#rebalanceOnce(signal)
      this.#failures = 0
      this.#rebalances?.succeeded()
    } catch (error) {
      this.#rebalances?.failed()
      if (!signal.aborted) await this.#recover(error, signal)
    }
  }

  async #rebalanceOnce(signal: AbortSignal): Promise<void> {
    this.#phase = 'preparing'
    await this.#prepare(signal)
    signal.throwIfAborted()
    const joined = await this.#join(signal)
    const generation = this.#enter(joined)
    const shares = await this.#share(joined, signal)
    const bytes = await this.#requests.sync(generation, shares, signal)
    if (this.#generation !== generation) {
      throw brokerError(ErrorCode.illegalGeneration, 'go on with the generation') // A heartbeat says.
    }
    this.#phase = 'settling'
    await this.#settle(assignmentIn(bytes), signal)
    signal.throwIfAborted()
    if (this.#generation === generation) this.#phase = 'stable'
  }

  /** Lets go of what cannot be kept in the next generation; heartbeats go on meanwhile. */
  async #prepare(signal: AbortSignal): Promise<void> {
    if (this.#isOut) await this.#owned.loseAll() // Others may have it while we ask for topics.
    await this.#wish.refresh(this.#cluster.deadline({ signal }))
    this.#joinedTopics = this.#wish.topics
    const { current } = this.#owned
    if (this.#isOut) await this.#owned.loseAll()
    else if (this.#strategies.protocol === 'eager') await this.#owned.revoke(current, signal)
    else {
      const wanted = new Set(this.#joinedTopics)
      const unwanted = current.filter(({ topic }) => !wanted.has(topic))
      await this.#owned.revoke(unwanted, signal)
    }
    this.#leader.rest()
  }

  get #isOut(): boolean {
    return this.#generation.generationId < 0
  }

  async #join(signal: AbortSignal): Promise<JoinGroupResponse> {
    this.#phase = 'joining'
    this.#heartbeats.stop() // Whoever waits in a join is alive to the coordinator.
    const reason = this.#rejoinReason ?? ''
    this.#rejoinReason = undefined
    try {
      const { current } = this.#owned
      const offers = this.#strategies.offers(this.#joinedTopics, current, this.#generation)
      return await this.#requests.join(this.#generation, offers, {
        reason,
        signal,
        onMemberId: (memberId) => (this.#generation = { ...noGeneration, memberId }),
      })
    } catch (error) {
      this.#rejoinReason ??= reason
      throw error
    }
  }

  #enter({ generationId, memberId, protocolName, leader }: JoinGroupResponse): Generation {
    this.#generation = { generationId, memberId, protocolName: protocolName ?? '' }
    this.#phase = 'syncing'
    this.#heartbeats.start(this.#generation)
    const role = leader === memberId ? 'its leader' : 'a member'
    this.#logger.info({ ...this.metadata }, `Joined generation ${generationId} as ${role}`)
    return this.#generation
  }

  async #share(joined: JoinGroupResponse, signal: AbortSignal): ReturnType<LeaderDuties['share']> {
    if (joined.leader !== joined.memberId) return []
    const assignor = this.#strategies.chosen(this.#generation)
    const { protocol } = this.#strategies
    return await this.#leader.share(joined, { assignor, protocol }, signal)
  }

  async #settle(assignment: MemberAssignment, signal: AbortSignal): Promise<void> {
    const { partitions } = assignment
    if (!this.#isWanted(partitions)) {
      this.#requestRejoin('received assignment does not match the current subscription')
      return
    }
    const revoked = without(this.#owned.current, partitions)
    if (revoked.length > 0) {
      await this.#owned.revoke(revoked, signal)
      signal.throwIfAborted()
      this.#requestRejoin('need to revoke partitions and re-join')
    }
    this.#strategies.assigned(assignment, this.#generation, this.metadata)
    await this.#owned.own(partitions)
  }

  #isWanted(partitions: readonly TopicPartition[]): boolean {
    const wanted = new Set(this.#wish.topics)
    // The leader may know of a topic before we do.
    return partitions.every(({ topic }) => wanted.has(topic) || this.#wish.isMatched(topic))
  }

  /** A rebalance failed: decides who we are now, and waits before the next attempt. */
  async #recover(error: unknown, signal: AbortSignal): Promise<void> {
    if (!isKafkaError(error)) {
      this.#fail(Object.assign(clientErrors.ASSIGNOR_FAILED(String(error)), { cause: error }))
      return
    }
    this.#logger.info({ error }, `The rebalance did not succeed: ${error.message}`)
    const refusal = refusalIn(error)
    if (refusal === 'unknown') this.#outOfGroup(noGeneration)
    else if (refusal === 'out-of-generation') this.#outOfGroup(memberOf(this.#generation))
    else if (refusal !== 'rebalancing' && !error.retriable) {
      this.#fail(error)
      return
    } else if (error.retriable) {
      this.#cluster.forgetCoordinator('group', this.#settings['group.id'])
    }
    this.#rejoinReason ??= `the last rebalance failed with ${error.errorName}`
    this.#failures += 1
    if (!error.retriable && this.#failures === 1) return
    const { backoff, env } = this.#cluster
    const waitMs = backoffMs(backoff, this.#failures, env.random)
    await this.#cluster.deadline({ timeoutMs: waitMs, signal }).sleep(waitMs).catch(giveUpQuietly)
  }

  /** The coordinator refuses a heartbeat, or a commit, of the generation that we are in. */
  #onRefused(error: KafkaError): void {
    const refusal = refusalIn(error)
    if (refusal === 'rebalancing') {
      const isInside = this.#phase === 'stable' || this.#phase === 'settling'
      if (isInside) this.#requestRejoin('group is already rebalancing')
    } else if (refusal === 'unknown' || refusal === 'out-of-generation') {
      this.#logger.warn({ error }, `No member any more: ${error.message}`)
      const keepsId = refusal === 'out-of-generation'
      this.#outOfGroup(keepsId ? memberOf(this.#generation) : noGeneration)
      this.#requestRejoin(`encountered ${error.errorName}`)
    } else this.#fail(error)
  }

  #outOfGroup(generation: Generation): void {
    this.#heartbeats.stop()
    this.#leader.rest()
    this.#generation = generation
    if (this.#phase === 'stable') this.#phase = 'outside'
  }

  #requestRejoin(reason: string): void {
    if (this.#isClosing || this.failure !== undefined) return
    this.#rejoinReason ??= reason
    this.#bell.ring()
  }

  #onMetadata(snapshot: MetadataSnapshot): void {
    this.#checkWish()
    this.#leader.look(snapshot)
  }

  /** Joins anew where what we want is not what we joined with. */
  #checkWish(): void {
    const wanted = this.#wish.topics
    const joined = this.#joinedTopics
    const isSame = wanted.length === joined.length && wanted.every((name, i) => name === joined[i])
    if (!isSame) this.#requestRejoin('the subscription has changed')
  }

  /** The application is stuck, or slow: others shall have its partitions. */
  #leaveAsLate(): void {
    this.#logger.warn({ ...this.metadata }, lateAdvice)
    const { memberId } = this.#generation
    this.#rebalance.abort()
    this.#outOfGroup(noGeneration)
    this.#phase = 'outside'
    this.#rejoinReason = 'consumer poll timeout has expired.'
    const deadline = this.#cluster.deadline()
    void this.#sayGoodbye(memberId, 'consumer poll timeout has expired.', deadline)
    void this.#owned.loseAll()
  }

  /** Static members do not leave: whoever comes under their name takes their place. */
  async #sayGoodbye(memberId: string, reason: string, deadline: Deadline): Promise<void> {
    if (memberId === '' || this.#groupInstanceId !== undefined) return
    try {
      await this.#requests.leave(memberId, reason, deadline)
    } catch (error) {
      this.#logger.info({ error }, 'The group will notice by itself that we left')
    }
  }

  #fail(error: KafkaError): void {
    this.#logger.error({ error }, `Out of the group for good: ${error.message}`)
    this.#heartbeats.stop()
    this.#leader.rest()
    this.#poll.end()
    this.#phase = 'outside'
    this.#failure.set(error)
    this.#bell.ring()
    void this.#owned.loseAll()
    assert(!this.isStable, 'a member that failed is none')
  }
}

function giveUpQuietly(): void {
  // Whoever aborted the wait has said what comes next.
}
