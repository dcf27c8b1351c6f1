// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface StreamsGroupDescribeRequest {
  readonly groupIds: readonly string[]
  readonly includeAuthorizedOperations: boolean
}

export type StreamsGroupDescribeRequestDraft = StreamsGroupDescribeRequest

function decodeStreamsGroupDescribeRequest(reader: Reader, version: number): StreamsGroupDescribeRequest {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('StreamsGroupDescribeRequest', version)
  const groupIds: string[] = []
  const groupIdsCount = reader.compactCount(1)
  for (let i = 0; i < groupIdsCount; i += 1) groupIds.push(reader.compactString())
  const includeAuthorizedOperations = reader.bool()
  reader.skipTags()
  return {
    groupIds,
    includeAuthorizedOperations,
  }
}

function encodeStreamsGroupDescribeRequest(writer: Writer, draft: StreamsGroupDescribeRequestDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('StreamsGroupDescribeRequest', version)
  const groupIds = draft.groupIds
  writer.compactCount(groupIds.length)
  for (const element of groupIds) writer.compactString(element)
  writer.bool(draft.includeAuthorizedOperations)
  writer.unsignedVarint(0)
}

export interface StreamsGroupDescribeResponse {
  readonly throttleTimeMs: number
  readonly groups: readonly StreamsGroupDescribeResponseGroup[]
}

export interface StreamsGroupDescribeResponseDraft {
  readonly throttleTimeMs: number
  readonly groups: readonly StreamsGroupDescribeResponseGroupDraft[]
}

export interface StreamsGroupDescribeResponseGroup {
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly groupId: string
  readonly groupState: string
  readonly groupEpoch: number
  readonly assignmentEpoch: number
  readonly topology: StreamsGroupDescribeResponseTopology | null
  readonly members: readonly StreamsGroupDescribeResponseMember[]
  readonly authorizedOperations: number
}

export interface StreamsGroupDescribeResponseGroupDraft {
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly groupId: string
  readonly groupState: string
  readonly groupEpoch: number
  readonly assignmentEpoch: number
  readonly topology?: StreamsGroupDescribeResponseTopologyDraft | null | undefined
  readonly members: readonly StreamsGroupDescribeResponseMemberDraft[]
  readonly authorizedOperations?: number | undefined
}

export interface StreamsGroupDescribeResponseMember {
  readonly memberId: string
  readonly memberEpoch: number
  readonly instanceId: string | null
  readonly rackId: string | null
  readonly clientId: string
  readonly clientHost: string
  readonly topologyEpoch: number
  readonly processId: string
  readonly userEndpoint: StreamsGroupDescribeResponseEndpoint | null
  readonly clientTags: readonly StreamsGroupDescribeResponseKeyValue[]
  readonly taskOffsets: readonly StreamsGroupDescribeResponseTaskOffset[]
  readonly taskEndOffsets: readonly StreamsGroupDescribeResponseTaskOffset[]
  readonly assignment: StreamsGroupDescribeResponseAssignment
  readonly targetAssignment: StreamsGroupDescribeResponseAssignment
  readonly isClassic: boolean
}

export interface StreamsGroupDescribeResponseMemberDraft {
  readonly memberId: string
  readonly memberEpoch: number
  readonly instanceId?: string | null | undefined
  readonly rackId?: string | null | undefined
  readonly clientId: string
  readonly clientHost: string
  readonly topologyEpoch: number
  readonly processId: string
  readonly userEndpoint?: StreamsGroupDescribeResponseEndpointDraft | null | undefined
  readonly clientTags: readonly StreamsGroupDescribeResponseKeyValueDraft[]
  readonly taskOffsets: readonly StreamsGroupDescribeResponseTaskOffsetDraft[]
  readonly taskEndOffsets: readonly StreamsGroupDescribeResponseTaskOffsetDraft[]
  readonly assignment: StreamsGroupDescribeResponseAssignmentDraft
  readonly targetAssignment: StreamsGroupDescribeResponseAssignmentDraft
  readonly isClassic: boolean
}

export interface StreamsGroupDescribeResponseAssignment {
  readonly activeTasks: readonly StreamsGroupDescribeResponseTaskIds[]
  readonly standbyTasks: readonly StreamsGroupDescribeResponseTaskIds[]
  readonly warmupTasks: readonly StreamsGroupDescribeResponseTaskIds[]
}

export type StreamsGroupDescribeResponseAssignmentDraft = StreamsGroupDescribeResponseAssignment

