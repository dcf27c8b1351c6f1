import { unreachable } from '@barnabus/base'
import {
  consumerGroupCurrentMemberAssignmentRecord as assignment,
  consumerGroupMemberMetadataRecord as subscription,
  consumerGroupMetadataRecord as groupEpoch,
  consumerGroupPartitionMetadataRecord as partitionMetadata,
  consumerGroupRegularExpressionRecord as regularExpression,
  consumerGroupTargetAssignmentMemberRecord as target,
  consumerGroupTargetAssignmentMetadataRecord as targetEpoch,
  decodeRecordKey,
  decodeRecordValue,
  encodeRecordKey,
  encodeRecordValue,
  recordTypeOf,
  type Uuid,
} from '@barnabus/protocol'

import type { GroupRecord } from './group-record.ts'
import type { Member, MemberAssignment, MemberState, MemberSubscription } from './member.ts'
import type { PartitionEpochs } from './partition-epochs.ts'

/** A record as a log keeps it. */
export interface RecordBytes {
  readonly key: Uint8Array
  /** Null: a tombstone. */
  readonly value: Uint8Array | null
}

/** The record in Kafka's own schema. */
export function encodeGroupRecord(record: GroupRecord): RecordBytes {
  const { groupId, value } = record
  switch (record.kind) {
    case 'group-epoch':
      return {
        key: encodeRecordKey(groupEpoch, { groupId }),
        value: record.value && encodeRecordValue(groupEpoch, record.value),
      }
    case 'subscription':
      return {
        key: encodeRecordKey(subscription, { groupId, memberId: record.memberId }),
        value: record.value && encodeRecordValue(subscription, subscriptionDraft(record.value)),
      }
    case 'target-epoch':
      return {
        key: encodeRecordKey(targetEpoch, { groupId }),
        value:
          record.value &&
          encodeRecordValue(targetEpoch, {
            assignmentEpoch: record.value.epoch,
            assignmentTimestamp: BigInt(record.value.assignedAtMs),
          }),
      }
    case 'target':
      return {
        key: encodeRecordKey(target, { groupId, memberId: record.memberId }),
        value:
          record.value &&
          encodeRecordValue(target, {
            topicPartitions: [...record.value].map(([topicId, partitions]) => ({
              topicId,
              partitions: [...partitions],
            })),
          }),
      }
    case 'assignment':
      return {
        key: encodeRecordKey(assignment, { groupId, memberId: record.memberId }),
        value: record.value && encodeRecordValue(assignment, assignmentDraft(record.value)),
      }
    case 'regex':
      return {
        key: encodeRecordKey(regularExpression, { groupId, regularExpression: record.regex }),
        value:
          record.value &&
          encodeRecordValue(regularExpression, {
            topics: [...record.value.topics].toSorted(),
            version: record.value.version,
            timestamp: BigInt(record.value.resolvedAtMs),
          }),
      }
    case 'partition-metadata':
      return { key: encodeRecordKey(partitionMetadata, { groupId }), value: value && emptyMetadata }
    default:
      return unreachable(record)
  }
}

/** Reads a record back; undefined if it is of no consumer group. Throws protocol errors. */
export function decodeGroupRecord({ key, value }: RecordBytes): GroupRecord | undefined {
  const decode = decoders[recordTypeOf(key)]
  return decode?.(key, value)
}

const decoders: Readonly<
  Record<number, (key: Uint8Array, value: Uint8Array | null) => GroupRecord>
> = {
  [groupEpoch.type]: (key, value) => ({
    kind: 'group-epoch',
    ...decodeRecordKey(groupEpoch, key),
    value: value && decodeRecordValue(groupEpoch, value),
  }),
  [subscription.type]: (key, value) => {
    const { groupId, memberId } = decodeRecordKey(subscription, key)
    return { kind: 'subscription', groupId, memberId, value: value && readMember(memberId, value) }
  },
  [targetEpoch.type]: (key, value) => {
    const metadata = value && decodeRecordValue(targetEpoch, value)
    return {
      kind: 'target-epoch',
      ...decodeRecordKey(targetEpoch, key),
      value: metadata && {
        epoch: metadata.assignmentEpoch,
        assignedAtMs: Number(metadata.assignmentTimestamp),
      },
    }
  },
  [target.type]: (key, value) => {
    const partitions = value && decodeRecordValue(target, value).topicPartitions
    return {
      kind: 'target',
      ...decodeRecordKey(target, key),
      value:
        partitions &&
        new Map(partitions.map(({ topicId, partitions: ids }) => [topicId, new Set(ids)])),
    }
  },
  [assignment.type]: (key, value) => ({
    kind: 'assignment',
    ...decodeRecordKey(assignment, key),
    value: value && readAssignment(value),
  }),
  [regularExpression.type]: (key, value) => {
    const { groupId, regularExpression: regex } = decodeRecordKey(regularExpression, key)
    const resolved = value && decodeRecordValue(regularExpression, value)
    return {
      kind: 'regex',
      groupId,
      regex,
      value: resolved && {
        topics: new Set(resolved.topics),
        version: resolved.version,
        resolvedAtMs: Number(resolved.timestamp),
      },
    }
  },
  [partitionMetadata.type]: (key, value) => ({
    kind: 'partition-metadata',
    ...decodeRecordKey(partitionMetadata, key),
    value: value && 'present',
  }),
}

