// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { RecordCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Uuid } from '../uuid.ts'
import { Writer } from '../writer.ts'

export interface ConsumerGroupMetadataKey {
  readonly groupId: string
}

export type ConsumerGroupMetadataKeyDraft = ConsumerGroupMetadataKey

function decodeConsumerGroupMetadataKey(reader: Reader, version: number): ConsumerGroupMetadataKey {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerGroupMetadataKey', version)
  const groupId = reader.string()
  return {
    groupId,
  }
}

function encodeConsumerGroupMetadataKey(writer: Writer, draft: ConsumerGroupMetadataKeyDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerGroupMetadataKey', version)
  writer.string(draft.groupId)
}

export interface ConsumerGroupMetadataValue {
  readonly epoch: number
  readonly metadataHash: bigint
}

export interface ConsumerGroupMetadataValueDraft {
  readonly epoch: number
  readonly metadataHash?: bigint | undefined
}

function decodeConsumerGroupMetadataValue(reader: Reader, version: number): ConsumerGroupMetadataValue {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerGroupMetadataValue', version)
  const epoch = reader.int32()
  let metadataHash: bigint = 0n
  const tagCount = reader.tagCount()
  for (let t = 0, tag = -1; t < tagCount; t += 1) {
    tag = reader.tag(tag)
    if (tag === 0) {
      const end = reader.tagEnd()
      metadataHash = reader.int64()
      reader.endTag(tag, end)
    } else {
      reader.skipTag()
    }
  }
  return {
    epoch,
    metadataHash,
  }
}

function encodeConsumerGroupMetadataValue(writer: Writer, draft: ConsumerGroupMetadataValueDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerGroupMetadataValue', version)
  writer.int32(draft.epoch)
  const metadataHash = draft.metadataHash ?? 0n
  const hasMetadataHash = metadataHash !== 0n
  writer.unsignedVarint(Number(hasMetadataHash))
  if (hasMetadataHash) {
    const content = new Writer()
    content.int64(metadataHash)
    writer.tagged(0, content)
  }
}

export const consumerGroupMetadataRecord: RecordCodec<ConsumerGroupMetadataKey, ConsumerGroupMetadataValue, ConsumerGroupMetadataValueDraft> = {
  type: 3,
  name: 'ConsumerGroupMetadata',
  versions: { min: 0, max: 0 },
  flexibleSince: 0,
  key: { decode: decodeConsumerGroupMetadataKey, encode: encodeConsumerGroupMetadataKey },
  value: { decode: decodeConsumerGroupMetadataValue, encode: encodeConsumerGroupMetadataValue },
}

export interface ConsumerGroupPartitionMetadataKey {
  readonly groupId: string
}

export type ConsumerGroupPartitionMetadataKeyDraft = ConsumerGroupPartitionMetadataKey

function decodeConsumerGroupPartitionMetadataKey(reader: Reader, version: number): ConsumerGroupPartitionMetadataKey {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerGroupPartitionMetadataKey', version)
  const groupId = reader.string()
  return {
    groupId,
  }
}

function encodeConsumerGroupPartitionMetadataKey(writer: Writer, draft: ConsumerGroupPartitionMetadataKeyDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerGroupPartitionMetadataKey', version)
  writer.string(draft.groupId)
}

export interface ConsumerGroupPartitionMetadataValue {
  readonly topics: readonly ConsumerGroupPartitionMetadataValueTopic[]
}

export type ConsumerGroupPartitionMetadataValueDraft = ConsumerGroupPartitionMetadataValue

export interface ConsumerGroupPartitionMetadataValueTopic {
  readonly topicId: Uuid
  readonly topicName: string
  readonly numPartitions: number
  readonly partitionMetadata: readonly ConsumerGroupPartitionMetadataValuePartitionMetadata[]
}

export type ConsumerGroupPartitionMetadataValueTopicDraft = ConsumerGroupPartitionMetadataValueTopic

export interface ConsumerGroupPartitionMetadataValuePartitionMetadata {
  readonly partition: number
  readonly racks: readonly string[]
}

