import { ApiKey, ErrorCode, type OffsetForLeaderEpochResponse } from '@barnabus/protocol'

import { backoffMs } from '../../backoff.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import type { OffsetResetPolicy } from '../../config/auto-offset-reset.ts'
import type { Deadline } from '../../deadline.ts'
import { clientErrors } from '../../errors.ts'
import { brokerError, isKafkaError, type KafkaError } from '../../errors/kafka-error.ts'
import type { Assignment } from './assignment.ts'
import { groupByLeader, groupByTopic } from './by-leader.ts'
import type { GroupOffsets } from '../committing/group-offsets.ts'
import { earliestTimestamp, latestTimestamp, type OffsetsLookup } from './offsets-lookup.ts'
import type { PartitionState, ResetTarget } from './partition-state.ts'

/** What becomes of positions. */
export interface PositionsSink {
  /** Some partitions can be fetched now, or never will until the application seeks. */
  settled(): void
  /** Nothing can be looked up until somebody does something about it. */
  failed(error: KafkaError): void
}

type EpochAnswer = OffsetForLeaderEpochResponse['topics'][number]['partitions'][number]

const validationSince = 3 // Before, the request is for brokers among themselves.

/**
 * Finds out, in the background, where reading begins in each partition: at what the group has
 * committed, or where `auto.offset.reset` says; and whether a new leader's log still holds what we
 * have read (KIP-320).
 */
export class Positions {
  readonly #cluster: Cluster
  readonly #assignment: Assignment
  readonly #lookup: OffsetsLookup
  readonly #offsets: GroupOffsets | undefined
  readonly #policy: OffsetResetPolicy
  readonly #sink: PositionsSink
  #isRunning = false

  constructor(
    cluster: Cluster,
    assignment: Assignment,
    parts: {
      readonly lookup: OffsetsLookup
      readonly offsets: GroupOffsets | undefined
      readonly policy: OffsetResetPolicy
      readonly sink: PositionsSink
    },
  ) {
    this.#cluster = cluster
    this.#assignment = assignment
    this.#lookup = parts.lookup
    this.#offsets = parts.offsets
    this.#policy = parts.policy
    this.#sink = parts.sink
  }

