import {
  decodeRecordKey,
  decodeRecordValue,
  encodeRecordKey,
  encodeRecordValue,
  groupMetadataRecord,
} from '@barnabus/protocol'

import type { RecordBytes } from '../runtime/record-bytes.ts'
import type { GroupMetadataRecord, StoredGroup } from './group-metadata-record.ts'

/** The record in Kafka's own schema. */
export function encodeGroupMetadata({ groupId, value }: GroupMetadataRecord): RecordBytes {
  const key = encodeRecordKey(groupMetadataRecord, { group: groupId })
  return { key, value: value && encodeValue(value) }
}

/** Reads a record back. Throws protocol errors. */
export function decodeGroupMetadata({ key, value }: RecordBytes): GroupMetadataRecord {
  const { group: groupId } = decodeRecordKey(groupMetadataRecord, key)
  return { kind: 'group-metadata', groupId, value: value && decodeValue(value) }
}

function encodeValue(stored: StoredGroup): Uint8Array {
  return encodeRecordValue(groupMetadataRecord, {
    protocolType: stored.protocolType,
    generation: stored.generationId,
    protocol: stored.protocolName,
    leader: stored.leaderId,
    currentStateTimestamp: BigInt(stored.stateSinceMs),
    members: stored.members.map((member) => ({
      memberId: member.memberId,
      groupInstanceId: member.instanceId,
      clientId: member.clientId,
      clientHost: member.clientHost,
      rebalanceTimeout: member.rebalanceTimeoutMs,
      sessionTimeout: member.sessionTimeoutMs,
      subscription: member.subscription,
      assignment: member.assignment,
    })),
  })
}

/** Byte fields are copied: the rest of what was read need not stay in memory for them. */
function decodeValue(bytes: Uint8Array): StoredGroup {
  const value = decodeRecordValue(groupMetadataRecord, bytes)
  return {
    protocolType: value.protocolType,
    generationId: value.generation,
    protocolName: value.protocol,
    leaderId: value.leader,
    stateSinceMs: Number(value.currentStateTimestamp),
    members: value.members.map((member) => ({
      memberId: member.memberId,
      instanceId: member.groupInstanceId,
      clientId: member.clientId,
      clientHost: member.clientHost,
      // The first version has no limit of its own for rebalances.
      rebalanceTimeoutMs:
        member.rebalanceTimeout === -1 ? member.sessionTimeout : member.rebalanceTimeout,
      sessionTimeoutMs: member.sessionTimeout,
      subscription: member.subscription.slice(),
      assignment: member.assignment.slice(),
    })),
  }
}