export interface StreamsGroupDescribeResponseTaskIds {
  readonly subtopologyId: string
  readonly partitions: readonly number[]
}

export type StreamsGroupDescribeResponseTaskIdsDraft = StreamsGroupDescribeResponseTaskIds

export interface StreamsGroupDescribeResponseTaskOffset {
  readonly subtopologyId: string
  readonly partition: number
  readonly offset: bigint
}

export type StreamsGroupDescribeResponseTaskOffsetDraft = StreamsGroupDescribeResponseTaskOffset

export interface StreamsGroupDescribeResponseEndpoint {
  readonly host: string
  readonly port: number
}

export type StreamsGroupDescribeResponseEndpointDraft = StreamsGroupDescribeResponseEndpoint

export interface StreamsGroupDescribeResponseTopology {
  readonly epoch: number
  readonly subtopologies: readonly StreamsGroupDescribeResponseSubtopology[] | null
}

export interface StreamsGroupDescribeResponseTopologyDraft {
  readonly epoch: number
  readonly subtopologies?: readonly StreamsGroupDescribeResponseSubtopologyDraft[] | null | undefined
}

export interface StreamsGroupDescribeResponseSubtopology {
  readonly subtopologyId: string
  readonly sourceTopics: readonly string[]
  readonly repartitionSinkTopics: readonly string[]
  readonly stateChangelogTopics: readonly StreamsGroupDescribeResponseTopicInfo[]
  readonly repartitionSourceTopics: readonly StreamsGroupDescribeResponseTopicInfo[]
}

export type StreamsGroupDescribeResponseSubtopologyDraft = StreamsGroupDescribeResponseSubtopology

export interface StreamsGroupDescribeResponseTopicInfo {
  readonly name: string
  readonly partitions: number
  readonly replicationFactor: number
  readonly topicConfigs: readonly StreamsGroupDescribeResponseKeyValue[]
}

export type StreamsGroupDescribeResponseTopicInfoDraft = StreamsGroupDescribeResponseTopicInfo

export interface StreamsGroupDescribeResponseKeyValue {
  readonly key: string
  readonly value: string
}

export type StreamsGroupDescribeResponseKeyValueDraft = StreamsGroupDescribeResponseKeyValue

function decodeStreamsGroupDescribeResponseKeyValue(reader: Reader, _version: number): StreamsGroupDescribeResponseKeyValue {
  const key = reader.compactString()
  const value = reader.compactString()
  reader.skipTags()
  return {
    key,
    value,
  }
}

function encodeStreamsGroupDescribeResponseKeyValue(writer: Writer, draft: StreamsGroupDescribeResponseKeyValueDraft, _version: number): void {
  writer.compactString(draft.key)
  writer.compactString(draft.value)
  writer.unsignedVarint(0)
}

function decodeStreamsGroupDescribeResponseTopicInfo(reader: Reader, version: number): StreamsGroupDescribeResponseTopicInfo {
  const name = reader.compactString()
  const partitions = reader.int32()
  const replicationFactor = reader.int16()
  const topicConfigs: StreamsGroupDescribeResponseKeyValue[] = []
  const topicConfigsCount = reader.compactCount(3)
  for (let i = 0; i < topicConfigsCount; i += 1) topicConfigs.push(decodeStreamsGroupDescribeResponseKeyValue(reader, version))
  reader.skipTags()
  return {
    name,
    partitions,
    replicationFactor,
    topicConfigs,
  }
}

