// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import { type Uuid, zeroUuid } from '../uuid.ts'
import type { Writer } from '../writer.ts'

export interface DescribeQuorumRequest {
  readonly topics: readonly DescribeQuorumRequestTopic[]
}

export type DescribeQuorumRequestDraft = DescribeQuorumRequest

export interface DescribeQuorumRequestTopic {
  readonly topicName: string
  readonly partitions: readonly DescribeQuorumRequestPartition[]
}

export type DescribeQuorumRequestTopicDraft = DescribeQuorumRequestTopic

export interface DescribeQuorumRequestPartition {
  readonly partitionIndex: number
}

export type DescribeQuorumRequestPartitionDraft = DescribeQuorumRequestPartition

function decodeDescribeQuorumRequestPartition(reader: Reader, _version: number): DescribeQuorumRequestPartition {
  const partitionIndex = reader.int32()
  reader.skipTags()
  return {
    partitionIndex,
  }
}

function encodeDescribeQuorumRequestPartition(writer: Writer, draft: DescribeQuorumRequestPartitionDraft, _version: number): void {
  writer.int32(draft.partitionIndex)
  writer.unsignedVarint(0)
}

function decodeDescribeQuorumRequestTopic(reader: Reader, version: number): DescribeQuorumRequestTopic {
  const topicName = reader.compactString()
  const partitions: DescribeQuorumRequestPartition[] = []
  const partitionsCount = reader.compactCount(5)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeDescribeQuorumRequestPartition(reader, version))
  reader.skipTags()
  return {
    topicName,
    partitions,
  }
}

