// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface StreamsGroupHeartbeatRequest {
  readonly groupId: string
  readonly memberId: string
  readonly memberEpoch: number
  readonly endpointInformationEpoch: number
  readonly instanceId: string | null
  readonly rackId: string | null
  readonly rebalanceTimeoutMs: number
  readonly topology: StreamsGroupHeartbeatRequestTopology | null
  readonly activeTasks: readonly StreamsGroupHeartbeatRequestTaskIds[] | null
  readonly standbyTasks: readonly StreamsGroupHeartbeatRequestTaskIds[] | null
  readonly warmupTasks: readonly StreamsGroupHeartbeatRequestTaskIds[] | null
  readonly processId: string | null
  readonly userEndpoint: StreamsGroupHeartbeatRequestEndpoint | null
  readonly clientTags: readonly StreamsGroupHeartbeatRequestKeyValue[] | null
  readonly taskOffsets: readonly StreamsGroupHeartbeatRequestTaskOffset[] | null
  readonly taskEndOffsets: readonly StreamsGroupHeartbeatRequestTaskOffset[] | null
  readonly shutdownApplication: boolean
}

export interface StreamsGroupHeartbeatRequestDraft {
  readonly groupId: string
  readonly memberId: string
  readonly memberEpoch: number
  readonly endpointInformationEpoch: number
  readonly instanceId?: string | null | undefined
  readonly rackId?: string | null | undefined
  readonly rebalanceTimeoutMs?: number | undefined
  readonly topology?: StreamsGroupHeartbeatRequestTopologyDraft | null | undefined
  readonly activeTasks?: readonly StreamsGroupHeartbeatRequestTaskIdsDraft[] | null | undefined
  readonly standbyTasks?: readonly StreamsGroupHeartbeatRequestTaskIdsDraft[] | null | undefined
  readonly warmupTasks?: readonly StreamsGroupHeartbeatRequestTaskIdsDraft[] | null | undefined
  readonly processId?: string | null | undefined
  readonly userEndpoint?: StreamsGroupHeartbeatRequestEndpointDraft | null | undefined
  readonly clientTags?: readonly StreamsGroupHeartbeatRequestKeyValueDraft[] | null | undefined
  readonly taskOffsets?: readonly StreamsGroupHeartbeatRequestTaskOffsetDraft[] | null | undefined
  readonly taskEndOffsets?: readonly StreamsGroupHeartbeatRequestTaskOffsetDraft[] | null | undefined
  readonly shutdownApplication?: boolean | undefined
}

export interface StreamsGroupHeartbeatRequestTaskOffset {
  readonly subtopologyId: string
  readonly partition: number
  readonly offset: bigint
}

export type StreamsGroupHeartbeatRequestTaskOffsetDraft = StreamsGroupHeartbeatRequestTaskOffset

export interface StreamsGroupHeartbeatRequestEndpoint {
  readonly host: string
  readonly port: number
}

export type StreamsGroupHeartbeatRequestEndpointDraft = StreamsGroupHeartbeatRequestEndpoint

export interface StreamsGroupHeartbeatRequestTaskIds {
  readonly subtopologyId: string
  readonly partitions: readonly number[]
}

export type StreamsGroupHeartbeatRequestTaskIdsDraft = StreamsGroupHeartbeatRequestTaskIds

export interface StreamsGroupHeartbeatRequestTopology {
  readonly epoch: number
  readonly subtopologies: readonly StreamsGroupHeartbeatRequestSubtopology[]
}

export type StreamsGroupHeartbeatRequestTopologyDraft = StreamsGroupHeartbeatRequestTopology

export interface StreamsGroupHeartbeatRequestSubtopology {
  readonly subtopologyId: string
  readonly sourceTopics: readonly string[]
  readonly sourceTopicRegex: readonly string[]
  readonly stateChangelogTopics: readonly StreamsGroupHeartbeatRequestTopicInfo[]
  readonly repartitionSinkTopics: readonly string[]
  readonly repartitionSourceTopics: readonly StreamsGroupHeartbeatRequestTopicInfo[]
  readonly copartitionGroups: readonly StreamsGroupHeartbeatRequestCopartitionGroup[]
}

export type StreamsGroupHeartbeatRequestSubtopologyDraft = StreamsGroupHeartbeatRequestSubtopology

export interface StreamsGroupHeartbeatRequestCopartitionGroup {
  readonly sourceTopics: readonly number[]
  readonly sourceTopicRegex: readonly number[]
  readonly repartitionSourceTopics: readonly number[]
}

