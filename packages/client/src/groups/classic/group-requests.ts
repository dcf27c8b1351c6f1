import {
  ApiKey,
  ErrorCode,
  type JoinGroupRequestDraft,
  type JoinGroupResponse,
} from '@barnabus/protocol'

import type { Cluster, Target } from '../../cluster/cluster.ts'
import type { AnswerOf, RequestOf } from '../../connection/broker-connection.ts'
import type { Deadline } from '../../deadline.ts'
import { isKafkaError, throwIfError } from '../../errors/kafka-error.ts'
import type { MembershipSettings } from '../membership-settings.ts'
import type { Generation } from './generation.ts'

/** One member's wishes in one strategy. */
export type JoinProtocol = JoinGroupRequestDraft['protocols'][number]

interface JoinOptions {
  /** Why, for whoever looks after the group (KIP-800). */
  readonly reason: string
  readonly signal: AbortSignal
  /** Told the id under which the coordinator expects us. */
  readonly onMemberId: (memberId: string) => void
}

const protocolType = 'consumer'
const joinPatienceMs = 5000 // Beyond the time for which the coordinator itself waits for members.
const reasonLengthMax = 255

/** The requests of the classic protocol, each sent once; answers with an error are thrown. */
export class GroupRequests {
  readonly #cluster: Cluster
  readonly #settings: MembershipSettings
  readonly #groupInstanceId: string | null

  constructor(cluster: Cluster, settings: MembershipSettings, groupInstanceId: string | undefined) {
    this.#cluster = cluster
    this.#settings = settings
    this.#groupInstanceId = groupInstanceId ?? null
  }

  /** Joins; a member that has no id yet is given one first (KIP-394). */
  async join(
    { memberId }: Generation,
    protocols: readonly JoinProtocol[],
    options: JoinOptions,
  ): Promise<JoinGroupResponse> {
    const { reason, signal, onMemberId } = options
    const rebalanceTimeoutMs = this.#settings['max.poll.interval.ms']
    const requestTimeoutMs = Math.max(
      this.#cluster.config.metadata.requestTimeoutMs,
      rebalanceTimeoutMs + joinPatienceMs,
    )
    const answer = await this.#send(
      ApiKey.JoinGroup,
      () => ({
        groupId: this.#groupId,
        sessionTimeoutMs: this.#settings['session.timeout.ms'],
        rebalanceTimeoutMs,
        memberId,
        groupInstanceId: this.#groupInstanceId,
        protocolType,
        protocols,
        reason: reason.slice(0, reasonLengthMax),
      }),
      this.#cluster.deadline({ timeoutMs: 2 * requestTimeoutMs, signal }),
      { channel: 'rebalance', requestTimeoutMs },
    )
    if (answer.errorCode !== ErrorCode.memberIdRequired) {
      throwIfError(answer.errorCode, `join group ${this.#groupId}`)
      return answer
    }
    onMemberId(answer.memberId)
    return await this.join({ ...answer, protocolName: '' }, protocols, options)
  }

  /** Hands in what the leader has shared out, if we lead, and gives what we got. */
  async sync(
    { generationId, memberId, protocolName }: Generation,
    assignments: readonly { readonly memberId: string; assignment: readonly Uint8Array[] }[],
    signal: AbortSignal,
  ): Promise<Uint8Array> {
    const answer = await this.#send(
      ApiKey.SyncGroup,
      () => ({
        groupId: this.#groupId,
        generationId,
        memberId,
        groupInstanceId: this.#groupInstanceId,
        protocolType,
        protocolName,
        assignments,
      }),
      this.#cluster.deadline({ signal }),
      { channel: 'rebalance' },
    )
    throwIfError(answer.errorCode, `take part in generation ${generationId} of ${this.#groupId}`)
    return answer.assignment
  }

  /** Says that we live. */
  async heartbeat({ generationId, memberId }: Generation, signal: AbortSignal): Promise<void> {
    // One that is late by a session is of no use: the connection is given up, and another tried.
    const timeoutMs = this.#settings['session.timeout.ms']
    const { requestTimeoutMs } = this.#cluster.config.metadata
    const answer = await this.#send(
      ApiKey.Heartbeat,
      () => ({
        groupId: this.#groupId,
        generationId,
        memberId,
        groupInstanceId: this.#groupInstanceId,
      }),
      this.#cluster.deadline({ timeoutMs, signal }),
      { requestTimeoutMs: Math.min(timeoutMs, requestTimeoutMs) },
    )
    throwIfError(answer.errorCode, `stay in generation ${generationId} of ${this.#groupId}`)
  }

  /** Says that we go. */
  async leave(memberId: string, reason: string, deadline: Deadline): Promise<void> {
    const answer = await this.#send(
      ApiKey.LeaveGroup,
      (version) =>
        version < 3
          ? { groupId: this.#groupId, memberId }
          : { groupId: this.#groupId, members: [{ memberId, reason }] },
      deadline,
    )
    const errorCode = answer.errorCode || (answer.members[0]?.errorCode ?? ErrorCode.none)
    throwIfError(errorCode, `leave group ${this.#groupId}`)
  }

  get #groupId(): string {
    return this.#settings['group.id']
  }

  /** What fails on the way says nothing good of the coordinator: it is looked for again. */
  async #send<K extends ApiKey>(
    api: K,
    request: RequestOf<K>,
    deadline: Deadline,
    { channel = 'coordination', requestTimeoutMs }: SendOptions = {},
  ): Promise<AnswerOf<K>> {
    const to: Target = { coordinator: 'group', key: this.#groupId, channel }
    try {
      const options = requestTimeoutMs === undefined ? {} : { requestTimeoutMs }
      return await this.#cluster.send(to, api, request, deadline, options)
    } catch (error) {
      if (isKafkaError(error)) this.#cluster.forgetCoordinator('group', this.#groupId)
      throw error
    }
  }
}

interface SendOptions {
  readonly channel?: 'coordination' | 'rebalance'
  readonly requestTimeoutMs?: number
}