function encodeStreamsGroupDescribeResponseTopicInfo(writer: Writer, draft: StreamsGroupDescribeResponseTopicInfoDraft, version: number): void {
  writer.compactString(draft.name)
  writer.int32(draft.partitions)
  writer.int16(draft.replicationFactor)
  const topicConfigs = draft.topicConfigs
  writer.compactCount(topicConfigs.length)
  for (const element of topicConfigs) encodeStreamsGroupDescribeResponseKeyValue(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeStreamsGroupDescribeResponseSubtopology(reader: Reader, version: number): StreamsGroupDescribeResponseSubtopology {
  const subtopologyId = reader.compactString()
  const sourceTopics: string[] = []
  const sourceTopicsCount = reader.compactCount(1)
  for (let i = 0; i < sourceTopicsCount; i += 1) sourceTopics.push(reader.compactString())
  const repartitionSinkTopics: string[] = []
  const repartitionSinkTopicsCount = reader.compactCount(1)
  for (let i = 0; i < repartitionSinkTopicsCount; i += 1) repartitionSinkTopics.push(reader.compactString())
  const stateChangelogTopics: StreamsGroupDescribeResponseTopicInfo[] = []
  const stateChangelogTopicsCount = reader.compactCount(9)
  for (let i = 0; i < stateChangelogTopicsCount; i += 1) stateChangelogTopics.push(decodeStreamsGroupDescribeResponseTopicInfo(reader, version))
  const repartitionSourceTopics: StreamsGroupDescribeResponseTopicInfo[] = []
  const repartitionSourceTopicsCount = reader.compactCount(9)
  for (let i = 0; i < repartitionSourceTopicsCount; i += 1) repartitionSourceTopics.push(decodeStreamsGroupDescribeResponseTopicInfo(reader, version))
  reader.skipTags()
  return {
    subtopologyId,
    sourceTopics,
    repartitionSinkTopics,
    stateChangelogTopics,
    repartitionSourceTopics,
  }
}

function encodeStreamsGroupDescribeResponseSubtopology(writer: Writer, draft: StreamsGroupDescribeResponseSubtopologyDraft, version: number): void {
  writer.compactString(draft.subtopologyId)
  const sourceTopics = draft.sourceTopics
  writer.compactCount(sourceTopics.length)
  for (const element of sourceTopics) writer.compactString(element)
  const repartitionSinkTopics = draft.repartitionSinkTopics
  writer.compactCount(repartitionSinkTopics.length)
  for (const element of repartitionSinkTopics) writer.compactString(element)
  const stateChangelogTopics = draft.stateChangelogTopics
  writer.compactCount(stateChangelogTopics.length)
  for (const element of stateChangelogTopics) encodeStreamsGroupDescribeResponseTopicInfo(writer, element, version)
  const repartitionSourceTopics = draft.repartitionSourceTopics
  writer.compactCount(repartitionSourceTopics.length)
  for (const element of repartitionSourceTopics) encodeStreamsGroupDescribeResponseTopicInfo(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeStreamsGroupDescribeResponseTopology(reader: Reader, version: number): StreamsGroupDescribeResponseTopology {
  const epoch = reader.int32()
  let subtopologies: StreamsGroupDescribeResponseSubtopology[] | null = null
  const subtopologiesCount = reader.compactNullableCount(6)
  if (subtopologiesCount < 0) {
    subtopologies = null
  } else {
    subtopologies = []
    for (let i = 0; i < subtopologiesCount; i += 1) subtopologies.push(decodeStreamsGroupDescribeResponseSubtopology(reader, version))
  }
  reader.skipTags()
  return {
    epoch,
    subtopologies,
  }
}

function encodeStreamsGroupDescribeResponseTopology(writer: Writer, draft: StreamsGroupDescribeResponseTopologyDraft, version: number): void {
  writer.int32(draft.epoch)
  const subtopologies = draft.subtopologies ?? null
  writer.compactCount(subtopologies === null ? -1 : subtopologies.length)
  if (subtopologies !== null) {
    for (const element of subtopologies) encodeStreamsGroupDescribeResponseSubtopology(writer, element, version)
  }
  writer.unsignedVarint(0)
}

function decodeStreamsGroupDescribeResponseEndpoint(reader: Reader, _version: number): StreamsGroupDescribeResponseEndpoint {
  const host = reader.compactString()
  const port = reader.uint16()
  reader.skipTags()
  return {
    host,
    port,
  }
}

function encodeStreamsGroupDescribeResponseEndpoint(writer: Writer, draft: StreamsGroupDescribeResponseEndpointDraft, _version: number): void {
  writer.compactString(draft.host)
  writer.uint16(draft.port)
  writer.unsignedVarint(0)
}

function decodeStreamsGroupDescribeResponseTaskOffset(reader: Reader, _version: number): StreamsGroupDescribeResponseTaskOffset {
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

function encodeStreamsGroupDescribeResponseTaskOffset(writer: Writer, draft: StreamsGroupDescribeResponseTaskOffsetDraft, _version: number): void {
  writer.compactString(draft.subtopologyId)
  writer.int32(draft.partition)
  writer.int64(draft.offset)
  writer.unsignedVarint(0)
}

function decodeStreamsGroupDescribeResponseTaskIds(reader: Reader, _version: number): StreamsGroupDescribeResponseTaskIds {
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

function encodeStreamsGroupDescribeResponseTaskIds(writer: Writer, draft: StreamsGroupDescribeResponseTaskIdsDraft, _version: number): void {
  writer.compactString(draft.subtopologyId)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) writer.int32(element)
  writer.unsignedVarint(0)
}

function decodeStreamsGroupDescribeResponseAssignment(reader: Reader, version: number): StreamsGroupDescribeResponseAssignment {
  const activeTasks: StreamsGroupDescribeResponseTaskIds[] = []
  const activeTasksCount = reader.compactCount(3)
  for (let i = 0; i < activeTasksCount; i += 1) activeTasks.push(decodeStreamsGroupDescribeResponseTaskIds(reader, version))
  const standbyTasks: StreamsGroupDescribeResponseTaskIds[] = []
  const standbyTasksCount = reader.compactCount(3)
  for (let i = 0; i < standbyTasksCount; i += 1) standbyTasks.push(decodeStreamsGroupDescribeResponseTaskIds(reader, version))
  const warmupTasks: StreamsGroupDescribeResponseTaskIds[] = []
  const warmupTasksCount = reader.compactCount(3)
  for (let i = 0; i < warmupTasksCount; i += 1) warmupTasks.push(decodeStreamsGroupDescribeResponseTaskIds(reader, version))
  reader.skipTags()
  return {
    activeTasks,
    standbyTasks,
    warmupTasks,
  }
}

function encodeStreamsGroupDescribeResponseAssignment(writer: Writer, draft: StreamsGroupDescribeResponseAssignmentDraft, version: number): void {
  const activeTasks = draft.activeTasks
  writer.compactCount(activeTasks.length)
  for (const element of activeTasks) encodeStreamsGroupDescribeResponseTaskIds(writer, element, version)
  const standbyTasks = draft.standbyTasks
  writer.compactCount(standbyTasks.length)
  for (const element of standbyTasks) encodeStreamsGroupDescribeResponseTaskIds(writer, element, version)
  const warmupTasks = draft.warmupTasks
  writer.compactCount(warmupTasks.length)
  for (const element of warmupTasks) encodeStreamsGroupDescribeResponseTaskIds(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeStreamsGroupDescribeResponseMember(reader: Reader, version: number): StreamsGroupDescribeResponseMember {
  const memberId = reader.compactString()
  const memberEpoch = reader.int32()
  const instanceId = reader.compactNullableString()
  const rackId = reader.compactNullableString()
  const clientId = reader.compactString()
  const clientHost = reader.compactString()
  const topologyEpoch = reader.int32()
  const processId = reader.compactString()
  const userEndpoint = reader.present() ? decodeStreamsGroupDescribeResponseEndpoint(reader, version) : null
  const clientTags: StreamsGroupDescribeResponseKeyValue[] = []
  const clientTagsCount = reader.compactCount(3)
  for (let i = 0; i < clientTagsCount; i += 1) clientTags.push(decodeStreamsGroupDescribeResponseKeyValue(reader, version))
  const taskOffsets: StreamsGroupDescribeResponseTaskOffset[] = []
  const taskOffsetsCount = reader.compactCount(14)
  for (let i = 0; i < taskOffsetsCount; i += 1) taskOffsets.push(decodeStreamsGroupDescribeResponseTaskOffset(reader, version))
  const taskEndOffsets: StreamsGroupDescribeResponseTaskOffset[] = []
  const taskEndOffsetsCount = reader.compactCount(14)
  for (let i = 0; i < taskEndOffsetsCount; i += 1) taskEndOffsets.push(decodeStreamsGroupDescribeResponseTaskOffset(reader, version))
  const assignment = decodeStreamsGroupDescribeResponseAssignment(reader, version)
  const targetAssignment = decodeStreamsGroupDescribeResponseAssignment(reader, version)
  const isClassic = reader.bool()
  reader.skipTags()
  return {
    memberId,
    memberEpoch,
    instanceId,
    rackId,
    clientId,
    clientHost,
    topologyEpoch,
    processId,
    userEndpoint,
    clientTags,
    taskOffsets,
    taskEndOffsets,
    assignment,
    targetAssignment,
    isClassic,
  }
}

function encodeStreamsGroupDescribeResponseMember(writer: Writer, draft: StreamsGroupDescribeResponseMemberDraft, version: number): void {
  writer.compactString(draft.memberId)
  writer.int32(draft.memberEpoch)
  writer.compactNullableString(draft.instanceId ?? null)
  writer.compactNullableString(draft.rackId ?? null)
  writer.compactString(draft.clientId)
  writer.compactString(draft.clientHost)
  writer.int32(draft.topologyEpoch)
  writer.compactString(draft.processId)
  const userEndpoint = draft.userEndpoint ?? null
  writer.present(userEndpoint !== null)
  if (userEndpoint !== null) encodeStreamsGroupDescribeResponseEndpoint(writer, userEndpoint, version)
  const clientTags = draft.clientTags
  writer.compactCount(clientTags.length)
  for (const element of clientTags) encodeStreamsGroupDescribeResponseKeyValue(writer, element, version)
  const taskOffsets = draft.taskOffsets
  writer.compactCount(taskOffsets.length)
  for (const element of taskOffsets) encodeStreamsGroupDescribeResponseTaskOffset(writer, element, version)
  const taskEndOffsets = draft.taskEndOffsets
  writer.compactCount(taskEndOffsets.length)
  for (const element of taskEndOffsets) encodeStreamsGroupDescribeResponseTaskOffset(writer, element, version)
  const assignment = draft.assignment
  encodeStreamsGroupDescribeResponseAssignment(writer, assignment, version)
  const targetAssignment = draft.targetAssignment
  encodeStreamsGroupDescribeResponseAssignment(writer, targetAssignment, version)
  writer.bool(draft.isClassic)
  writer.unsignedVarint(0)
}

function decodeStreamsGroupDescribeResponseGroup(reader: Reader, version: number): StreamsGroupDescribeResponseGroup {
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  const groupId = reader.compactString()
  const groupState = reader.compactString()
  const groupEpoch = reader.int32()
  const assignmentEpoch = reader.int32()
  const topology = reader.present() ? decodeStreamsGroupDescribeResponseTopology(reader, version) : null
  const members: StreamsGroupDescribeResponseMember[] = []
  const membersCount = reader.compactCount(28)
  for (let i = 0; i < membersCount; i += 1) members.push(decodeStreamsGroupDescribeResponseMember(reader, version))
  const authorizedOperations = reader.int32()
  reader.skipTags()
  return {
    errorCode,
    errorMessage,
    groupId,
    groupState,
    groupEpoch,
    assignmentEpoch,
    topology,
    members,
    authorizedOperations,
  }
}

function encodeStreamsGroupDescribeResponseGroup(writer: Writer, draft: StreamsGroupDescribeResponseGroupDraft, version: number): void {
  writer.int16(draft.errorCode)
  writer.compactNullableString(draft.errorMessage ?? null)
  writer.compactString(draft.groupId)
  writer.compactString(draft.groupState)
  writer.int32(draft.groupEpoch)
  writer.int32(draft.assignmentEpoch)
  const topology = draft.topology ?? null
  writer.present(topology !== null)
  if (topology !== null) encodeStreamsGroupDescribeResponseTopology(writer, topology, version)
  const members = draft.members
  writer.compactCount(members.length)
  for (const element of members) encodeStreamsGroupDescribeResponseMember(writer, element, version)
  writer.int32(draft.authorizedOperations ?? -2147483648)
  writer.unsignedVarint(0)
}

function decodeStreamsGroupDescribeResponse(reader: Reader, version: number): StreamsGroupDescribeResponse {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('StreamsGroupDescribeResponse', version)
  const throttleTimeMs = reader.int32()
  const groups: StreamsGroupDescribeResponseGroup[] = []
  const groupsCount = reader.compactCount(20)
  for (let i = 0; i < groupsCount; i += 1) groups.push(decodeStreamsGroupDescribeResponseGroup(reader, version))
  reader.skipTags()
  return {
    throttleTimeMs,
    groups,
  }
}

function encodeStreamsGroupDescribeResponse(writer: Writer, draft: StreamsGroupDescribeResponseDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('StreamsGroupDescribeResponse', version)
  writer.int32(draft.throttleTimeMs)
  const groups = draft.groups
  writer.compactCount(groups.length)
  for (const element of groups) encodeStreamsGroupDescribeResponseGroup(writer, element, version)
  writer.unsignedVarint(0)
}

export const api: ApiCodec<89, StreamsGroupDescribeRequest, StreamsGroupDescribeRequestDraft, StreamsGroupDescribeResponse, StreamsGroupDescribeResponseDraft> = {
  key: 89,
  name: 'StreamsGroupDescribe',
  versions: { min: 0, max: 0 },
  flexibleSince: 0,
  request: { decode: decodeStreamsGroupDescribeRequest, encode: encodeStreamsGroupDescribeRequest },
  response: { decode: decodeStreamsGroupDescribeResponse, encode: encodeStreamsGroupDescribeResponse },
}