function encodeDescribeQuorumRequestTopic(writer: Writer, draft: DescribeQuorumRequestTopicDraft, version: number): void {
  writer.compactString(draft.topicName)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) encodeDescribeQuorumRequestPartition(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeDescribeQuorumRequest(reader: Reader, version: number): DescribeQuorumRequest {
  if (version < 0 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('DescribeQuorumRequest', version)
  const topics: DescribeQuorumRequestTopic[] = []
  const topicsCount = reader.compactCount(3)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeDescribeQuorumRequestTopic(reader, version))
  reader.skipTags()
  return {
    topics,
  }
}

function encodeDescribeQuorumRequest(writer: Writer, draft: DescribeQuorumRequestDraft, version: number): void {
  if (version < 0 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('DescribeQuorumRequest', version)
  const topics = draft.topics
  writer.compactCount(topics.length)
  for (const element of topics) encodeDescribeQuorumRequestTopic(writer, element, version)
  writer.unsignedVarint(0)
}

export interface DescribeQuorumResponse {
  readonly errorCode: number
  /** v2+ */
  readonly errorMessage: string | null
  readonly topics: readonly DescribeQuorumResponseTopic[]
  /** v2+ */
  readonly nodes: readonly DescribeQuorumResponseNode[]
}

export interface DescribeQuorumResponseDraft {
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly topics: readonly DescribeQuorumResponseTopicDraft[]
  readonly nodes?: readonly DescribeQuorumResponseNodeDraft[] | undefined
}

export interface DescribeQuorumResponseNode {
  readonly nodeId: number
  readonly listeners: readonly DescribeQuorumResponseListener[]
}

export type DescribeQuorumResponseNodeDraft = DescribeQuorumResponseNode

export interface DescribeQuorumResponseListener {
  readonly name: string
  readonly host: string
  readonly port: number
}

export type DescribeQuorumResponseListenerDraft = DescribeQuorumResponseListener

export interface DescribeQuorumResponseTopic {
  readonly topicName: string
  readonly partitions: readonly DescribeQuorumResponsePartition[]
}

export interface DescribeQuorumResponseTopicDraft {
  readonly topicName: string
  readonly partitions: readonly DescribeQuorumResponsePartitionDraft[]
}

export interface DescribeQuorumResponsePartition {
  readonly partitionIndex: number
  readonly errorCode: number
  /** v2+ */
  readonly errorMessage: string | null
  readonly leaderId: number
  readonly leaderEpoch: number
  readonly highWatermark: bigint
  readonly currentVoters: readonly DescribeQuorumResponseReplicaState[]
  readonly observers: readonly DescribeQuorumResponseReplicaState[]
}

export interface DescribeQuorumResponsePartitionDraft {
  readonly partitionIndex: number
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly leaderId: number
  readonly leaderEpoch: number
  readonly highWatermark: bigint
  readonly currentVoters: readonly DescribeQuorumResponseReplicaStateDraft[]
  readonly observers: readonly DescribeQuorumResponseReplicaStateDraft[]
}

export interface DescribeQuorumResponseReplicaState {
  readonly replicaId: number
  /** v2+ */
  readonly replicaDirectoryId: Uuid
  readonly logEndOffset: bigint
  /** v1+ */
  readonly lastFetchTimestamp: bigint
  /** v1+ */
  readonly lastCaughtUpTimestamp: bigint
}

export interface DescribeQuorumResponseReplicaStateDraft {
  readonly replicaId: number
  readonly replicaDirectoryId?: Uuid | undefined
  readonly logEndOffset: bigint
  readonly lastFetchTimestamp?: bigint | undefined
  readonly lastCaughtUpTimestamp?: bigint | undefined
}

function decodeDescribeQuorumResponseReplicaState(reader: Reader, version: number): DescribeQuorumResponseReplicaState {
  const replicaId = reader.int32()
  const replicaDirectoryId = version >= 2 ? reader.uuid() : zeroUuid
  const logEndOffset = reader.int64()
  const lastFetchTimestamp = version >= 1 ? reader.int64() : -1n
  const lastCaughtUpTimestamp = version >= 1 ? reader.int64() : -1n
  reader.skipTags()
  return {
    replicaId,
    replicaDirectoryId,
    logEndOffset,
    lastFetchTimestamp,
    lastCaughtUpTimestamp,
  }
}

function encodeDescribeQuorumResponseReplicaState(writer: Writer, draft: DescribeQuorumResponseReplicaStateDraft, version: number): void {
  writer.int32(draft.replicaId)
  const replicaDirectoryId = draft.replicaDirectoryId ?? zeroUuid
  if (version >= 2) {
    writer.uuid(replicaDirectoryId)
  } else {
    if (replicaDirectoryId !== zeroUuid) throw protocolErrors.UNSUPPORTED_FIELD('DescribeQuorumResponse.topics.partitions.currentVoters.replicaDirectoryId', version)
  }
  writer.int64(draft.logEndOffset)
  if (version >= 1) {
    writer.int64(draft.lastFetchTimestamp ?? -1n)
  }
  if (version >= 1) {
    writer.int64(draft.lastCaughtUpTimestamp ?? -1n)
  }
  writer.unsignedVarint(0)
}

function decodeDescribeQuorumResponsePartition(reader: Reader, version: number): DescribeQuorumResponsePartition {
  const partitionIndex = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = version >= 2 ? reader.compactNullableString() : ''
  const leaderId = reader.int32()
  const leaderEpoch = reader.int32()
  const highWatermark = reader.int64()
  const currentVoters: DescribeQuorumResponseReplicaState[] = []
  const currentVotersCount = version >= 2 ? reader.compactCount(45) : version >= 1 ? reader.compactCount(29) : reader.compactCount(13)
  for (let i = 0; i < currentVotersCount; i += 1) currentVoters.push(decodeDescribeQuorumResponseReplicaState(reader, version))
  const observers: DescribeQuorumResponseReplicaState[] = []
  const observersCount = version >= 2 ? reader.compactCount(45) : version >= 1 ? reader.compactCount(29) : reader.compactCount(13)
  for (let i = 0; i < observersCount; i += 1) observers.push(decodeDescribeQuorumResponseReplicaState(reader, version))
  reader.skipTags()
  return {
    partitionIndex,
    errorCode,
    errorMessage,
    leaderId,
    leaderEpoch,
    highWatermark,
    currentVoters,
    observers,
  }
}

function encodeDescribeQuorumResponsePartition(writer: Writer, draft: DescribeQuorumResponsePartitionDraft, version: number): void {
  writer.int32(draft.partitionIndex)
  writer.int16(draft.errorCode)
  if (version >= 2) {
    writer.compactNullableString(draft.errorMessage === undefined ? '' : draft.errorMessage)
  }
  writer.int32(draft.leaderId)
  writer.int32(draft.leaderEpoch)
  writer.int64(draft.highWatermark)
  const currentVoters = draft.currentVoters
  writer.compactCount(currentVoters.length)
  for (const element of currentVoters) encodeDescribeQuorumResponseReplicaState(writer, element, version)
  const observers = draft.observers
  writer.compactCount(observers.length)
  for (const element of observers) encodeDescribeQuorumResponseReplicaState(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeDescribeQuorumResponseTopic(reader: Reader, version: number): DescribeQuorumResponseTopic {
  const topicName = reader.compactString()
  const partitions: DescribeQuorumResponsePartition[] = []
  const partitionsCount = version >= 2 ? reader.compactCount(26) : reader.compactCount(25)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeDescribeQuorumResponsePartition(reader, version))
  reader.skipTags()
  return {
    topicName,
    partitions,
  }
}

function encodeDescribeQuorumResponseTopic(writer: Writer, draft: DescribeQuorumResponseTopicDraft, version: number): void {
  writer.compactString(draft.topicName)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) encodeDescribeQuorumResponsePartition(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeDescribeQuorumResponseListener(reader: Reader, _version: number): DescribeQuorumResponseListener {
  const name = reader.compactString()
  const host = reader.compactString()
  const port = reader.uint16()
  reader.skipTags()
  return {
    name,
    host,
    port,
  }
}

function encodeDescribeQuorumResponseListener(writer: Writer, draft: DescribeQuorumResponseListenerDraft, _version: number): void {
  writer.compactString(draft.name)
  writer.compactString(draft.host)
  writer.uint16(draft.port)
  writer.unsignedVarint(0)
}

function decodeDescribeQuorumResponseNode(reader: Reader, version: number): DescribeQuorumResponseNode {
  const nodeId = reader.int32()
  const listeners: DescribeQuorumResponseListener[] = []
  const listenersCount = reader.compactCount(5)
  for (let i = 0; i < listenersCount; i += 1) listeners.push(decodeDescribeQuorumResponseListener(reader, version))
  reader.skipTags()
  return {
    nodeId,
    listeners,
  }
}

function encodeDescribeQuorumResponseNode(writer: Writer, draft: DescribeQuorumResponseNodeDraft, version: number): void {
  writer.int32(draft.nodeId)
  const listeners = draft.listeners
  writer.compactCount(listeners.length)
  for (const element of listeners) encodeDescribeQuorumResponseListener(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeDescribeQuorumResponse(reader: Reader, version: number): DescribeQuorumResponse {
  if (version < 0 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('DescribeQuorumResponse', version)
  const errorCode = reader.int16()
  const errorMessage = version >= 2 ? reader.compactNullableString() : ''
  const topics: DescribeQuorumResponseTopic[] = []
  const topicsCount = reader.compactCount(3)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeDescribeQuorumResponseTopic(reader, version))
  const nodes: DescribeQuorumResponseNode[] = []
  if (version >= 2) {
    const nodesCount = reader.compactCount(6)
    for (let i = 0; i < nodesCount; i += 1) nodes.push(decodeDescribeQuorumResponseNode(reader, version))
  }
  reader.skipTags()
  return {
    errorCode,
    errorMessage,
    topics,
    nodes,
  }
}

function encodeDescribeQuorumResponse(writer: Writer, draft: DescribeQuorumResponseDraft, version: number): void {
  if (version < 0 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('DescribeQuorumResponse', version)
  writer.int16(draft.errorCode)
  if (version >= 2) {
    writer.compactNullableString(draft.errorMessage === undefined ? '' : draft.errorMessage)
  }
  const topics = draft.topics
  writer.compactCount(topics.length)
  for (const element of topics) encodeDescribeQuorumResponseTopic(writer, element, version)
  const nodes = draft.nodes ?? []
  if (version >= 2) {
    writer.compactCount(nodes.length)
  } else {
    if (nodes.length > 0) throw protocolErrors.UNSUPPORTED_FIELD('DescribeQuorumResponse.nodes', version)
  }
  if (version >= 2) {
    for (const element of nodes) encodeDescribeQuorumResponseNode(writer, element, version)
  }
  writer.unsignedVarint(0)
}

export const api: ApiCodec<55, DescribeQuorumRequest, DescribeQuorumRequestDraft, DescribeQuorumResponse, DescribeQuorumResponseDraft> = {
  key: 55,
  name: 'DescribeQuorum',
  versions: { min: 0, max: 2 },
  flexibleSince: 0,
  request: { decode: decodeDescribeQuorumRequest, encode: encodeDescribeQuorumRequest },
  response: { decode: decodeDescribeQuorumResponse, encode: encodeDescribeQuorumResponse },
}