export type ConsumerGroupPartitionMetadataValuePartitionMetadataDraft = ConsumerGroupPartitionMetadataValuePartitionMetadata

function decodeConsumerGroupPartitionMetadataValuePartitionMetadata(reader: Reader, _version: number): ConsumerGroupPartitionMetadataValuePartitionMetadata {
  const partition = reader.int32()
  const racks: string[] = []
  const racksCount = reader.compactCount(1)
  for (let i = 0; i < racksCount; i += 1) racks.push(reader.compactString())
  reader.skipTags()
  return {
    partition,
    racks,
  }
}

function encodeConsumerGroupPartitionMetadataValuePartitionMetadata(writer: Writer, draft: ConsumerGroupPartitionMetadataValuePartitionMetadataDraft, _version: number): void {
  writer.int32(draft.partition)
  const racks = draft.racks
  writer.compactCount(racks.length)
  for (const element of racks) writer.compactString(element)
  writer.unsignedVarint(0)
}

function decodeConsumerGroupPartitionMetadataValueTopic(reader: Reader, version: number): ConsumerGroupPartitionMetadataValueTopic {
  const topicId = reader.uuid()
  const topicName = reader.compactString()
  const numPartitions = reader.int32()
  const partitionMetadata: ConsumerGroupPartitionMetadataValuePartitionMetadata[] = []
  const partitionMetadataCount = reader.compactCount(6)
  for (let i = 0; i < partitionMetadataCount; i += 1) partitionMetadata.push(decodeConsumerGroupPartitionMetadataValuePartitionMetadata(reader, version))
  reader.skipTags()
  return {
    topicId,
    topicName,
    numPartitions,
    partitionMetadata,
  }
}