const emptyMetadata = encodeRecordValue(partitionMetadata, { topics: [] })

const stateNumbers: Readonly<Record<MemberState, number>> = {
  stable: 0,
  'unrevoked-partitions': 1,
  'unreleased-partitions': 2,
  unknown: 127,
}

const states = new Map(
  Object.entries(stateNumbers).map(([state, number]) => [number, state as MemberState]),
)

type SubscriptionDraft = Parameters<typeof subscription.value.encode>[1]

function subscriptionDraft(member: MemberSubscription): SubscriptionDraft {
  return {
    instanceId: member.instanceId,
    rackId: member.rackId,
    clientId: member.clientId,
    clientHost: member.clientHost,
    subscribedTopicNames: [...member.subscribedTopicNames].toSorted(),
    subscribedTopicRegex: member.subscribedTopicRegex,
    rebalanceTimeoutMs: member.rebalanceTimeoutMs,
    serverAssignor: member.serverAssignor,
    classicMemberMetadata: member.classic,
  }
}

function readMember(memberId: string, bytes: Uint8Array): MemberSubscription {
  const value = decodeRecordValue(subscription, bytes)
  return {
    memberId,
    instanceId: value.instanceId,
    rackId: value.rackId,
    clientId: value.clientId,
    clientHost: value.clientHost,
    subscribedTopicNames: new Set(value.subscribedTopicNames),
    subscribedTopicRegex: value.subscribedTopicRegex ?? '',
    rebalanceTimeoutMs: value.rebalanceTimeoutMs,
    serverAssignor: value.serverAssignor,
    classic: value.classicMemberMetadata && copied(value.classicMemberMetadata),
  }
}

/** Fields of bytes are views of the log; what is remembered for long must not hold on to it. */
function copied(classic: NonNullable<Member['classic']>): NonNullable<Member['classic']> {
  return {
    sessionTimeoutMs: classic.sessionTimeoutMs,
    supportedProtocols: classic.supportedProtocols.map(({ name, metadata }) => ({
      name,
      metadata: metadata.slice(),
    })),
  }
}

type AssignmentDraft = Parameters<typeof assignment.value.encode>[1]

function assignmentDraft(value: MemberAssignment): AssignmentDraft {
  return {
    memberEpoch: value.memberEpoch,
    previousMemberEpoch: value.previousMemberEpoch,
    state: stateNumbers[value.state],
    assignedPartitions: listEpochs(value.assigned),
    partitionsPendingRevocation: listEpochs(value.pendingRevocation),
  }
}

function readAssignment(bytes: Uint8Array): MemberAssignment {
  const value = decodeRecordValue(assignment, bytes)
  const { memberEpoch } = value
  return {
    memberEpoch,
    previousMemberEpoch: value.previousMemberEpoch,
    state: states.get(value.state) ?? 'unknown',
    assigned: readEpochs(value.assignedPartitions, memberEpoch),
    pendingRevocation: readEpochs(value.partitionsPendingRevocation, memberEpoch),
  }
}

interface TopicEpochs {
  readonly topicId: Uuid
  readonly partitions: readonly number[]
  readonly assignmentEpochs: readonly number[] | null
}

function listEpochs(partitions: PartitionEpochs): readonly TopicEpochs[] {
  return [...partitions].map(([topicId, epochs]) => ({
    topicId,
    partitions: [...epochs.keys()],
    assignmentEpochs: [...epochs.values()],
  }))
}

/** Records before Kafka 4.3 have no epochs by partition: the member's own stands for them. */
function readEpochs(topics: readonly TopicEpochs[], memberEpoch: number): PartitionEpochs {
  return new Map(
    topics.map(({ topicId, partitions, assignmentEpochs }) => [
      topicId,
      new Map(
        partitions.map((partition, index) => [partition, assignmentEpochs?.[index] ?? memberEpoch]),
      ),
    ]),
  )
}