export type StreamsGroupHeartbeatRequestCopartitionGroupDraft = StreamsGroupHeartbeatRequestCopartitionGroup

export interface StreamsGroupHeartbeatRequestTopicInfo {
  readonly name: string
  readonly partitions: number
  readonly replicationFactor: number
  readonly topicConfigs: readonly StreamsGroupHeartbeatRequestKeyValue[]
}

export type StreamsGroupHeartbeatRequestTopicInfoDraft = StreamsGroupHeartbeatRequestTopicInfo

export interface StreamsGroupHeartbeatRequestKeyValue {
  readonly key: string
  readonly value: string
}

export type StreamsGroupHeartbeatRequestKeyValueDraft = StreamsGroupHeartbeatRequestKeyValue

function decodeStreamsGroupHeartbeatRequestKeyValue(reader: Reader, _version: number): StreamsGroupHeartbeatRequestKeyValue {
  const key = reader.compactString()
  const value = reader.compactString()
  reader.skipTags()
  return {
    key,
    value,
  }
}

function encodeStreamsGroupHeartbeatRequestKeyValue(writer: Writer, draft: StreamsGroupHeartbeatRequestKeyValueDraft, _version: number): void {
  writer.compactString(draft.key)
  writer.compactString(draft.value)
  writer.unsignedVarint(0)
}

function decodeStreamsGroupHeartbeatRequestTopicInfo(reader: Reader, version: number): StreamsGroupHeartbeatRequestTopicInfo {
  const name = reader.compactString()
  const partitions = reader.int32()
  const replicationFactor = reader.int16()
  const topicConfigs: StreamsGroupHeartbeatRequestKeyValue[] = []
  const topicConfigsCount = reader.compactCount(3)
  for (let i = 0; i < topicConfigsCount; i += 1) topicConfigs.push(decodeStreamsGroupHeartbeatRequestKeyValue(reader, version))
  reader.skipTags()
  return {
    name,
    partitions,
    replicationFactor,
    topicConfigs,
  }
}