function encodeConsumerGroupPartitionMetadataValueTopic(writer: Writer, draft: ConsumerGroupPartitionMetadataValueTopicDraft, version: number): void {
  writer.uuid(draft.topicId)
  writer.compactString(draft.topicName)
  writer.int32(draft.numPartitions)
  const partitionMetadata = draft.partitionMetadata
  writer.compactCount(partitionMetadata.length)
  for (const element of partitionMetadata) encodeConsumerGroupPartitionMetadataValuePartitionMetadata(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeConsumerGroupPartitionMetadataValue(reader: Reader, version: number): ConsumerGroupPartitionMetadataValue {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerGroupPartitionMetadataValue', version)
  const topics: ConsumerGroupPartitionMetadataValueTopic[] = []
  const topicsCount = reader.compactCount(23)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeConsumerGroupPartitionMetadataValueTopic(reader, version))
  reader.skipTags()
  return {
    topics,
  }
}

function encodeConsumerGroupPartitionMetadataValue(writer: Writer, draft: ConsumerGroupPartitionMetadataValueDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerGroupPartitionMetadataValue', version)
  const topics = draft.topics
  writer.compactCount(topics.length)
  for (const element of topics) encodeConsumerGroupPartitionMetadataValueTopic(writer, element, version)
  writer.unsignedVarint(0)
}

export const consumerGroupPartitionMetadataRecord: RecordCodec<ConsumerGroupPartitionMetadataKey, ConsumerGroupPartitionMetadataValue, ConsumerGroupPartitionMetadataValueDraft> = {
  type: 4,
  name: 'ConsumerGroupPartitionMetadata',
  versions: { min: 0, max: 0 },
  flexibleSince: 0,
  key: { decode: decodeConsumerGroupPartitionMetadataKey, encode: encodeConsumerGroupPartitionMetadataKey },
  value: { decode: decodeConsumerGroupPartitionMetadataValue, encode: encodeConsumerGroupPartitionMetadataValue },
}

export interface ConsumerGroupMemberMetadataKey {
  readonly groupId: string
  readonly memberId: string
}

export type ConsumerGroupMemberMetadataKeyDraft = ConsumerGroupMemberMetadataKey

function decodeConsumerGroupMemberMetadataKey(reader: Reader, version: number): ConsumerGroupMemberMetadataKey {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerGroupMemberMetadataKey', version)
  const groupId = reader.string()
  const memberId = reader.string()
  return {
    groupId,
    memberId,
  }
}

function encodeConsumerGroupMemberMetadataKey(writer: Writer, draft: ConsumerGroupMemberMetadataKeyDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerGroupMemberMetadataKey', version)
  writer.string(draft.groupId)
  writer.string(draft.memberId)
}

export interface ConsumerGroupMemberMetadataValue {
  readonly instanceId: string | null
  readonly rackId: string | null
  readonly clientId: string
  readonly clientHost: string
  readonly subscribedTopicNames: readonly string[]
  readonly subscribedTopicRegex: string | null
  readonly rebalanceTimeoutMs: number
  readonly serverAssignor: string | null
  readonly classicMemberMetadata: ConsumerGroupMemberMetadataValueClassicMemberMetadata | null
}

export interface ConsumerGroupMemberMetadataValueDraft {
  readonly instanceId: string | null
  readonly rackId: string | null
  readonly clientId: string
  readonly clientHost: string
  readonly subscribedTopicNames: readonly string[]
  readonly subscribedTopicRegex: string | null
  readonly rebalanceTimeoutMs?: number | undefined
  readonly serverAssignor: string | null
  readonly classicMemberMetadata?: ConsumerGroupMemberMetadataValueClassicMemberMetadataDraft | null | undefined
}

export interface ConsumerGroupMemberMetadataValueClassicMemberMetadata {
  readonly sessionTimeoutMs: number
  readonly supportedProtocols: readonly ConsumerGroupMemberMetadataValueSupportedProtocol[]
}

export interface ConsumerGroupMemberMetadataValueClassicMemberMetadataDraft {
  readonly sessionTimeoutMs: number
  readonly supportedProtocols: readonly ConsumerGroupMemberMetadataValueSupportedProtocolDraft[]
}

export interface ConsumerGroupMemberMetadataValueSupportedProtocol {
  readonly name: string
  readonly metadata: Uint8Array
}

export interface ConsumerGroupMemberMetadataValueSupportedProtocolDraft {
  readonly name: string
  readonly metadata: Uint8Array | readonly Uint8Array[]
}

const defaultConsumerGroupMemberMetadataValueClassicMemberMetadata: ConsumerGroupMemberMetadataValueClassicMemberMetadata = {
  sessionTimeoutMs: 0,
  supportedProtocols: [],
}

function decodeConsumerGroupMemberMetadataValueSupportedProtocol(reader: Reader, _version: number): ConsumerGroupMemberMetadataValueSupportedProtocol {
  const name = reader.compactString()
  const metadata = reader.compactBytes()
  reader.skipTags()
  return {
    name,
    metadata,
  }
}

function encodeConsumerGroupMemberMetadataValueSupportedProtocol(writer: Writer, draft: ConsumerGroupMemberMetadataValueSupportedProtocolDraft, _version: number): void {
  writer.compactString(draft.name)
  writer.compactBytes(draft.metadata)
  writer.unsignedVarint(0)
}

function decodeConsumerGroupMemberMetadataValueClassicMemberMetadata(reader: Reader, version: number): ConsumerGroupMemberMetadataValueClassicMemberMetadata {
  const sessionTimeoutMs = reader.int32()
  const supportedProtocols: ConsumerGroupMemberMetadataValueSupportedProtocol[] = []
  const supportedProtocolsCount = reader.compactCount(3)
  for (let i = 0; i < supportedProtocolsCount; i += 1) supportedProtocols.push(decodeConsumerGroupMemberMetadataValueSupportedProtocol(reader, version))
  reader.skipTags()
  return {
    sessionTimeoutMs,
    supportedProtocols,
  }
}

function encodeConsumerGroupMemberMetadataValueClassicMemberMetadata(writer: Writer, draft: ConsumerGroupMemberMetadataValueClassicMemberMetadataDraft, version: number): void {
  writer.int32(draft.sessionTimeoutMs)
  const supportedProtocols = draft.supportedProtocols
  writer.compactCount(supportedProtocols.length)
  for (const element of supportedProtocols) encodeConsumerGroupMemberMetadataValueSupportedProtocol(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeConsumerGroupMemberMetadataValue(reader: Reader, version: number): ConsumerGroupMemberMetadataValue {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerGroupMemberMetadataValue', version)
  const instanceId = reader.compactNullableString()
  const rackId = reader.compactNullableString()
  const clientId = reader.compactString()
  const clientHost = reader.compactString()
  const subscribedTopicNames: string[] = []
  const subscribedTopicNamesCount = reader.compactCount(1)
  for (let i = 0; i < subscribedTopicNamesCount; i += 1) subscribedTopicNames.push(reader.compactString())
  const subscribedTopicRegex = reader.compactNullableString()
  const rebalanceTimeoutMs = reader.int32()
  const serverAssignor = reader.compactNullableString()
  let classicMemberMetadata: ConsumerGroupMemberMetadataValueClassicMemberMetadata | null = defaultConsumerGroupMemberMetadataValueClassicMemberMetadata
  const tagCount = reader.tagCount()
  for (let t = 0, tag = -1; t < tagCount; t += 1) {
    tag = reader.tag(tag)
    if (tag === 0) {
      const end = reader.tagEnd()
      classicMemberMetadata = reader.unsignedVarint() > 0 ? decodeConsumerGroupMemberMetadataValueClassicMemberMetadata(reader, version) : null
      reader.endTag(tag, end)
    } else {
      reader.skipTag()
    }
  }
  return {
    instanceId,
    rackId,
    clientId,
    clientHost,
    subscribedTopicNames,
    subscribedTopicRegex,
    rebalanceTimeoutMs,
    serverAssignor,
    classicMemberMetadata,
  }
}

function encodeConsumerGroupMemberMetadataValue(writer: Writer, draft: ConsumerGroupMemberMetadataValueDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerGroupMemberMetadataValue', version)
  writer.compactNullableString(draft.instanceId)
  writer.compactNullableString(draft.rackId)
  writer.compactString(draft.clientId)
  writer.compactString(draft.clientHost)
  const subscribedTopicNames = draft.subscribedTopicNames
  writer.compactCount(subscribedTopicNames.length)
  for (const element of subscribedTopicNames) writer.compactString(element)
  writer.compactNullableString(draft.subscribedTopicRegex)
  writer.int32(draft.rebalanceTimeoutMs ?? -1)
  writer.compactNullableString(draft.serverAssignor)
  const classicMemberMetadata = draft.classicMemberMetadata === undefined ? defaultConsumerGroupMemberMetadataValueClassicMemberMetadata : draft.classicMemberMetadata
  const hasClassicMemberMetadata = classicMemberMetadata === null || classicMemberMetadata !== defaultConsumerGroupMemberMetadataValueClassicMemberMetadata && (classicMemberMetadata.sessionTimeoutMs !== 0 || classicMemberMetadata.supportedProtocols.length > 0)
  writer.unsignedVarint(Number(hasClassicMemberMetadata))
  if (hasClassicMemberMetadata) {
    const content = new Writer()
    content.unsignedVarint(classicMemberMetadata === null ? 0 : 1)
    if (classicMemberMetadata !== null) encodeConsumerGroupMemberMetadataValueClassicMemberMetadata(content, classicMemberMetadata, version)
    writer.tagged(0, content)
  }
}

export const consumerGroupMemberMetadataRecord: RecordCodec<ConsumerGroupMemberMetadataKey, ConsumerGroupMemberMetadataValue, ConsumerGroupMemberMetadataValueDraft> = {
  type: 5,
  name: 'ConsumerGroupMemberMetadata',
  versions: { min: 0, max: 0 },
  flexibleSince: 0,
  key: { decode: decodeConsumerGroupMemberMetadataKey, encode: encodeConsumerGroupMemberMetadataKey },
  value: { decode: decodeConsumerGroupMemberMetadataValue, encode: encodeConsumerGroupMemberMetadataValue },
}

export interface ConsumerGroupTargetAssignmentMetadataKey {
  readonly groupId: string
}

export type ConsumerGroupTargetAssignmentMetadataKeyDraft = ConsumerGroupTargetAssignmentMetadataKey

function decodeConsumerGroupTargetAssignmentMetadataKey(reader: Reader, version: number): ConsumerGroupTargetAssignmentMetadataKey {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerGroupTargetAssignmentMetadataKey', version)
  const groupId = reader.string()
  return {
    groupId,
  }
}

function encodeConsumerGroupTargetAssignmentMetadataKey(writer: Writer, draft: ConsumerGroupTargetAssignmentMetadataKeyDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerGroupTargetAssignmentMetadataKey', version)
  writer.string(draft.groupId)
}

export interface ConsumerGroupTargetAssignmentMetadataValue {
  readonly assignmentEpoch: number
  readonly assignmentTimestamp: bigint
}

export interface ConsumerGroupTargetAssignmentMetadataValueDraft {
  readonly assignmentEpoch: number
  readonly assignmentTimestamp?: bigint | undefined
}

function decodeConsumerGroupTargetAssignmentMetadataValue(reader: Reader, version: number): ConsumerGroupTargetAssignmentMetadataValue {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerGroupTargetAssignmentMetadataValue', version)
  const assignmentEpoch = reader.int32()
  let assignmentTimestamp: bigint = 0n
  const tagCount = reader.tagCount()
  for (let t = 0, tag = -1; t < tagCount; t += 1) {
    tag = reader.tag(tag)
    if (tag === 0) {
      const end = reader.tagEnd()
      assignmentTimestamp = reader.int64()
      reader.endTag(tag, end)
    } else {
      reader.skipTag()
    }
  }
  return {
    assignmentEpoch,
    assignmentTimestamp,
  }
}

function encodeConsumerGroupTargetAssignmentMetadataValue(writer: Writer, draft: ConsumerGroupTargetAssignmentMetadataValueDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerGroupTargetAssignmentMetadataValue', version)
  writer.int32(draft.assignmentEpoch)
  const assignmentTimestamp = draft.assignmentTimestamp ?? 0n
  const hasAssignmentTimestamp = assignmentTimestamp !== 0n
  writer.unsignedVarint(Number(hasAssignmentTimestamp))
  if (hasAssignmentTimestamp) {
    const content = new Writer()
    content.int64(assignmentTimestamp)
    writer.tagged(0, content)
  }
}

export const consumerGroupTargetAssignmentMetadataRecord: RecordCodec<ConsumerGroupTargetAssignmentMetadataKey, ConsumerGroupTargetAssignmentMetadataValue, ConsumerGroupTargetAssignmentMetadataValueDraft> = {
  type: 6,
  name: 'ConsumerGroupTargetAssignmentMetadata',
  versions: { min: 0, max: 0 },
  flexibleSince: 0,
  key: { decode: decodeConsumerGroupTargetAssignmentMetadataKey, encode: encodeConsumerGroupTargetAssignmentMetadataKey },
  value: { decode: decodeConsumerGroupTargetAssignmentMetadataValue, encode: encodeConsumerGroupTargetAssignmentMetadataValue },
}

export interface ConsumerGroupTargetAssignmentMemberKey {
  readonly groupId: string
  readonly memberId: string
}

export type ConsumerGroupTargetAssignmentMemberKeyDraft = ConsumerGroupTargetAssignmentMemberKey

function decodeConsumerGroupTargetAssignmentMemberKey(reader: Reader, version: number): ConsumerGroupTargetAssignmentMemberKey {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerGroupTargetAssignmentMemberKey', version)
  const groupId = reader.string()
  const memberId = reader.string()
  return {
    groupId,
    memberId,
  }
}

function encodeConsumerGroupTargetAssignmentMemberKey(writer: Writer, draft: ConsumerGroupTargetAssignmentMemberKeyDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerGroupTargetAssignmentMemberKey', version)
  writer.string(draft.groupId)
  writer.string(draft.memberId)
}

export interface ConsumerGroupTargetAssignmentMemberValue {
  readonly topicPartitions: readonly ConsumerGroupTargetAssignmentMemberValueTopicPartition[]
}

export type ConsumerGroupTargetAssignmentMemberValueDraft = ConsumerGroupTargetAssignmentMemberValue

export interface ConsumerGroupTargetAssignmentMemberValueTopicPartition {
  readonly topicId: Uuid
  readonly partitions: readonly number[]
}

export type ConsumerGroupTargetAssignmentMemberValueTopicPartitionDraft = ConsumerGroupTargetAssignmentMemberValueTopicPartition

function decodeConsumerGroupTargetAssignmentMemberValueTopicPartition(reader: Reader, _version: number): ConsumerGroupTargetAssignmentMemberValueTopicPartition {
  const topicId = reader.uuid()
  const partitions: number[] = []
  const partitionsCount = reader.compactCount(4)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(reader.int32())
  reader.skipTags()
  return {
    topicId,
    partitions,
  }
}

function encodeConsumerGroupTargetAssignmentMemberValueTopicPartition(writer: Writer, draft: ConsumerGroupTargetAssignmentMemberValueTopicPartitionDraft, _version: number): void {
  writer.uuid(draft.topicId)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) writer.int32(element)
  writer.unsignedVarint(0)
}

function decodeConsumerGroupTargetAssignmentMemberValue(reader: Reader, version: number): ConsumerGroupTargetAssignmentMemberValue {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerGroupTargetAssignmentMemberValue', version)
  const topicPartitions: ConsumerGroupTargetAssignmentMemberValueTopicPartition[] = []
  const topicPartitionsCount = reader.compactCount(18)
  for (let i = 0; i < topicPartitionsCount; i += 1) topicPartitions.push(decodeConsumerGroupTargetAssignmentMemberValueTopicPartition(reader, version))
  reader.skipTags()
  return {
    topicPartitions,
  }
}

function encodeConsumerGroupTargetAssignmentMemberValue(writer: Writer, draft: ConsumerGroupTargetAssignmentMemberValueDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerGroupTargetAssignmentMemberValue', version)
  const topicPartitions = draft.topicPartitions
  writer.compactCount(topicPartitions.length)
  for (const element of topicPartitions) encodeConsumerGroupTargetAssignmentMemberValueTopicPartition(writer, element, version)
  writer.unsignedVarint(0)
}

export const consumerGroupTargetAssignmentMemberRecord: RecordCodec<ConsumerGroupTargetAssignmentMemberKey, ConsumerGroupTargetAssignmentMemberValue, ConsumerGroupTargetAssignmentMemberValueDraft> = {
  type: 7,
  name: 'ConsumerGroupTargetAssignmentMember',
  versions: { min: 0, max: 0 },
  flexibleSince: 0,
  key: { decode: decodeConsumerGroupTargetAssignmentMemberKey, encode: encodeConsumerGroupTargetAssignmentMemberKey },
  value: { decode: decodeConsumerGroupTargetAssignmentMemberValue, encode: encodeConsumerGroupTargetAssignmentMemberValue },
}

export interface ConsumerGroupCurrentMemberAssignmentKey {
  readonly groupId: string
  readonly memberId: string
}

export type ConsumerGroupCurrentMemberAssignmentKeyDraft = ConsumerGroupCurrentMemberAssignmentKey

function decodeConsumerGroupCurrentMemberAssignmentKey(reader: Reader, version: number): ConsumerGroupCurrentMemberAssignmentKey {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerGroupCurrentMemberAssignmentKey', version)
  const groupId = reader.string()
  const memberId = reader.string()
  return {
    groupId,
    memberId,
  }
}

function encodeConsumerGroupCurrentMemberAssignmentKey(writer: Writer, draft: ConsumerGroupCurrentMemberAssignmentKeyDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerGroupCurrentMemberAssignmentKey', version)
  writer.string(draft.groupId)
  writer.string(draft.memberId)
}

export interface ConsumerGroupCurrentMemberAssignmentValue {
  readonly memberEpoch: number
  readonly previousMemberEpoch: number
  readonly state: number
  readonly assignedPartitions: readonly ConsumerGroupCurrentMemberAssignmentValueTopicPartitions[]
  readonly partitionsPendingRevocation: readonly ConsumerGroupCurrentMemberAssignmentValueTopicPartitions[]
}

export interface ConsumerGroupCurrentMemberAssignmentValueDraft {
  readonly memberEpoch: number
  readonly previousMemberEpoch: number
  readonly state: number
  readonly assignedPartitions: readonly ConsumerGroupCurrentMemberAssignmentValueTopicPartitionsDraft[]
  readonly partitionsPendingRevocation: readonly ConsumerGroupCurrentMemberAssignmentValueTopicPartitionsDraft[]
}

export interface ConsumerGroupCurrentMemberAssignmentValueTopicPartitions {
  readonly topicId: Uuid
  readonly partitions: readonly number[]
  readonly assignmentEpochs: readonly number[] | null
}

export interface ConsumerGroupCurrentMemberAssignmentValueTopicPartitionsDraft {
  readonly topicId: Uuid
  readonly partitions: readonly number[]
  readonly assignmentEpochs?: readonly number[] | null | undefined
}

function decodeConsumerGroupCurrentMemberAssignmentValueTopicPartitions(reader: Reader, _version: number): ConsumerGroupCurrentMemberAssignmentValueTopicPartitions {
  const topicId = reader.uuid()
  const partitions: number[] = []
  const partitionsCount = reader.compactCount(4)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(reader.int32())
  let assignmentEpochs: number[] | null = []
  const tagCount = reader.tagCount()
  for (let t = 0, tag = -1; t < tagCount; t += 1) {
    tag = reader.tag(tag)
    if (tag === 0) {
      const end = reader.tagEnd()
      const assignmentEpochsCount = reader.compactNullableCount(4)
      if (assignmentEpochsCount < 0) {
        assignmentEpochs = null
      } else {
        assignmentEpochs = []
        for (let i = 0; i < assignmentEpochsCount; i += 1) assignmentEpochs.push(reader.int32())
      }
      reader.endTag(tag, end)
    } else {
      reader.skipTag()
    }
  }
  return {
    topicId,
    partitions,
    assignmentEpochs,
  }
}

function encodeConsumerGroupCurrentMemberAssignmentValueTopicPartitions(writer: Writer, draft: ConsumerGroupCurrentMemberAssignmentValueTopicPartitionsDraft, _version: number): void {
  writer.uuid(draft.topicId)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) writer.int32(element)
  const assignmentEpochs = draft.assignmentEpochs === undefined ? [] : draft.assignmentEpochs
  const hasAssignmentEpochs = assignmentEpochs === null || assignmentEpochs.length > 0
  writer.unsignedVarint(Number(hasAssignmentEpochs))
  if (hasAssignmentEpochs) {
    const content = new Writer()
    content.compactCount(assignmentEpochs === null ? -1 : assignmentEpochs.length)
    if (assignmentEpochs !== null) {
      for (const element of assignmentEpochs) content.int32(element)
    }
    writer.tagged(0, content)
  }
}

function decodeConsumerGroupCurrentMemberAssignmentValue(reader: Reader, version: number): ConsumerGroupCurrentMemberAssignmentValue {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerGroupCurrentMemberAssignmentValue', version)
  const memberEpoch = reader.int32()
  const previousMemberEpoch = reader.int32()
  const state = reader.int8()
  const assignedPartitions: ConsumerGroupCurrentMemberAssignmentValueTopicPartitions[] = []
  const assignedPartitionsCount = reader.compactCount(18)
  for (let i = 0; i < assignedPartitionsCount; i += 1) assignedPartitions.push(decodeConsumerGroupCurrentMemberAssignmentValueTopicPartitions(reader, version))
  const partitionsPendingRevocation: ConsumerGroupCurrentMemberAssignmentValueTopicPartitions[] = []
  const partitionsPendingRevocationCount = reader.compactCount(18)
  for (let i = 0; i < partitionsPendingRevocationCount; i += 1) partitionsPendingRevocation.push(decodeConsumerGroupCurrentMemberAssignmentValueTopicPartitions(reader, version))
  reader.skipTags()
  return {
    memberEpoch,
    previousMemberEpoch,
    state,
    assignedPartitions,
    partitionsPendingRevocation,
  }
}

function encodeConsumerGroupCurrentMemberAssignmentValue(writer: Writer, draft: ConsumerGroupCurrentMemberAssignmentValueDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerGroupCurrentMemberAssignmentValue', version)
  writer.int32(draft.memberEpoch)
  writer.int32(draft.previousMemberEpoch)
  writer.int8(draft.state)
  const assignedPartitions = draft.assignedPartitions
  writer.compactCount(assignedPartitions.length)
  for (const element of assignedPartitions) encodeConsumerGroupCurrentMemberAssignmentValueTopicPartitions(writer, element, version)
  const partitionsPendingRevocation = draft.partitionsPendingRevocation
  writer.compactCount(partitionsPendingRevocation.length)
  for (const element of partitionsPendingRevocation) encodeConsumerGroupCurrentMemberAssignmentValueTopicPartitions(writer, element, version)
  writer.unsignedVarint(0)
}

export const consumerGroupCurrentMemberAssignmentRecord: RecordCodec<ConsumerGroupCurrentMemberAssignmentKey, ConsumerGroupCurrentMemberAssignmentValue, ConsumerGroupCurrentMemberAssignmentValueDraft> = {
  type: 8,
  name: 'ConsumerGroupCurrentMemberAssignment',
  versions: { min: 0, max: 0 },
  flexibleSince: 0,
  key: { decode: decodeConsumerGroupCurrentMemberAssignmentKey, encode: encodeConsumerGroupCurrentMemberAssignmentKey },
  value: { decode: decodeConsumerGroupCurrentMemberAssignmentValue, encode: encodeConsumerGroupCurrentMemberAssignmentValue },
}

export interface ConsumerGroupRegularExpressionKey {
  readonly groupId: string
  readonly regularExpression: string
}

export type ConsumerGroupRegularExpressionKeyDraft = ConsumerGroupRegularExpressionKey

function decodeConsumerGroupRegularExpressionKey(reader: Reader, version: number): ConsumerGroupRegularExpressionKey {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerGroupRegularExpressionKey', version)
  const groupId = reader.string()
  const regularExpression = reader.string()
  return {
    groupId,
    regularExpression,
  }
}

function encodeConsumerGroupRegularExpressionKey(writer: Writer, draft: ConsumerGroupRegularExpressionKeyDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerGroupRegularExpressionKey', version)
  writer.string(draft.groupId)
  writer.string(draft.regularExpression)
}

export interface ConsumerGroupRegularExpressionValue {
  readonly topics: readonly string[]
  readonly version: bigint
  readonly timestamp: bigint
}

export type ConsumerGroupRegularExpressionValueDraft = ConsumerGroupRegularExpressionValue

function decodeConsumerGroupRegularExpressionValue(reader: Reader, version: number): ConsumerGroupRegularExpressionValue {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerGroupRegularExpressionValue', version)
  const topics: string[] = []
  const topicsCount = reader.compactCount(1)
  for (let i = 0; i < topicsCount; i += 1) topics.push(reader.compactString())
  const versionField = reader.int64()
  const timestamp = reader.int64()
  reader.skipTags()
  return {
    topics,
    version: versionField,
    timestamp,
  }
}

function encodeConsumerGroupRegularExpressionValue(writer: Writer, draft: ConsumerGroupRegularExpressionValueDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerGroupRegularExpressionValue', version)
  const topics = draft.topics
  writer.compactCount(topics.length)
  for (const element of topics) writer.compactString(element)
  writer.int64(draft.version)
  writer.int64(draft.timestamp)
  writer.unsignedVarint(0)
}

export const consumerGroupRegularExpressionRecord: RecordCodec<ConsumerGroupRegularExpressionKey, ConsumerGroupRegularExpressionValue, ConsumerGroupRegularExpressionValueDraft> = {
  type: 16,
  name: 'ConsumerGroupRegularExpression',
  versions: { min: 0, max: 0 },
  flexibleSince: 0,
  key: { decode: decodeConsumerGroupRegularExpressionKey, encode: encodeConsumerGroupRegularExpressionKey },
  value: { decode: decodeConsumerGroupRegularExpressionValue, encode: encodeConsumerGroupRegularExpressionValue },
}
