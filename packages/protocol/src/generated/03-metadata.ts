// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import { type Uuid, zeroUuid } from '../uuid.ts'
import type { Writer } from '../writer.ts'

export interface MetadataRequest {
  readonly topics: readonly MetadataRequestTopic[] | null
  /** v4+ */
  readonly allowAutoTopicCreation: boolean
  /** v8-10 */
  readonly includeClusterAuthorizedOperations: boolean
  /** v8+ */
  readonly includeTopicAuthorizedOperations: boolean
}

export interface MetadataRequestDraft {
  readonly topics: readonly MetadataRequestTopicDraft[] | null
  readonly allowAutoTopicCreation?: boolean | undefined
  readonly includeClusterAuthorizedOperations?: boolean | undefined
  readonly includeTopicAuthorizedOperations?: boolean | undefined
}

export interface MetadataRequestTopic {
  /** v10+ */
  readonly topicId: Uuid
  readonly name: string | null
}

export interface MetadataRequestTopicDraft {
  readonly topicId?: Uuid | undefined
  readonly name: string | null
}

function decodeMetadataRequestTopic(reader: Reader, version: number): MetadataRequestTopic {
  const topicId = version >= 10 ? reader.uuid() : zeroUuid
  const name = version >= 10 ? reader.compactNullableString() : version >= 9 ? reader.compactString() : reader.string()
  if (version >= 9) {
    reader.skipTags()
  }
  return {
    topicId,
    name,
  }
}

function encodeMetadataRequestTopic(writer: Writer, draft: MetadataRequestTopicDraft, version: number): void {
  if (version >= 10) {
    writer.uuid(draft.topicId ?? zeroUuid)
  }
  const name = draft.name
  if (version >= 10) {
    writer.compactNullableString(name)
  } else if (version >= 9) {
    if (name === null) throw protocolErrors.NOT_NULLABLE('MetadataRequest.topics.name', version)
    writer.compactString(name)
  } else {
    if (name === null) throw protocolErrors.NOT_NULLABLE('MetadataRequest.topics.name', version)
    writer.string(name)
  }
  if (version >= 9) {
    writer.unsignedVarint(0)
  }
}

function decodeMetadataRequest(reader: Reader, version: number): MetadataRequest {
  if (version < 0 || version > 13) throw protocolErrors.UNSUPPORTED_VERSION('MetadataRequest', version)
  let topics: MetadataRequestTopic[] | null = []
  const topicsCount = version >= 10 ? reader.compactNullableCount(18) : version >= 9 ? reader.compactNullableCount(2) : version >= 1 ? reader.nullableCount(2) : reader.count(2)
  if (topicsCount < 0) {
    topics = null
  } else {
    topics = []
    for (let i = 0; i < topicsCount; i += 1) topics.push(decodeMetadataRequestTopic(reader, version))
  }
  const allowAutoTopicCreation = version >= 4 ? reader.bool() : true
  const includeClusterAuthorizedOperations = version >= 11 ? false : version >= 8 ? reader.bool() : false
  const includeTopicAuthorizedOperations = version >= 8 ? reader.bool() : false
  if (version >= 9) {
    reader.skipTags()
  }
  return {
    topics,
    allowAutoTopicCreation,
    includeClusterAuthorizedOperations,
    includeTopicAuthorizedOperations,
  }
}

