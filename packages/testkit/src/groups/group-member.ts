import { Buffer } from 'node:buffer'

import {
  ApiKey,
  consumerProtocolSubscription,
  ErrorCode,
  Writer,
  type JoinGroupResponse,
  type SyncGroupResponse,
} from '@barnabus/protocol'

import type { InProcessBroker } from '../in-process-broker.ts'
import type { RawConnection } from '../raw-connection.ts'

/** What a consumer tells the leader: the topics it reads. */
export function subscription(...topics: readonly string[]): Uint8Array {
  const writer = new Writer()
  writer.int16(0)
  consumerProtocolSubscription.encode(writer, { topics, userData: null }, 0)
  return Buffer.concat(writer.finish())
}

export interface GroupMemberOptions {
  readonly groupId?: string
  readonly instanceId?: string | null
  readonly protocolType?: string
  readonly protocols?: readonly { readonly name: string; readonly metadata: Uint8Array }[]
  readonly sessionTimeoutMs?: number
  readonly rebalanceTimeoutMs?: number
}

/** A member of a classic group, request by request, over a connection of its own. */
export class GroupMember {
  readonly connection: RawConnection
  readonly #options: Required<GroupMemberOptions>
  memberId = ''
  generationId = -1
  #protocolName: string | null = null

  private constructor(connection: RawConnection, options: GroupMemberOptions) {
    this.connection = connection
    this.#options = {
      groupId: 'readers',
      instanceId: null,
      protocolType: 'consumer',
      protocols: [{ name: 'range', metadata: subscription('t') }],
      sessionTimeoutMs: 10_000,
      rebalanceTimeoutMs: 60_000,
      ...options,
    }
  }

  static async connect(
    broker: InProcessBroker,
    options: GroupMemberOptions = {},
  ): Promise<GroupMember> {
    return new GroupMember(await broker.connect(), options)
  }

  /** JoinGroup, and again with the id if it is given one. */
  async join(changes: GroupMemberOptions = {}): Promise<JoinGroupResponse> {
    let answer = await this.joinOnce(changes)
    if (answer.errorCode === ErrorCode.memberIdRequired) answer = await this.joinOnce(changes)
    return answer
  }

  async joinOnce(changes: GroupMemberOptions = {}): Promise<JoinGroupResponse> {
    const { groupId, instanceId, protocolType, protocols, ...times } = {
      ...this.#options,
      ...changes,
    }
    const answer = await this.connection.send(ApiKey.JoinGroup, 9, {
      ...{ groupId, protocolType, protocols, memberId: this.memberId },
      groupInstanceId: instanceId,
      sessionTimeoutMs: times.sessionTimeoutMs,
      rebalanceTimeoutMs: times.rebalanceTimeoutMs,
    })
    if (answer.memberId !== '') this.memberId = answer.memberId
    if (answer.errorCode === ErrorCode.none) {
      this.generationId = answer.generationId
      this.#protocolName = answer.protocolName
    }
    return answer
  }

  /** SyncGroup; a leader says by member id who gets what. */
  sync(assignments: Readonly<Record<string, string>> = {}): Promise<SyncGroupResponse> {
    return this.connection.send(ApiKey.SyncGroup, 5, {
      groupId: this.#options.groupId,
      groupInstanceId: this.#options.instanceId,
      memberId: this.memberId,
      generationId: this.generationId,
      protocolType: this.#options.protocolType,
      protocolName: this.#protocolName ?? this.#options.protocols[0]?.name ?? null,
      assignments: Object.entries(assignments).map(([memberId, part]) => ({
        memberId,
        assignment: Buffer.from(part),
      })),
    })
  }

  async heartbeat(): Promise<number> {
    const { errorCode } = await this.connection.send(ApiKey.Heartbeat, 4, {
      groupId: this.#options.groupId,
      groupInstanceId: this.#options.instanceId,
      memberId: this.memberId,
      generationId: this.generationId,
    })
    return errorCode
  }

  async leave(): Promise<number | undefined> {
    const { members } = await this.connection.send(ApiKey.LeaveGroup, 5, {
      groupId: this.#options.groupId,
      members: [{ memberId: this.memberId, groupInstanceId: this.#options.instanceId }],
    })
    return members[0]?.errorCode
  }

  /** Commits an offset of partition 0 of topic t. */
  async commit(committedOffset: bigint): Promise<number | undefined> {
    const { topics } = await this.connection.send(ApiKey.OffsetCommit, 8, {
      groupId: this.#options.groupId,
      groupInstanceId: this.#options.instanceId,
      memberId: this.memberId,
      generationIdOrMemberEpoch: this.generationId,
      topics: [
        { name: 't', partitions: [{ partitionIndex: 0, committedOffset, committedMetadata: '' }] },
      ],
    })
    return topics[0]?.partitions[0]?.errorCode
  }
}

/** The state of a group as DescribeGroups shows it. */
export async function groupStateOf(
  member: GroupMember,
  groupId = 'readers',
): Promise<string | undefined> {
  const { groups } = await member.connection.send(ApiKey.DescribeGroups, 5, { groups: [groupId] })
  return groups[0]?.groupState
}

/** How many members a group has, as DescribeGroups shows it. */
export async function groupSizeOf(member: GroupMember, groupId = 'readers'): Promise<number> {
  const { groups } = await member.connection.send(ApiKey.DescribeGroups, 5, { groups: [groupId] })
  return groups[0]?.members.length ?? 0
}