function encodeStreamsGroupHeartbeatRequestTopicInfo(writer: Writer, draft: StreamsGroupHeartbeatRequestTopicInfoDraft, version: number): void {
  writer.compactString(draft.name)
  writer.int32(draft.partitions)
  writer.int16(draft.replicationFactor)
  const topicConfigs = draft.topicConfigs
  writer.compactCount(topicConfigs.length)
  for (const element of topicConfigs) encodeStreamsGroupHeartbeatRequestKeyValue(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeStreamsGroupHeartbeatRequestCopartitionGroup(reader: Reader, _version: number): StreamsGroupHeartbeatRequestCopartitionGroup {
  const sourceTopics: number[] = []
  const sourceTopicsCount = reader.compactCount(2)
  for (let i = 0; i < sourceTopicsCount; i += 1) sourceTopics.push(reader.int16())
  const sourceTopicRegex: number[] = []
  const sourceTopicRegexCount = reader.compactCount(2)
  for (let i = 0; i < sourceTopicRegexCount; i += 1) sourceTopicRegex.push(reader.int16())
  const repartitionSourceTopics: number[] = []
  const repartitionSourceTopicsCount = reader.compactCount(2)
  for (let i = 0; i < repartitionSourceTopicsCount; i += 1) repartitionSourceTopics.push(reader.int16())
  reader.skipTags()
  return {
    sourceTopics,
    sourceTopicRegex,
    repartitionSourceTopics,
  }
}

function encodeStreamsGroupHeartbeatRequestCopartitionGroup(writer: Writer, draft: StreamsGroupHeartbeatRequestCopartitionGroupDraft, _version: number): void {
  const sourceTopics = draft.sourceTopics
  writer.compactCount(sourceTopics.length)
  for (const element of sourceTopics) writer.int16(element)
  const sourceTopicRegex = draft.sourceTopicRegex
  writer.compactCount(sourceTopicRegex.length)
  for (const element of sourceTopicRegex) writer.int16(element)
  const repartitionSourceTopics = draft.repartitionSourceTopics
  writer.compactCount(repartitionSourceTopics.length)
  for (const element of repartitionSourceTopics) writer.int16(element)
  writer.unsignedVarint(0)
}

function decodeStreamsGroupHeartbeatRequestSubtopology(reader: Reader, version: number): StreamsGroupHeartbeatRequestSubtopology {
  const subtopologyId = reader.compactString()
  const sourceTopics: string[] = []
  const sourceTopicsCount = reader.compactCount(1)
  for (let i = 0; i < sourceTopicsCount; i += 1) sourceTopics.push(reader.compactString())
  const sourceTopicRegex: string[] = []
  const sourceTopicRegexCount = reader.compactCount(1)
  for (let i = 0; i < sourceTopicRegexCount; i += 1) sourceTopicRegex.push(reader.compactString())
  const stateChangelogTopics: StreamsGroupHeartbeatRequestTopicInfo[] = []
  const stateChangelogTopicsCount = reader.compactCount(9)
  for (let i = 0; i < stateChangelogTopicsCount; i += 1) stateChangelogTopics.push(decodeStreamsGroupHeartbeatRequestTopicInfo(reader, version))
  const repartitionSinkTopics: string[] = []
  const repartitionSinkTopicsCount = reader.compactCount(1)
  for (let i = 0; i < repartitionSinkTopicsCount; i += 1) repartitionSinkTopics.push(reader.compactString())
  const repartitionSourceTopics: StreamsGroupHeartbeatRequestTopicInfo[] = []
  const repartitionSourceTopicsCount = reader.compactCount(9)
  for (let i = 0; i < repartitionSourceTopicsCount; i += 1) repartitionSourceTopics.push(decodeStreamsGroupHeartbeatRequestTopicInfo(reader, version))
  const copartitionGroups: StreamsGroupHeartbeatRequestCopartitionGroup[] = []
  const copartitionGroupsCount = reader.compactCount(4)
  for (let i = 0; i < copartitionGroupsCount; i += 1) copartitionGroups.push(decodeStreamsGroupHeartbeatRequestCopartitionGroup(reader, version))
  reader.skipTags()
  return {
    subtopologyId,
    sourceTopics,
    sourceTopicRegex,
    stateChangelogTopics,
    repartitionSinkTopics,
    repartitionSourceTopics,
    copartitionGroups,
  }
}

function encodeStreamsGroupHeartbeatRequestSubtopology(writer: Writer, draft: StreamsGroupHeartbeatRequestSubtopologyDraft, version: number): void {
  writer.compactString(draft.subtopologyId)
  const sourceTopics = draft.sourceTopics
  writer.compactCount(sourceTopics.length)
  for (const element of sourceTopics) writer.compactString(element)
  const sourceTopicRegex = draft.sourceTopicRegex
  writer.compactCount(sourceTopicRegex.length)
  for (const element of sourceTopicRegex) writer.compactString(element)
  const stateChangelogTopics = draft.stateChangelogTopics
  writer.compactCount(stateChangelogTopics.length)
  for (const element of stateChangelogTopics) encodeStreamsGroupHeartbeatRequestTopicInfo(writer, element, version)
  const repartitionSinkTopics = draft.repartitionSinkTopics
  writer.compactCount(repartitionSinkTopics.length)
  for (const element of repartitionSinkTopics) writer.compactString(element)
  const repartitionSourceTopics = draft.repartitionSourceTopics
  writer.compactCount(repartitionSourceTopics.length)
  for (const element of repartitionSourceTopics) encodeStreamsGroupHeartbeatRequestTopicInfo(writer, element, version)
  const copartitionGroups = draft.copartitionGroups
  writer.compactCount(copartitionGroups.length)
  for (const element of copartitionGroups) encodeStreamsGroupHeartbeatRequestCopartitionGroup(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeStreamsGroupHeartbeatRequestTopology(reader: Reader, version: number): StreamsGroupHeartbeatRequestTopology {
  const epoch = reader.int32()
  const subtopologies: StreamsGroupHeartbeatRequestSubtopology[] = []
  const subtopologiesCount = reader.compactCount(8)
  for (let i = 0; i < subtopologiesCount; i += 1) subtopologies.push(decodeStreamsGroupHeartbeatRequestSubtopology(reader, version))
  reader.skipTags()
  return {
    epoch,
    subtopologies,
  }
}

function encodeStreamsGroupHeartbeatRequestTopology(writer: Writer, draft: StreamsGroupHeartbeatRequestTopologyDraft, version: number): void {
  writer.int32(draft.epoch)
  const subtopologies = draft.subtopologies
  writer.compactCount(subtopologies.length)
  for (const element of subtopologies) encodeStreamsGroupHeartbeatRequestSubtopology(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeStreamsGroupHeartbeatRequestTaskIds(reader: Reader, _version: number): StreamsGroupHeartbeatRequestTaskIds {
  const subtopologyId = reader.compactString()
  const partitions: number[] = []
  const partitionsCount = reader.compactCount(4)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(reader.int32())
  reader.skipTags()
  return {
    subtopologyId,
    partitions,
  }
}

function encodeStreamsGroupHeartbeatRequestTaskIds(writer: Writer, draft: StreamsGroupHeartbeatRequestTaskIdsDraft, _version: number): void {
  writer.compactString(draft.subtopologyId)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) writer.int32(element)
  writer.unsignedVarint(0)
}

function decodeStreamsGroupHeartbeatRequestEndpoint(reader: Reader, _version: number): StreamsGroupHeartbeatRequestEndpoint {
  const host = reader.compactString()
  const port = reader.uint16()
  reader.skipTags()
  return {
    host,
    port,
  }
}

function encodeStreamsGroupHeartbeatRequestEndpoint(writer: Writer, draft: StreamsGroupHeartbeatRequestEndpointDraft, _version: number): void {
  writer.compactString(draft.host)
  writer.uint16(draft.port)
  writer.unsignedVarint(0)
}

function decodeStreamsGroupHeartbeatRequestTaskOffset(reader: Reader, _version: number): StreamsGroupHeartbeatRequestTaskOffset {
  const subtopologyId = reader.compactString()
  const partition = reader.int32()
  const offset = reader.int64()
  reader.skipTags()
  return {
    subtopologyId,
    partition,
    offset,
  }
}

function encodeStreamsGroupHeartbeatRequestTaskOffset(writer: Writer, draft: StreamsGroupHeartbeatRequestTaskOffsetDraft, _version: number): void {
  writer.compactString(draft.subtopologyId)
  writer.int32(draft.partition)
  writer.int64(draft.offset)
  writer.unsignedVarint(0)
}

function decodeStreamsGroupHeartbeatRequest(reader: Reader, version: number): StreamsGroupHeartbeatRequest {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('StreamsGroupHeartbeatRequest', version)
  const groupId = reader.compactString()
  const memberId = reader.compactString()
  const memberEpoch = reader.int32()
  const endpointInformationEpoch = reader.int32()
  const instanceId = reader.compactNullableString()
  const rackId = reader.compactNullableString()
  const rebalanceTimeoutMs = reader.int32()
  const topology = reader.present() ? decodeStreamsGroupHeartbeatRequestTopology(reader, version) : null
  let activeTasks: StreamsGroupHeartbeatRequestTaskIds[] | null = null
  const activeTasksCount = reader.compactNullableCount(3)
  if (activeTasksCount < 0) {
    activeTasks = null
  } else {
    activeTasks = []
    for (let i = 0; i < activeTasksCount; i += 1) activeTasks.push(decodeStreamsGroupHeartbeatRequestTaskIds(reader, version))
  }
  let standbyTasks: StreamsGroupHeartbeatRequestTaskIds[] | null = null
  const standbyTasksCount = reader.compactNullableCount(3)
  if (standbyTasksCount < 0) {
    standbyTasks = null
  } else {
    standbyTasks = []
    for (let i = 0; i < standbyTasksCount; i += 1) standbyTasks.push(decodeStreamsGroupHeartbeatRequestTaskIds(reader, version))
  }
  let warmupTasks: StreamsGroupHeartbeatRequestTaskIds[] | null = null
  const warmupTasksCount = reader.compactNullableCount(3)
  if (warmupTasksCount < 0) {
    warmupTasks = null
  } else {
    warmupTasks = []
    for (let i = 0; i < warmupTasksCount; i += 1) warmupTasks.push(decodeStreamsGroupHeartbeatRequestTaskIds(reader, version))
  }
  const processId = reader.compactNullableString()
  const userEndpoint = reader.present() ? decodeStreamsGroupHeartbeatRequestEndpoint(reader, version) : null
  let clientTags: StreamsGroupHeartbeatRequestKeyValue[] | null = null
  const clientTagsCount = reader.compactNullableCount(3)
  if (clientTagsCount < 0) {
    clientTags = null
  } else {
    clientTags = []
    for (let i = 0; i < clientTagsCount; i += 1) clientTags.push(decodeStreamsGroupHeartbeatRequestKeyValue(reader, version))
  }
  let taskOffsets: StreamsGroupHeartbeatRequestTaskOffset[] | null = null
  const taskOffsetsCount = reader.compactNullableCount(14)
  if (taskOffsetsCount < 0) {
    taskOffsets = null
  } else {
    taskOffsets = []
    for (let i = 0; i < taskOffsetsCount; i += 1) taskOffsets.push(decodeStreamsGroupHeartbeatRequestTaskOffset(reader, version))
  }
  let taskEndOffsets: StreamsGroupHeartbeatRequestTaskOffset[] | null = null
  const taskEndOffsetsCount = reader.compactNullableCount(14)
  if (taskEndOffsetsCount < 0) {
    taskEndOffsets = null
  } else {
    taskEndOffsets = []
    for (let i = 0; i < taskEndOffsetsCount; i += 1) taskEndOffsets.push(decodeStreamsGroupHeartbeatRequestTaskOffset(reader, version))
  }
  const shutdownApplication = reader.bool()
  reader.skipTags()
  return {
    groupId,
    memberId,
    memberEpoch,
    endpointInformationEpoch,
    instanceId,
    rackId,
    rebalanceTimeoutMs,
    topology,
    activeTasks,
    standbyTasks,
    warmupTasks,
    processId,
    userEndpoint,
    clientTags,
    taskOffsets,
    taskEndOffsets,
    shutdownApplication,
  }
}

function encodeStreamsGroupHeartbeatRequest(writer: Writer, draft: StreamsGroupHeartbeatRequestDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('StreamsGroupHeartbeatRequest', version)
  writer.compactString(draft.groupId)
  writer.compactString(draft.memberId)
  writer.int32(draft.memberEpoch)
  writer.int32(draft.endpointInformationEpoch)
  writer.compactNullableString(draft.instanceId ?? null)
  writer.compactNullableString(draft.rackId ?? null)
  writer.int32(draft.rebalanceTimeoutMs ?? -1)
  const topology = draft.topology ?? null
  writer.present(topology !== null)
  if (topology !== null) encodeStreamsGroupHeartbeatRequestTopology(writer, topology, version)
  const activeTasks = draft.activeTasks ?? null
  writer.compactCount(activeTasks === null ? -1 : activeTasks.length)
  if (activeTasks !== null) {
    for (const element of activeTasks) encodeStreamsGroupHeartbeatRequestTaskIds(writer, element, version)
  }
  const standbyTasks = draft.standbyTasks ?? null
  writer.compactCount(standbyTasks === null ? -1 : standbyTasks.length)
  if (standbyTasks !== null) {
    for (const element of standbyTasks) encodeStreamsGroupHeartbeatRequestTaskIds(writer, element, version)
  }
  const warmupTasks = draft.warmupTasks ?? null
  writer.compactCount(warmupTasks === null ? -1 : warmupTasks.length)
  if (warmupTasks !== null) {
    for (const element of warmupTasks) encodeStreamsGroupHeartbeatRequestTaskIds(writer, element, version)
  }
  writer.compactNullableString(draft.processId ?? null)
  const userEndpoint = draft.userEndpoint ?? null
  writer.present(userEndpoint !== null)
  if (userEndpoint !== null) encodeStreamsGroupHeartbeatRequestEndpoint(writer, userEndpoint, version)
  const clientTags = draft.clientTags ?? null
  writer.compactCount(clientTags === null ? -1 : clientTags.length)
  if (clientTags !== null) {
    for (const element of clientTags) encodeStreamsGroupHeartbeatRequestKeyValue(writer, element, version)
  }
  const taskOffsets = draft.taskOffsets ?? null
  writer.compactCount(taskOffsets === null ? -1 : taskOffsets.length)
  if (taskOffsets !== null) {
    for (const element of taskOffsets) encodeStreamsGroupHeartbeatRequestTaskOffset(writer, element, version)
  }
  const taskEndOffsets = draft.taskEndOffsets ?? null
  writer.compactCount(taskEndOffsets === null ? -1 : taskEndOffsets.length)
  if (taskEndOffsets !== null) {
    for (const element of taskEndOffsets) encodeStreamsGroupHeartbeatRequestTaskOffset(writer, element, version)
  }
  writer.bool(draft.shutdownApplication ?? false)
  writer.unsignedVarint(0)
}

export interface StreamsGroupHeartbeatResponse {
  readonly throttleTimeMs: number
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly memberId: string
  readonly memberEpoch: number
  readonly heartbeatIntervalMs: number
  readonly acceptableRecoveryLag: number
  readonly taskOffsetIntervalMs: number
  readonly status: readonly StreamsGroupHeartbeatResponseStatus[] | null
  readonly activeTasks: readonly StreamsGroupHeartbeatResponseTaskIds[] | null
  readonly standbyTasks: readonly StreamsGroupHeartbeatResponseTaskIds[] | null
  readonly warmupTasks: readonly StreamsGroupHeartbeatResponseTaskIds[] | null
  readonly endpointInformationEpoch: number
  readonly partitionsByUserEndpoint: readonly StreamsGroupHeartbeatResponsePartitionsByUserEndpoint[] | null
}

export interface StreamsGroupHeartbeatResponseDraft {
  readonly throttleTimeMs: number
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly memberId: string
  readonly memberEpoch: number
  readonly heartbeatIntervalMs: number
  readonly acceptableRecoveryLag: number
  readonly taskOffsetIntervalMs: number
  readonly status: readonly StreamsGroupHeartbeatResponseStatusDraft[] | null
  readonly activeTasks?: readonly StreamsGroupHeartbeatResponseTaskIdsDraft[] | null | undefined
  readonly standbyTasks?: readonly StreamsGroupHeartbeatResponseTaskIdsDraft[] | null | undefined
  readonly warmupTasks?: readonly StreamsGroupHeartbeatResponseTaskIdsDraft[] | null | undefined
  readonly endpointInformationEpoch: number
  readonly partitionsByUserEndpoint?: readonly StreamsGroupHeartbeatResponsePartitionsByUserEndpointDraft[] | null | undefined
}

export interface StreamsGroupHeartbeatResponsePartitionsByUserEndpoint {
  readonly userEndpoint: StreamsGroupHeartbeatResponseEndpoint
  readonly activePartitions: readonly StreamsGroupHeartbeatResponseTopicPartition[]
  readonly standbyPartitions: readonly StreamsGroupHeartbeatResponseTopicPartition[]
}

export type StreamsGroupHeartbeatResponsePartitionsByUserEndpointDraft = StreamsGroupHeartbeatResponsePartitionsByUserEndpoint

export interface StreamsGroupHeartbeatResponseTopicPartition {
  readonly topic: string
  readonly partitions: readonly number[]
}

export type StreamsGroupHeartbeatResponseTopicPartitionDraft = StreamsGroupHeartbeatResponseTopicPartition

export interface StreamsGroupHeartbeatResponseEndpoint {
  readonly host: string
  readonly port: number
}

export type StreamsGroupHeartbeatResponseEndpointDraft = StreamsGroupHeartbeatResponseEndpoint

export interface StreamsGroupHeartbeatResponseTaskIds {
  readonly subtopologyId: string
  readonly partitions: readonly number[]
}

export type StreamsGroupHeartbeatResponseTaskIdsDraft = StreamsGroupHeartbeatResponseTaskIds

export interface StreamsGroupHeartbeatResponseStatus {
  readonly statusCode: number
  readonly statusDetail: string
}

export type StreamsGroupHeartbeatResponseStatusDraft = StreamsGroupHeartbeatResponseStatus

function decodeStreamsGroupHeartbeatResponseStatus(reader: Reader, _version: number): StreamsGroupHeartbeatResponseStatus {
  const statusCode = reader.int8()
  const statusDetail = reader.compactString()
  reader.skipTags()
  return {
    statusCode,
    statusDetail,
  }
}

function encodeStreamsGroupHeartbeatResponseStatus(writer: Writer, draft: StreamsGroupHeartbeatResponseStatusDraft, _version: number): void {
  writer.int8(draft.statusCode)
  writer.compactString(draft.statusDetail)
  writer.unsignedVarint(0)
}

function decodeStreamsGroupHeartbeatResponseTaskIds(reader: Reader, _version: number): StreamsGroupHeartbeatResponseTaskIds {
  const subtopologyId = reader.compactString()
  const partitions: number[] = []
  const partitionsCount = reader.compactCount(4)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(reader.int32())
  reader.skipTags()
  return {
    subtopologyId,
    partitions,
  }
}

function encodeStreamsGroupHeartbeatResponseTaskIds(writer: Writer, draft: StreamsGroupHeartbeatResponseTaskIdsDraft, _version: number): void {
  writer.compactString(draft.subtopologyId)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) writer.int32(element)
  writer.unsignedVarint(0)
}

function decodeStreamsGroupHeartbeatResponseEndpoint(reader: Reader, _version: number): StreamsGroupHeartbeatResponseEndpoint {
  const host = reader.compactString()
  const port = reader.uint16()
  reader.skipTags()
  return {
    host,
    port,
  }
}

function encodeStreamsGroupHeartbeatResponseEndpoint(writer: Writer, draft: StreamsGroupHeartbeatResponseEndpointDraft, _version: number): void {
  writer.compactString(draft.host)
  writer.uint16(draft.port)
  writer.unsignedVarint(0)
}

function decodeStreamsGroupHeartbeatResponseTopicPartition(reader: Reader, _version: number): StreamsGroupHeartbeatResponseTopicPartition {
  const topic = reader.compactString()
  const partitions: number[] = []
  const partitionsCount = reader.compactCount(4)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(reader.int32())
  reader.skipTags()
  return {
    topic,
    partitions,
  }
}

function encodeStreamsGroupHeartbeatResponseTopicPartition(writer: Writer, draft: StreamsGroupHeartbeatResponseTopicPartitionDraft, _version: number): void {
  writer.compactString(draft.topic)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) writer.int32(element)
  writer.unsignedVarint(0)
}

function decodeStreamsGroupHeartbeatResponsePartitionsByUserEndpoint(reader: Reader, version: number): StreamsGroupHeartbeatResponsePartitionsByUserEndpoint {
  const userEndpoint = decodeStreamsGroupHeartbeatResponseEndpoint(reader, version)
  const activePartitions: StreamsGroupHeartbeatResponseTopicPartition[] = []
  const activePartitionsCount = reader.compactCount(3)
  for (let i = 0; i < activePartitionsCount; i += 1) activePartitions.push(decodeStreamsGroupHeartbeatResponseTopicPartition(reader, version))
  const standbyPartitions: StreamsGroupHeartbeatResponseTopicPartition[] = []
  const standbyPartitionsCount = reader.compactCount(3)
  for (let i = 0; i < standbyPartitionsCount; i += 1) standbyPartitions.push(decodeStreamsGroupHeartbeatResponseTopicPartition(reader, version))
  reader.skipTags()
  return {
    userEndpoint,
    activePartitions,
    standbyPartitions,
  }
}

function encodeStreamsGroupHeartbeatResponsePartitionsByUserEndpoint(writer: Writer, draft: StreamsGroupHeartbeatResponsePartitionsByUserEndpointDraft, version: number): void {
  const userEndpoint = draft.userEndpoint
  encodeStreamsGroupHeartbeatResponseEndpoint(writer, userEndpoint, version)
  const activePartitions = draft.activePartitions
  writer.compactCount(activePartitions.length)
  for (const element of activePartitions) encodeStreamsGroupHeartbeatResponseTopicPartition(writer, element, version)
  const standbyPartitions = draft.standbyPartitions
  writer.compactCount(standbyPartitions.length)
  for (const element of standbyPartitions) encodeStreamsGroupHeartbeatResponseTopicPartition(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeStreamsGroupHeartbeatResponse(reader: Reader, version: number): StreamsGroupHeartbeatResponse {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('StreamsGroupHeartbeatResponse', version)
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  const memberId = reader.compactString()
  const memberEpoch = reader.int32()
  const heartbeatIntervalMs = reader.int32()
  const acceptableRecoveryLag = reader.int32()
  const taskOffsetIntervalMs = reader.int32()
  let status: StreamsGroupHeartbeatResponseStatus[] | null = []
  const statusCount = reader.compactNullableCount(3)
  if (statusCount < 0) {
    status = null
  } else {
    status = []
    for (let i = 0; i < statusCount; i += 1) status.push(decodeStreamsGroupHeartbeatResponseStatus(reader, version))
  }
  let activeTasks: StreamsGroupHeartbeatResponseTaskIds[] | null = null
  const activeTasksCount = reader.compactNullableCount(3)
  if (activeTasksCount < 0) {
    activeTasks = null
  } else {
    activeTasks = []
    for (let i = 0; i < activeTasksCount; i += 1) activeTasks.push(decodeStreamsGroupHeartbeatResponseTaskIds(reader, version))
  }
  let standbyTasks: StreamsGroupHeartbeatResponseTaskIds[] | null = null
  const standbyTasksCount = reader.compactNullableCount(3)
  if (standbyTasksCount < 0) {
    standbyTasks = null
  } else {
    standbyTasks = []
    for (let i = 0; i < standbyTasksCount; i += 1) standbyTasks.push(decodeStreamsGroupHeartbeatResponseTaskIds(reader, version))
  }
  let warmupTasks: StreamsGroupHeartbeatResponseTaskIds[] | null = null
  const warmupTasksCount = reader.compactNullableCount(3)
  if (warmupTasksCount < 0) {
    warmupTasks = null
  } else {
    warmupTasks = []
    for (let i = 0; i < warmupTasksCount; i += 1) warmupTasks.push(decodeStreamsGroupHeartbeatResponseTaskIds(reader, version))
  }
  const endpointInformationEpoch = reader.int32()
  let partitionsByUserEndpoint: StreamsGroupHeartbeatResponsePartitionsByUserEndpoint[] | null = null
  const partitionsByUserEndpointCount = reader.compactNullableCount(7)
  if (partitionsByUserEndpointCount < 0) {
    partitionsByUserEndpoint = null
  } else {
    partitionsByUserEndpoint = []
    for (let i = 0; i < partitionsByUserEndpointCount; i += 1) partitionsByUserEndpoint.push(decodeStreamsGroupHeartbeatResponsePartitionsByUserEndpoint(reader, version))
  }
  reader.skipTags()
  return {
    throttleTimeMs,
    errorCode,
    errorMessage,
    memberId,
    memberEpoch,
    heartbeatIntervalMs,
    acceptableRecoveryLag,
    taskOffsetIntervalMs,
    status,
    activeTasks,
    standbyTasks,
    warmupTasks,
    endpointInformationEpoch,
    partitionsByUserEndpoint,
  }
}

function encodeStreamsGroupHeartbeatResponse(writer: Writer, draft: StreamsGroupHeartbeatResponseDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('StreamsGroupHeartbeatResponse', version)
  writer.int32(draft.throttleTimeMs)
  writer.int16(draft.errorCode)
  writer.compactNullableString(draft.errorMessage ?? null)
  writer.compactString(draft.memberId)
  writer.int32(draft.memberEpoch)
  writer.int32(draft.heartbeatIntervalMs)
  writer.int32(draft.acceptableRecoveryLag)
  writer.int32(draft.taskOffsetIntervalMs)
  const status = draft.status
  writer.compactCount(status === null ? -1 : status.length)
  if (status !== null) {
    for (const element of status) encodeStreamsGroupHeartbeatResponseStatus(writer, element, version)
  }
  const activeTasks = draft.activeTasks ?? null
  writer.compactCount(activeTasks === null ? -1 : activeTasks.length)
  if (activeTasks !== null) {
    for (const element of activeTasks) encodeStreamsGroupHeartbeatResponseTaskIds(writer, element, version)
  }
  const standbyTasks = draft.standbyTasks ?? null
  writer.compactCount(standbyTasks === null ? -1 : standbyTasks.length)
  if (standbyTasks !== null) {
    for (const element of standbyTasks) encodeStreamsGroupHeartbeatResponseTaskIds(writer, element, version)
  }
  const warmupTasks = draft.warmupTasks ?? null
  writer.compactCount(warmupTasks === null ? -1 : warmupTasks.length)
  if (warmupTasks !== null) {
    for (const element of warmupTasks) encodeStreamsGroupHeartbeatResponseTaskIds(writer, element, version)
  }
  writer.int32(draft.endpointInformationEpoch)
  const partitionsByUserEndpoint = draft.partitionsByUserEndpoint ?? null
  writer.compactCount(partitionsByUserEndpoint === null ? -1 : partitionsByUserEndpoint.length)
  if (partitionsByUserEndpoint !== null) {
    for (const element of partitionsByUserEndpoint) encodeStreamsGroupHeartbeatResponsePartitionsByUserEndpoint(writer, element, version)
  }
  writer.unsignedVarint(0)
}

export const api: ApiCodec<88, StreamsGroupHeartbeatRequest, StreamsGroupHeartbeatRequestDraft, StreamsGroupHeartbeatResponse, StreamsGroupHeartbeatResponseDraft> = {
  key: 88,
  name: 'StreamsGroupHeartbeat',
  versions: { min: 0, max: 0 },
  flexibleSince: 0,
  request: { decode: decodeStreamsGroupHeartbeatRequest, encode: encodeStreamsGroupHeartbeatRequest },
  response: { decode: decodeStreamsGroupHeartbeatResponse, encode: encodeStreamsGroupHeartbeatResponse },
}