function encodeMetadataRequest(writer: Writer, draft: MetadataRequestDraft, version: number): void {
  if (version < 0 || version > 13) throw protocolErrors.UNSUPPORTED_VERSION('MetadataRequest', version)
  const topics = draft.topics
  if (version >= 9) {
    writer.compactCount(topics === null ? -1 : topics.length)
  } else if (version >= 1) {
    writer.count(topics === null ? -1 : topics.length)
  } else {
    if (topics === null) throw protocolErrors.NOT_NULLABLE('MetadataRequest.topics', version)
    writer.count(topics === null ? -1 : topics.length)
  }
  if (topics !== null) {
    for (const element of topics) encodeMetadataRequestTopic(writer, element, version)
  }
  const allowAutoTopicCreation = draft.allowAutoTopicCreation ?? true
  if (version >= 4) {
    writer.bool(allowAutoTopicCreation)
  } else {
    if (allowAutoTopicCreation !== true) throw protocolErrors.UNSUPPORTED_FIELD('MetadataRequest.allowAutoTopicCreation', version)
  }
  const includeClusterAuthorizedOperations = draft.includeClusterAuthorizedOperations ?? false
  if (version >= 11) {
    if (includeClusterAuthorizedOperations !== false) throw protocolErrors.UNSUPPORTED_FIELD('MetadataRequest.includeClusterAuthorizedOperations', version)
  } else if (version >= 8) {
    writer.bool(includeClusterAuthorizedOperations)
  } else {
    if (includeClusterAuthorizedOperations !== false) throw protocolErrors.UNSUPPORTED_FIELD('MetadataRequest.includeClusterAuthorizedOperations', version)
  }
  const includeTopicAuthorizedOperations = draft.includeTopicAuthorizedOperations ?? false
  if (version >= 8) {
    writer.bool(includeTopicAuthorizedOperations)
  } else {
    if (includeTopicAuthorizedOperations !== false) throw protocolErrors.UNSUPPORTED_FIELD('MetadataRequest.includeTopicAuthorizedOperations', version)
  }
  if (version >= 9) {
    writer.unsignedVarint(0)
  }
}

export interface MetadataResponse {
  /** v3+ */
  readonly throttleTimeMs: number
  readonly brokers: readonly MetadataResponseBroker[]
  /** v2+ */
  readonly clusterId: string | null
  /** v1+ */
  readonly controllerId: number
  readonly topics: readonly MetadataResponseTopic[]
  /** v8-10 */
  readonly clusterAuthorizedOperations: number
  /** v13+ */
  readonly errorCode: number
}

export interface MetadataResponseDraft {
  readonly throttleTimeMs?: number | undefined
  readonly brokers: readonly MetadataResponseBrokerDraft[]
  readonly clusterId?: string | null | undefined
  readonly controllerId?: number | undefined
  readonly topics: readonly MetadataResponseTopicDraft[]
  readonly clusterAuthorizedOperations?: number | undefined
  readonly errorCode?: number | undefined
}

export interface MetadataResponseTopic {
  readonly errorCode: number
  readonly name: string | null
  /** v10+ */
  readonly topicId: Uuid
  /** v1+ */
  readonly isInternal: boolean
  readonly partitions: readonly MetadataResponsePartition[]
  /** v8+ */
  readonly topicAuthorizedOperations: number
}

export interface MetadataResponseTopicDraft {
  readonly errorCode: number
  readonly name: string | null
  readonly topicId?: Uuid | undefined
  readonly isInternal?: boolean | undefined
  readonly partitions: readonly MetadataResponsePartitionDraft[]
  readonly topicAuthorizedOperations?: number | undefined
}

export interface MetadataResponsePartition {
  readonly errorCode: number
  readonly partitionIndex: number
  readonly leaderId: number
  /** v7+ */
  readonly leaderEpoch: number
  readonly replicaNodes: readonly number[]
  readonly isrNodes: readonly number[]
  /** v5+ */
  readonly offlineReplicas: readonly number[]
}

export interface MetadataResponsePartitionDraft {
  readonly errorCode: number
  readonly partitionIndex: number
  readonly leaderId: number
  readonly leaderEpoch?: number | undefined
  readonly replicaNodes: readonly number[]
  readonly isrNodes: readonly number[]
  readonly offlineReplicas?: readonly number[] | undefined
}

export interface MetadataResponseBroker {
  readonly nodeId: number
  readonly host: string
  readonly port: number
  /** v1+ */
  readonly rack: string | null
}

export interface MetadataResponseBrokerDraft {
  readonly nodeId: number
  readonly host: string
  readonly port: number
  readonly rack?: string | null | undefined
}

function decodeMetadataResponseBroker(reader: Reader, version: number): MetadataResponseBroker {
  const nodeId = reader.int32()
  const host = version >= 9 ? reader.compactString() : reader.string()
  const port = reader.int32()
  const rack = version >= 9 ? reader.compactNullableString() : version >= 1 ? reader.nullableString() : null
  if (version >= 9) {
    reader.skipTags()
  }
  return {
    nodeId,
    host,
    port,
    rack,
  }
}

function encodeMetadataResponseBroker(writer: Writer, draft: MetadataResponseBrokerDraft, version: number): void {
  writer.int32(draft.nodeId)
  const host = draft.host
  if (version >= 9) {
    writer.compactString(host)
  } else {
    writer.string(host)
  }
  writer.int32(draft.port)
  const rack = draft.rack ?? null
  if (version >= 9) {
    writer.compactNullableString(rack)
  } else if (version >= 1) {
    writer.nullableString(rack)
  }
  if (version >= 9) {
    writer.unsignedVarint(0)
  }
}