  /** Starts to look for what is missing. */
  update(): void {
    if (this.#isRunning || this.#cluster.isClosed || !this.#hasWork) return
    this.#isRunning = true
    void this.#run().finally(() => {
      this.#isRunning = false
      this.update() // For what came while the last round ended.
    })
  }

  /** The records at the position are gone: what `auto.offset.reset` says. */
  outOfRange(state: PartitionState): void {
    const target = this.#resetTarget()
    if (target === undefined) {
      const action = `read ${state.key} at offset ${state.position}`
      state.getStuck(brokerError(ErrorCode.offsetOutOfRange, action))
    } else {
      state.reset(target)
    }
    this.update()
    this.#sink.settled()
  }

  get #hasWork(): boolean {
    for (const { phase } of this.#assignment.states) {
      if (phase.kind !== 'ready' && phase.kind !== 'stuck') return true
    }
    return false
  }

  /** Never rejects. */
  async #run(): Promise<void> {
    for (let failures = 0; this.#hasWork && !this.#cluster.isClosed;) {
      const deadline = this.#cluster.deadline()
      const isDone = await this.#round(deadline)
      this.#sink.settled()
      failures = isDone ? 0 : failures + 1
      if (isDone || this.#cluster.isClosed) continue
      const waitMs = backoffMs(this.#cluster.backoff, failures, this.#cluster.env.random)
      await deadline.sleep(waitMs).catch(() => undefined) // Closing ends it; see above.
    }
  }

  /** Whether nothing failed. */
  async #round(deadline: Deadline): Promise<boolean> {
    try {
      await this.#knowLeaders(deadline)
      await this.#beginAtCommitted(deadline)
      const failures = [...(await this.#lookUp(deadline)), ...(await this.#validate(deadline))]
      for (const failure of failures) this.#failed(failure)
      return failures.length === 0
    } catch (error) {
      this.#failed(error)
      return false
    }
  }

  #failed(error: unknown): void {
    if (this.#cluster.isClosed) return
    if (!isKafkaError(error)) throw error
    if (!error.retriable) this.#sink.failed(error)
  }

  async #knowLeaders(deadline: Deadline): Promise<void> {
    const { metadata } = this.#cluster
    const topics = new Set(Array.from(this.#assignment.states, ({ topic }) => topic))
    const isKnown = (topic: string): boolean =>
      metadata.snapshot.topics.get(topic)?.errorCode === ErrorCode.none
    if ([...topics].every(isKnown)) return
    metadata.addTopics(topics)
    await metadata.refresh(deadline)
  }

  #inPhase(kind: PartitionState['phase']['kind']): readonly PartitionState[] {
    return [...this.#assignment.states].filter(({ phase }) => phase.kind === kind)
  }

  async #beginAtCommitted(deadline: Deadline): Promise<void> {
    const states = this.#inPhase('unknown')
    if (states.length === 0) return
    const versions = states.map(({ version }) => version)
    const committed = await this.#offsets?.committed(states, deadline)
    for (const [index, state] of states.entries()) {
      if (state.version !== versions[index]) continue // Sought or taken away meanwhile.
      const found = committed?.get(state.key)
      state.committedOffset = found?.offset
      if (found === undefined) this.#beginAnywhere(state)
      else state.seek(found)
    }
  }

  #beginAnywhere(state: PartitionState): void {
    const target = this.#resetTarget()
    if (target === undefined) state.getStuck(clientErrors.NO_OFFSET(state.key))
    else state.reset(target)
  }

  #resetTarget(): ResetTarget | undefined {
    const policy = this.#policy
    if (policy.kind === 'none') return undefined
    if (policy.kind !== 'by_duration') return policy
    const nowMs = this.#cluster.env.clock.nowMs()
    return { kind: 'time', timestampMs: BigInt(Math.floor(nowMs - policy.durationMs)) }
  }

  async #lookUp(deadline: Deadline): Promise<readonly KafkaError[]> {
    const wanted = this.#inPhase('resetting').flatMap((state) => {
      const { topic, partition, version, phase } = state
      if (phase.kind !== 'resetting') return []
      return [{ topic, partition, timestampMs: timestampOf(phase.target), state, version }]
    })
    if (wanted.length === 0) return []
    const byKey = new Map(wanted.map((one) => [one.state.key, one]))
    return await this.#lookup.some(wanted, deadline, (key, { offset, leaderEpoch }) => {
      const one = byKey.get(key)
      if (one === undefined || one.state.version !== one.version) return
      // Nothing is that new: go on at the end.
      if (offset < 0n) one.state.reset({ kind: 'latest' })
      else begin(one.state, offset, leaderEpoch)
    })
  }

  async #validate(deadline: Deadline): Promise<readonly KafkaError[]> {
    const states = this.#inPhase('validating')
    const { groups, failures } = groupByLeader(this.#cluster, states)
    const answers = await Promise.all(
      Array.from(groups, async ([nodeId, ofNode]) => await this.#ask(nodeId, ofNode, deadline)),
    )
    const all = [...failures, ...answers.flat()]
    for (const failure of all) this.#cluster.notice(failure)
    return all
  }

  async #ask(
    nodeId: number,
    states: readonly PartitionState[],
    deadline: Deadline,
  ): Promise<readonly KafkaError[]> {
    const to = { node: nodeId, channel: 'coordination' } as const
    const connection = await this.#cluster.connection(to, deadline)
    const version = connection.versionOf(ApiKey.OffsetForLeaderEpoch) ?? 0
    if (version < validationSince) {
      for (const state of states) state.settle()
      return []
    }
    const versions = new Map(states.map((state) => [state, state.version]))
    const answer = await this.#cluster.send(
      to,
      ApiKey.OffsetForLeaderEpoch,
      () => ({
        replicaId: -1,
        topics: groupByTopic(states).map(([topic, ofTopic]) => ({
          topic,
          partitions: ofTopic.map(({ partition, leaderEpoch, fetchEpoch }) => ({
            partition,
            currentLeaderEpoch: leaderEpoch,
            leaderEpoch: fetchEpoch ?? -1,
          })),
        })),
      }),
      deadline,
    )
    return answer.topics.flatMap(({ topic, partitions }) =>
      partitions.flatMap((one) => {
        const state = this.#assignment.find({ topic, partition: one.partition })
        if (state === undefined || state.version !== versions.get(state)) return []
        return this.#judge(state, one)
      }),
    )
  }

  #judge(state: PartitionState, answer: EpochAnswer): readonly KafkaError[] {
    const { errorCode, endOffset, leaderEpoch } = answer
    if (errorCode !== ErrorCode.none) {
      return [brokerError(errorCode, `compare ${state.key} with its leader`)]
    }
    const isUnknown = endOffset < 0n || leaderEpoch < 0
    if (!isUnknown && endOffset >= state.fetchOffset) state.settle()
    else this.#truncated(state, isUnknown ? undefined : endOffset, leaderEpoch)
    return []
  }

  /** The leader's log ends before what we have read: those records are lost to everybody. */
  #truncated(state: PartitionState, endOffset: bigint | undefined, leaderEpoch: number): void {
    const target = this.#resetTarget()
    if (target === undefined) {
      state.getStuck(clientErrors.LOG_TRUNCATED(state.key, String(endOffset ?? 'unknown')))
    } else if (endOffset === undefined) {
      state.reset(target)
    } else {
      const offset = state.position < endOffset ? state.position : endOffset
      const epoch = state.position < endOffset ? state.positionEpoch : leaderEpoch
      begin(state, offset, epoch)
    }
  }
}

function timestampOf(target: ResetTarget): bigint {
  if (target.kind === 'time') return target.timestampMs
  return target.kind === 'earliest' ? earliestTimestamp : latestTimestamp
}

/** The leader itself has just told us: it need not be asked whether it agrees. */
function begin(state: PartitionState, offset: bigint, leaderEpoch: number | undefined): void {
  state.seek({ offset, leaderEpoch })
  state.settle()
}
