import { Buffer } from 'node:buffer'

import { ErrorCode } from '@barnabus/protocol'

import type { Admin as OwnAdmin } from '../../admin/admin.ts'
import type { GroupDescription as OwnDescription } from '../../admin/groups/group-description.ts'
import { FailedItemsError } from '../../errors/failed-items-error.ts'
import { isKafkaError } from '../../errors/kafka-error.ts'
import { assignmentBytes, subscriptionBytes } from '../../groups/classic/subscription-bytes.ts'
import { KafkaJSDeleteGroupsError } from '../kafkajs-error.ts'
import { requireList } from '../require-list.ts'
import { translateError, translating } from '../translate-error.ts'

/** A member of a group, with what it said and was given in Kafka's own bytes. */
export interface MemberDescription {
  readonly clientHost: string
  readonly clientId: string
  readonly memberId: string
  readonly memberAssignment: Buffer
  readonly memberMetadata: Buffer
}

/** How a group stands, in the words that there were before KIP-848. */
export type ConsumerGroupState =
  'Unknown' | 'PreparingRebalance' | 'CompletingRebalance' | 'Stable' | 'Dead' | 'Empty'

/** A group and its members. */
export interface GroupDescription {
  readonly groupId: string
  readonly errorCode: number
  readonly members: MemberDescription[]
  readonly protocol: string
  readonly protocolType: string
  readonly state: ConsumerGroupState
}

export interface GroupOverview {
  readonly groupId: string
  readonly protocolType: string
}

export interface DeleteGroupsResult {
  readonly groupId: string
  readonly errorCode: number
}

/** All groups. */
export async function listGroups(admin: OwnAdmin): Promise<{ groups: GroupOverview[] }> {
  const listed = await translating(admin.listGroups())
  return { groups: listed.map(({ groupId, protocolType }) => ({ groupId, protocolType })) }
}

/** Groups by their names; one that is not there is `Dead`. */
export async function describeGroups(
  admin: OwnAdmin,
  groupIds: readonly string[],
): Promise<{ groups: GroupDescription[] }> {
  const groups = await Promise.all(groupIds.map((groupId) => describeGroup(admin, groupId)))
  return { groups }
}

async function describeGroup(admin: OwnAdmin, groupId: string): Promise<GroupDescription> {
  try {
    const [found] = await admin.describeGroups([groupId])
    return described(found!)
  } catch (error) {
    if (!isKafkaError(error, ErrorCode.groupIdNotFound)) throw translateError(error)
    return { ...{ groupId, errorCode: 0, members: [] }, ...nothing, state: 'Dead' as const }
  }
}

const nothing = { protocol: '', protocolType: '' } as const

const states: ReadonlyMap<string, ConsumerGroupState> = new Map([
  ['PreparingRebalance', 'PreparingRebalance'],
  ['CompletingRebalance', 'CompletingRebalance'],
  ['Stable', 'Stable'],
  ['Dead', 'Dead'],
  ['Empty', 'Empty'],
  ['Assigning', 'PreparingRebalance'],
  ['Reconciling', 'CompletingRebalance'],
])

function described(found: OwnDescription): GroupDescription {
  const { groupId, protocolType, assignor: protocol, members } = found
  const state = states.get(found.state) ?? 'Unknown'
  return {
    ...{ groupId, state, protocolType, errorCode: 0, protocol },
    members: members.map((member) => ({
      clientHost: member.host,
      clientId: member.clientId,
      memberId: member.memberId,
      memberAssignment: whole(assignmentBytes({ partitions: member.assignment })),
      memberMetadata: whole(
        subscriptionBytes({
          topics: member.subscribedTopics,
          ...{ userData: null, ownedPartitions: [], generationId: -1, rackId: member.rackId },
        }),
      ),
    })),
  }
}

function whole(parts: readonly Uint8Array[]): Buffer {
  return Buffer.concat(parts)
}

/** Deletes groups that nobody is in. Rejects with a KafkaJSDeleteGroupsError that names the others. */
export async function deleteGroups(
  admin: OwnAdmin,
  groupIds: readonly string[],
): Promise<DeleteGroupsResult[]> {
  requireList('groupIds', groupIds)
  try {
    await admin.deleteGroups(groupIds)
  } catch (error) {
    if (!(error instanceof FailedItemsError)) throw translateError(error)
    const groups = Array.from(error.errors, ([groupId, own]) => ({
      ...{ groupId, errorCode: own.errorCode, error: translateError(own) },
    }))
    throw new KafkaJSDeleteGroupsError('Error in DeleteGroups', groups)
  }
  return groupIds.map((groupId) => ({ groupId, errorCode: 0 }))
}