function decodeMetadataResponsePartition(reader: Reader, version: number): MetadataResponsePartition {
  const errorCode = reader.int16()
  const partitionIndex = reader.int32()
  const leaderId = reader.int32()
  const leaderEpoch = version >= 7 ? reader.int32() : -1
  const replicaNodes: number[] = []
  const replicaNodesCount = version >= 9 ? reader.compactCount(4) : reader.count(4)
  for (let i = 0; i < replicaNodesCount; i += 1) replicaNodes.push(reader.int32())
  const isrNodes: number[] = []
  const isrNodesCount = version >= 9 ? reader.compactCount(4) : reader.count(4)
  for (let i = 0; i < isrNodesCount; i += 1) isrNodes.push(reader.int32())
  const offlineReplicas: number[] = []
  if (version >= 5) {
    const offlineReplicasCount = version >= 9 ? reader.compactCount(4) : reader.count(4)
    for (let i = 0; i < offlineReplicasCount; i += 1) offlineReplicas.push(reader.int32())
  }
  if (version >= 9) {
    reader.skipTags()
  }
  return {
    errorCode,
    partitionIndex,
    leaderId,
    leaderEpoch,
    replicaNodes,
    isrNodes,
    offlineReplicas,
  }
}

function encodeMetadataResponsePartition(writer: Writer, draft: MetadataResponsePartitionDraft, version: number): void {
  writer.int16(draft.errorCode)
  writer.int32(draft.partitionIndex)
  writer.int32(draft.leaderId)
  if (version >= 7) {
    writer.int32(draft.leaderEpoch ?? -1)
  }
  const replicaNodes = draft.replicaNodes
  if (version >= 9) {
    writer.compactCount(replicaNodes.length)
  } else {
    writer.count(replicaNodes.length)
  }
  for (const element of replicaNodes) writer.int32(element)
  const isrNodes = draft.isrNodes
  if (version >= 9) {
    writer.compactCount(isrNodes.length)
  } else {
    writer.count(isrNodes.length)
  }
  for (const element of isrNodes) writer.int32(element)
  const offlineReplicas = draft.offlineReplicas ?? []
  if (version >= 9) {
    writer.compactCount(offlineReplicas.length)
  } else if (version >= 5) {
    writer.count(offlineReplicas.length)
  }
  if (version >= 5) {
    for (const element of offlineReplicas) writer.int32(element)
  }
  if (version >= 9) {
    writer.unsignedVarint(0)
  }
}

function decodeMetadataResponseTopic(reader: Reader, version: number): MetadataResponseTopic {
  const errorCode = reader.int16()
  const name = version >= 12 ? reader.compactNullableString() : version >= 9 ? reader.compactString() : reader.string()
  const topicId = version >= 10 ? reader.uuid() : zeroUuid
  const isInternal = version >= 1 ? reader.bool() : false
  const partitions: MetadataResponsePartition[] = []
  const partitionsCount = version >= 9 ? reader.compactCount(18) : version >= 7 ? reader.count(26) : version >= 5 ? reader.count(22) : reader.count(18)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeMetadataResponsePartition(reader, version))
  const topicAuthorizedOperations = version >= 8 ? reader.int32() : -2147483648
  if (version >= 9) {
    reader.skipTags()
  }
  return {
    errorCode,
    name,
    topicId,
    isInternal,
    partitions,
    topicAuthorizedOperations,
  }
}

function encodeMetadataResponseTopic(writer: Writer, draft: MetadataResponseTopicDraft, version: number): void {
  writer.int16(draft.errorCode)
  const name = draft.name
  if (version >= 12) {
    writer.compactNullableString(name)
  } else if (version >= 9) {
    if (name === null) throw protocolErrors.NOT_NULLABLE('MetadataResponse.topics.name', version)
    writer.compactString(name)
  } else {
    if (name === null) throw protocolErrors.NOT_NULLABLE('MetadataResponse.topics.name', version)
    writer.string(name)
  }
  if (version >= 10) {
    writer.uuid(draft.topicId ?? zeroUuid)
  }
  if (version >= 1) {
    writer.bool(draft.isInternal ?? false)
  }
  const partitions = draft.partitions
  if (version >= 9) {
    writer.compactCount(partitions.length)
  } else {
    writer.count(partitions.length)
  }
  for (const element of partitions) encodeMetadataResponsePartition(writer, element, version)
  const topicAuthorizedOperations = draft.topicAuthorizedOperations ?? -2147483648
  if (version >= 8) {
    writer.int32(topicAuthorizedOperations)
  } else {
    if (topicAuthorizedOperations !== -2147483648) throw protocolErrors.UNSUPPORTED_FIELD('MetadataResponse.topics.topicAuthorizedOperations', version)
  }
  if (version >= 9) {
    writer.unsignedVarint(0)
  }
}

function decodeMetadataResponse(reader: Reader, version: number): MetadataResponse {
  if (version < 0 || version > 13) throw protocolErrors.UNSUPPORTED_VERSION('MetadataResponse', version)
  const throttleTimeMs = version >= 3 ? reader.int32() : 0
  const brokers: MetadataResponseBroker[] = []
  const brokersCount = version >= 9 ? reader.compactCount(11) : version >= 1 ? reader.count(12) : reader.count(10)
  for (let i = 0; i < brokersCount; i += 1) brokers.push(decodeMetadataResponseBroker(reader, version))
  const clusterId = version >= 9 ? reader.compactNullableString() : version >= 2 ? reader.nullableString() : null
  const controllerId = version >= 1 ? reader.int32() : -1
  const topics: MetadataResponseTopic[] = []
  const topicsCount = version >= 10 ? reader.compactCount(26) : version >= 9 ? reader.compactCount(10) : version >= 8 ? reader.count(13) : version >= 1 ? reader.count(9) : reader.count(8)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeMetadataResponseTopic(reader, version))
  const clusterAuthorizedOperations = version >= 11 ? -2147483648 : version >= 8 ? reader.int32() : -2147483648
  const errorCode = version >= 13 ? reader.int16() : 0
  if (version >= 9) {
    reader.skipTags()
  }
  return {
    throttleTimeMs,
    brokers,
    clusterId,
    controllerId,
    topics,
    clusterAuthorizedOperations,
    errorCode,
  }
}

function encodeMetadataResponse(writer: Writer, draft: MetadataResponseDraft, version: number): void {
  if (version < 0 || version > 13) throw protocolErrors.UNSUPPORTED_VERSION('MetadataResponse', version)
  if (version >= 3) {
    writer.int32(draft.throttleTimeMs ?? 0)
  }
  const brokers = draft.brokers
  if (version >= 9) {
    writer.compactCount(brokers.length)
  } else {
    writer.count(brokers.length)
  }
  for (const element of brokers) encodeMetadataResponseBroker(writer, element, version)
  const clusterId = draft.clusterId ?? null
  if (version >= 9) {
    writer.compactNullableString(clusterId)
  } else if (version >= 2) {
    writer.nullableString(clusterId)
  }
  if (version >= 1) {
    writer.int32(draft.controllerId ?? -1)
  }
  const topics = draft.topics
  if (version >= 9) {
    writer.compactCount(topics.length)
  } else {
    writer.count(topics.length)
  }
  for (const element of topics) encodeMetadataResponseTopic(writer, element, version)
  const clusterAuthorizedOperations = draft.clusterAuthorizedOperations ?? -2147483648
  if (version >= 11) {
    if (clusterAuthorizedOperations !== -2147483648) throw protocolErrors.UNSUPPORTED_FIELD('MetadataResponse.clusterAuthorizedOperations', version)
  } else if (version >= 8) {
    writer.int32(clusterAuthorizedOperations)
  } else {
    if (clusterAuthorizedOperations !== -2147483648) throw protocolErrors.UNSUPPORTED_FIELD('MetadataResponse.clusterAuthorizedOperations', version)
  }
  if (version >= 13) {
    writer.int16(draft.errorCode ?? 0)
  }
  if (version >= 9) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<3, MetadataRequest, MetadataRequestDraft, MetadataResponse, MetadataResponseDraft> = {
  key: 3,
  name: 'Metadata',
  versions: { min: 0, max: 13 },
  flexibleSince: 9,
  request: { decode: decodeMetadataRequest, encode: encodeMetadataRequest },
  response: { decode: decodeMetadataResponse, encode: encodeMetadataResponse },
}
