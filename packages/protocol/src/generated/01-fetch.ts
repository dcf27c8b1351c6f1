// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import { type Uuid, zeroUuid } from '../uuid.ts'
import { Writer } from '../writer.ts'

export interface FetchRequest {
  /** v12+ */
  readonly clusterId: string | null
  /** up to v14 */
  readonly replicaId: number
  /** v15+ */
  readonly replicaState: FetchRequestReplicaState
  readonly maxWaitMs: number
  readonly minBytes: number
  readonly maxBytes: number
  readonly isolationLevel: number
  /** v7+ */
  readonly sessionId: number
  /** v7+ */
  readonly sessionEpoch: number
  readonly topics: readonly FetchRequestTopic[]
  /** v7+ */
  readonly forgottenTopicsData: readonly FetchRequestForgottenTopicsData[]
  /** v11+ */
  readonly rackId: string
}

export interface FetchRequestDraft {
  readonly clusterId?: string | null | undefined
  readonly replicaId?: number | undefined
  readonly replicaState?: FetchRequestReplicaStateDraft | undefined
  readonly maxWaitMs: number
  readonly minBytes: number
  readonly maxBytes?: number | undefined
  readonly isolationLevel?: number | undefined
  readonly sessionId?: number | undefined
  readonly sessionEpoch?: number | undefined
  readonly topics: readonly FetchRequestTopicDraft[]
  readonly forgottenTopicsData?: readonly FetchRequestForgottenTopicsDataDraft[] | undefined
  readonly rackId?: string | undefined
}

export interface FetchRequestForgottenTopicsData {
  /** up to v12 */
  readonly topic: string
  /** v13+ */
  readonly topicId: Uuid
  readonly partitions: readonly number[]
}

export interface FetchRequestForgottenTopicsDataDraft {
  readonly topic?: string | undefined
  readonly topicId?: Uuid | undefined
  readonly partitions: readonly number[]
}

export interface FetchRequestTopic {
  /** up to v12 */
  readonly topic: string
  /** v13+ */
  readonly topicId: Uuid
  readonly partitions: readonly FetchRequestPartition[]
}

export interface FetchRequestTopicDraft {
  readonly topic?: string | undefined
  readonly topicId?: Uuid | undefined
  readonly partitions: readonly FetchRequestPartitionDraft[]
}

export interface FetchRequestPartition {
  readonly partition: number
  /** v9+ */
  readonly currentLeaderEpoch: number
  readonly fetchOffset: bigint
  /** v12+ */
  readonly lastFetchedEpoch: number
  /** v5+ */
  readonly logStartOffset: bigint
  readonly partitionMaxBytes: number
  /** v17+ */
  readonly replicaDirectoryId: Uuid
  /** v18+ */
  readonly highWatermark: bigint
}

export interface FetchRequestPartitionDraft {
  readonly partition: number
  readonly currentLeaderEpoch?: number | undefined
  readonly fetchOffset: bigint
  readonly lastFetchedEpoch?: number | undefined
  readonly logStartOffset?: bigint | undefined
  readonly partitionMaxBytes: number
  readonly replicaDirectoryId?: Uuid | undefined
  readonly highWatermark?: bigint | undefined
}

export interface FetchRequestReplicaState {
  readonly replicaId: number
  readonly replicaEpoch: bigint
}

export interface FetchRequestReplicaStateDraft {
  readonly replicaId?: number | undefined
  readonly replicaEpoch?: bigint | undefined
}

const defaultFetchRequestReplicaState: FetchRequestReplicaState = {
  replicaId: -1,
  replicaEpoch: -1n,
}

function decodeFetchRequestReplicaState(reader: Reader, _version: number): FetchRequestReplicaState {
  const replicaId = reader.int32()
  const replicaEpoch = reader.int64()
  reader.skipTags()
  return {
    replicaId,
    replicaEpoch,
  }
}

function encodeFetchRequestReplicaState(writer: Writer, draft: FetchRequestReplicaStateDraft, _version: number): void {
  writer.int32(draft.replicaId ?? -1)
  writer.int64(draft.replicaEpoch ?? -1n)
  writer.unsignedVarint(0)
}

function decodeFetchRequestPartition(reader: Reader, version: number): FetchRequestPartition {
  const partition = reader.int32()
  const currentLeaderEpoch = version >= 9 ? reader.int32() : -1
  const fetchOffset = reader.int64()
  const lastFetchedEpoch = version >= 12 ? reader.int32() : -1
  const logStartOffset = version >= 5 ? reader.int64() : -1n
  const partitionMaxBytes = reader.int32()
  let replicaDirectoryId: Uuid = zeroUuid
  let highWatermark: bigint = 9223372036854775807n
  if (version >= 12) {
    const tagCount = reader.tagCount()
    for (let t = 0, tag = -1; t < tagCount; t += 1) {
      tag = reader.tag(tag)
      if (tag === 0 && version >= 17) {
        const end = reader.tagEnd()
        replicaDirectoryId = reader.uuid()
        reader.endTag(tag, end)
      } else if (tag === 1 && version >= 18) {
        const end = reader.tagEnd()
        highWatermark = reader.int64()
        reader.endTag(tag, end)
      } else {
        reader.skipTag()
      }
    }
  }
  return {
    partition,
    currentLeaderEpoch,
    fetchOffset,
    lastFetchedEpoch,
    logStartOffset,
    partitionMaxBytes,
    replicaDirectoryId,
    highWatermark,
  }
}

function encodeFetchRequestPartition(writer: Writer, draft: FetchRequestPartitionDraft, version: number): void {
  writer.int32(draft.partition)
  if (version >= 9) {
    writer.int32(draft.currentLeaderEpoch ?? -1)
  }
  writer.int64(draft.fetchOffset)
  const lastFetchedEpoch = draft.lastFetchedEpoch ?? -1
  if (version >= 12) {
    writer.int32(lastFetchedEpoch)
  } else {
    if (lastFetchedEpoch !== -1) throw protocolErrors.UNSUPPORTED_FIELD('FetchRequest.topics.partitions.lastFetchedEpoch', version)
  }
  if (version >= 5) {
    writer.int64(draft.logStartOffset ?? -1n)
  }
  writer.int32(draft.partitionMaxBytes)
  const replicaDirectoryId = draft.replicaDirectoryId ?? zeroUuid
  const highWatermark = draft.highWatermark ?? 9223372036854775807n
  if (version >= 12) {
    const hasReplicaDirectoryId = version >= 17 && (replicaDirectoryId !== zeroUuid)
    const hasHighWatermark = version >= 18 && (highWatermark !== 9223372036854775807n)
    writer.unsignedVarint(Number(hasReplicaDirectoryId) + Number(hasHighWatermark))
    if (hasReplicaDirectoryId) {
      const content = new Writer()
      content.uuid(replicaDirectoryId)
      writer.tagged(0, content)
    }
    if (hasHighWatermark) {
      const content = new Writer()
      content.int64(highWatermark)
      writer.tagged(1, content)
    }
  }
}

function decodeFetchRequestTopic(reader: Reader, version: number): FetchRequestTopic {
  const topic = version >= 13 ? '' : version >= 12 ? reader.compactString() : reader.string()
  const topicId = version >= 13 ? reader.uuid() : zeroUuid
  const partitions: FetchRequestPartition[] = []
  const partitionsCount = version >= 12 ? reader.compactCount(33) : version >= 9 ? reader.count(28) : version >= 5 ? reader.count(24) : reader.count(16)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeFetchRequestPartition(reader, version))
  if (version >= 12) {
    reader.skipTags()
  }
  return {
    topic,
    topicId,
    partitions,
  }
}

function encodeFetchRequestTopic(writer: Writer, draft: FetchRequestTopicDraft, version: number): void {
  const topic = draft.topic ?? ''
  if (version < 13) {
    if (version >= 12) {
      writer.compactString(topic)
    } else {
      writer.string(topic)
    }
  }
  if (version >= 13) {
    writer.uuid(draft.topicId ?? zeroUuid)
  }
  const partitions = draft.partitions
  if (version >= 12) {
    writer.compactCount(partitions.length)
  } else {
    writer.count(partitions.length)
  }
  for (const element of partitions) encodeFetchRequestPartition(writer, element, version)
  if (version >= 12) {
    writer.unsignedVarint(0)
  }
}

function decodeFetchRequestForgottenTopicsData(reader: Reader, version: number): FetchRequestForgottenTopicsData {
  const topic = version >= 13 ? '' : version >= 12 ? reader.compactString() : reader.string()
  const topicId = version >= 13 ? reader.uuid() : zeroUuid
  const partitions: number[] = []
  const partitionsCount = version >= 12 ? reader.compactCount(4) : reader.count(4)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(reader.int32())
  if (version >= 12) {
    reader.skipTags()
  }
  return {
    topic,
    topicId,
    partitions,
  }
}

function encodeFetchRequestForgottenTopicsData(writer: Writer, draft: FetchRequestForgottenTopicsDataDraft, version: number): void {
  const topic = draft.topic ?? ''
  if (version < 13) {
    if (version >= 12) {
      writer.compactString(topic)
    } else {
      writer.string(topic)
    }
  }
  if (version >= 13) {
    writer.uuid(draft.topicId ?? zeroUuid)
  }
  const partitions = draft.partitions
  if (version >= 12) {
    writer.compactCount(partitions.length)
  } else {
    writer.count(partitions.length)
  }
  for (const element of partitions) writer.int32(element)
  if (version >= 12) {
    writer.unsignedVarint(0)
  }
}

function decodeFetchRequest(reader: Reader, version: number): FetchRequest {
  if (version < 4 || version > 18) throw protocolErrors.UNSUPPORTED_VERSION('FetchRequest', version)
  const replicaId = version >= 15 ? -1 : reader.int32()
  const maxWaitMs = reader.int32()
  const minBytes = reader.int32()
  const maxBytes = reader.int32()
  const isolationLevel = reader.int8()
  const sessionId = version >= 7 ? reader.int32() : 0
  const sessionEpoch = version >= 7 ? reader.int32() : -1
  const topics: FetchRequestTopic[] = []
  const topicsCount = version >= 13 ? reader.compactCount(18) : version >= 12 ? reader.compactCount(3) : reader.count(6)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeFetchRequestTopic(reader, version))
  const forgottenTopicsData: FetchRequestForgottenTopicsData[] = []
  if (version >= 7) {
    const forgottenTopicsDataCount = version >= 13 ? reader.compactCount(18) : version >= 12 ? reader.compactCount(3) : reader.count(6)
    for (let i = 0; i < forgottenTopicsDataCount; i += 1) forgottenTopicsData.push(decodeFetchRequestForgottenTopicsData(reader, version))
  }
  const rackId = version >= 12 ? reader.compactString() : version >= 11 ? reader.string() : ''
  let clusterId: string | null = null
  let replicaState: FetchRequestReplicaState = defaultFetchRequestReplicaState
  if (version >= 12) {
    const tagCount = reader.tagCount()
    for (let t = 0, tag = -1; t < tagCount; t += 1) {
      tag = reader.tag(tag)
      if (tag === 0) {
        const end = reader.tagEnd()
        clusterId = reader.compactNullableString()
        reader.endTag(tag, end)
      } else if (tag === 1 && version >= 15) {
        const end = reader.tagEnd()
        replicaState = decodeFetchRequestReplicaState(reader, version)
        reader.endTag(tag, end)
      } else {
        reader.skipTag()
      }
    }
  }
  return {
    clusterId,
    replicaId,
    replicaState,
    maxWaitMs,
    minBytes,
    maxBytes,
    isolationLevel,
    sessionId,
    sessionEpoch,
    topics,
    forgottenTopicsData,
    rackId,
  }
}

function encodeFetchRequest(writer: Writer, draft: FetchRequestDraft, version: number): void {
  if (version < 4 || version > 18) throw protocolErrors.UNSUPPORTED_VERSION('FetchRequest', version)
  const replicaId = draft.replicaId ?? -1
  if (version >= 15) {
    if (replicaId !== -1) throw protocolErrors.UNSUPPORTED_FIELD('FetchRequest.replicaId', version)
  } else {
    writer.int32(replicaId)
  }
  writer.int32(draft.maxWaitMs)
  writer.int32(draft.minBytes)
  writer.int32(draft.maxBytes ?? 2147483647)
  writer.int8(draft.isolationLevel ?? 0)
  if (version >= 7) {
    writer.int32(draft.sessionId ?? 0)
  }
  if (version >= 7) {
    writer.int32(draft.sessionEpoch ?? -1)
  }
  const topics = draft.topics
  if (version >= 12) {
    writer.compactCount(topics.length)
  } else {
    writer.count(topics.length)
  }
  for (const element of topics) encodeFetchRequestTopic(writer, element, version)
  const forgottenTopicsData = draft.forgottenTopicsData ?? []
  if (version >= 12) {
    writer.compactCount(forgottenTopicsData.length)
  } else if (version >= 7) {
    writer.count(forgottenTopicsData.length)
  } else {
    if (forgottenTopicsData.length > 0) throw protocolErrors.UNSUPPORTED_FIELD('FetchRequest.forgottenTopicsData', version)
  }
  if (version >= 7) {
    for (const element of forgottenTopicsData) encodeFetchRequestForgottenTopicsData(writer, element, version)
  }
  const rackId = draft.rackId ?? ''
  if (version >= 12) {
    writer.compactString(rackId)
  } else if (version >= 11) {
    writer.string(rackId)
  }
  const clusterId = draft.clusterId ?? null
  const replicaState = draft.replicaState ?? defaultFetchRequestReplicaState
  if (version < 15) {
    if (replicaState !== defaultFetchRequestReplicaState && ((replicaState.replicaId ?? -1) !== -1 || (replicaState.replicaEpoch ?? -1n) !== -1n)) throw protocolErrors.UNSUPPORTED_FIELD('FetchRequest.replicaState', version)
  }
  if (version >= 12) {
    const hasClusterId = clusterId !== null
    const hasReplicaState = version >= 15 && (replicaState !== defaultFetchRequestReplicaState && ((replicaState.replicaId ?? -1) !== -1 || (replicaState.replicaEpoch ?? -1n) !== -1n))
    writer.unsignedVarint(Number(hasClusterId) + Number(hasReplicaState))
    if (hasClusterId) {
      const content = new Writer()
      content.compactNullableString(clusterId)
      writer.tagged(0, content)
    }
    if (hasReplicaState) {
      const content = new Writer()
      encodeFetchRequestReplicaState(content, replicaState, version)
      writer.tagged(1, content)
    }
  }
}

export interface FetchResponse {
  readonly throttleTimeMs: number
  /** v7+ */
  readonly errorCode: number
  /** v7+ */
  readonly sessionId: number
  readonly responses: readonly FetchResponseResponse[]
  /** v16+ */
  readonly nodeEndpoints: readonly FetchResponseNodeEndpoint[]
}

export interface FetchResponseDraft {
  readonly throttleTimeMs: number
  readonly errorCode?: number | undefined
  readonly sessionId?: number | undefined
  readonly responses: readonly FetchResponseResponseDraft[]
  readonly nodeEndpoints?: readonly FetchResponseNodeEndpointDraft[] | undefined
}

export interface FetchResponseNodeEndpoint {
  readonly nodeId: number
  readonly host: string
  readonly port: number
  readonly rack: string | null
}

export interface FetchResponseNodeEndpointDraft {
  readonly nodeId: number
  readonly host: string
  readonly port: number
  readonly rack?: string | null | undefined
}

export interface FetchResponseResponse {
  /** up to v12 */
  readonly topic: string
  /** v13+ */
  readonly topicId: Uuid
  readonly partitions: readonly FetchResponsePartition[]
}

export interface FetchResponseResponseDraft {
  readonly topic?: string | undefined
  readonly topicId?: Uuid | undefined
  readonly partitions: readonly FetchResponsePartitionDraft[]
}

export interface FetchResponsePartition {
  readonly partitionIndex: number
  readonly errorCode: number
  readonly highWatermark: bigint
  readonly lastStableOffset: bigint
  /** v5+ */
  readonly logStartOffset: bigint
  /** v12+ */
  readonly divergingEpoch: FetchResponseDivergingEpoch
  /** v12+ */
  readonly currentLeader: FetchResponseCurrentLeader
  /** v12+ */
  readonly snapshotId: FetchResponseSnapshotId
  readonly abortedTransactions: readonly FetchResponseAbortedTransaction[] | null
  /** v11+ */
  readonly preferredReadReplica: number
  readonly records: Uint8Array | null
}

export interface FetchResponsePartitionDraft {
  readonly partitionIndex: number
  readonly errorCode: number
  readonly highWatermark: bigint
  readonly lastStableOffset?: bigint | undefined
  readonly logStartOffset?: bigint | undefined
  readonly divergingEpoch?: FetchResponseDivergingEpochDraft | undefined
  readonly currentLeader?: FetchResponseCurrentLeaderDraft | undefined
  readonly snapshotId?: FetchResponseSnapshotIdDraft | undefined
  readonly abortedTransactions: readonly FetchResponseAbortedTransactionDraft[] | null
  readonly preferredReadReplica?: number | undefined
  readonly records: Uint8Array | readonly Uint8Array[] | null
}

export interface FetchResponseAbortedTransaction {
  readonly producerId: bigint
  readonly firstOffset: bigint
}

export type FetchResponseAbortedTransactionDraft = FetchResponseAbortedTransaction

export interface FetchResponseSnapshotId {
  readonly endOffset: bigint
  readonly epoch: number
}

export interface FetchResponseSnapshotIdDraft {
  readonly endOffset?: bigint | undefined
  readonly epoch?: number | undefined
}

export interface FetchResponseCurrentLeader {
  readonly leaderId: number
  readonly leaderEpoch: number
}

export interface FetchResponseCurrentLeaderDraft {
  readonly leaderId?: number | undefined
  readonly leaderEpoch?: number | undefined
}

export interface FetchResponseDivergingEpoch {
  readonly epoch: number
  readonly endOffset: bigint
}

export interface FetchResponseDivergingEpochDraft {
  readonly epoch?: number | undefined
  readonly endOffset?: bigint | undefined
}

const defaultFetchResponseDivergingEpoch: FetchResponseDivergingEpoch = {
  epoch: -1,
  endOffset: -1n,
}

const defaultFetchResponseCurrentLeader: FetchResponseCurrentLeader = {
  leaderId: -1,
  leaderEpoch: -1,
}

const defaultFetchResponseSnapshotId: FetchResponseSnapshotId = {
  endOffset: -1n,
  epoch: -1,
}

function decodeFetchResponseDivergingEpoch(reader: Reader, _version: number): FetchResponseDivergingEpoch {
  const epoch = reader.int32()
  const endOffset = reader.int64()
  reader.skipTags()
  return {
    epoch,
    endOffset,
  }
}

function encodeFetchResponseDivergingEpoch(writer: Writer, draft: FetchResponseDivergingEpochDraft, _version: number): void {
  writer.int32(draft.epoch ?? -1)
  writer.int64(draft.endOffset ?? -1n)
  writer.unsignedVarint(0)
}

function decodeFetchResponseCurrentLeader(reader: Reader, _version: number): FetchResponseCurrentLeader {
  const leaderId = reader.int32()
  const leaderEpoch = reader.int32()
  reader.skipTags()
  return {
    leaderId,
    leaderEpoch,
  }
}

function encodeFetchResponseCurrentLeader(writer: Writer, draft: FetchResponseCurrentLeaderDraft, _version: number): void {
  writer.int32(draft.leaderId ?? -1)
  writer.int32(draft.leaderEpoch ?? -1)
  writer.unsignedVarint(0)
}

function decodeFetchResponseSnapshotId(reader: Reader, _version: number): FetchResponseSnapshotId {
  const endOffset = reader.int64()
  const epoch = reader.int32()
  reader.skipTags()
  return {
    endOffset,
    epoch,
  }
}

function encodeFetchResponseSnapshotId(writer: Writer, draft: FetchResponseSnapshotIdDraft, _version: number): void {
  writer.int64(draft.endOffset ?? -1n)
  writer.int32(draft.epoch ?? -1)
  writer.unsignedVarint(0)
}

function decodeFetchResponseAbortedTransaction(reader: Reader, version: number): FetchResponseAbortedTransaction {
  const producerId = reader.int64()
  const firstOffset = reader.int64()
  if (version >= 12) {
    reader.skipTags()
  }
  return {
    producerId,
    firstOffset,
  }
}

function encodeFetchResponseAbortedTransaction(writer: Writer, draft: FetchResponseAbortedTransactionDraft, version: number): void {
  writer.int64(draft.producerId)
  writer.int64(draft.firstOffset)
  if (version >= 12) {
    writer.unsignedVarint(0)
  }
}

function decodeFetchResponsePartition(reader: Reader, version: number): FetchResponsePartition {
  const partitionIndex = reader.int32()
  const errorCode = reader.int16()
  const highWatermark = reader.int64()
  const lastStableOffset = reader.int64()
  const logStartOffset = version >= 5 ? reader.int64() : -1n
  let abortedTransactions: FetchResponseAbortedTransaction[] | null = []
  const abortedTransactionsCount = version >= 12 ? reader.compactNullableCount(17) : reader.nullableCount(16)
  if (abortedTransactionsCount < 0) {
    abortedTransactions = null
  } else {
    abortedTransactions = []
    for (let i = 0; i < abortedTransactionsCount; i += 1) abortedTransactions.push(decodeFetchResponseAbortedTransaction(reader, version))
  }
  const preferredReadReplica = version >= 11 ? reader.int32() : -1
  const records = version >= 12 ? reader.compactNullableBytes() : reader.nullableBytes()
  let divergingEpoch: FetchResponseDivergingEpoch = defaultFetchResponseDivergingEpoch
  let currentLeader: FetchResponseCurrentLeader = defaultFetchResponseCurrentLeader
  let snapshotId: FetchResponseSnapshotId = defaultFetchResponseSnapshotId
  if (version >= 12) {
    const tagCount = reader.tagCount()
    for (let t = 0, tag = -1; t < tagCount; t += 1) {
      tag = reader.tag(tag)
      if (tag === 0) {
        const end = reader.tagEnd()
        divergingEpoch = decodeFetchResponseDivergingEpoch(reader, version)
        reader.endTag(tag, end)
      } else if (tag === 1) {
        const end = reader.tagEnd()
        currentLeader = decodeFetchResponseCurrentLeader(reader, version)
        reader.endTag(tag, end)
      } else if (tag === 2) {
        const end = reader.tagEnd()
        snapshotId = decodeFetchResponseSnapshotId(reader, version)
        reader.endTag(tag, end)
      } else {
        reader.skipTag()
      }
    }
  }
  return {
    partitionIndex,
    errorCode,
    highWatermark,
    lastStableOffset,
    logStartOffset,
    divergingEpoch,
    currentLeader,
    snapshotId,
    abortedTransactions,
    preferredReadReplica,
    records,
  }
}

function encodeFetchResponsePartition(writer: Writer, draft: FetchResponsePartitionDraft, version: number): void {
  writer.int32(draft.partitionIndex)
  writer.int16(draft.errorCode)
  writer.int64(draft.highWatermark)
  writer.int64(draft.lastStableOffset ?? -1n)
  if (version >= 5) {
    writer.int64(draft.logStartOffset ?? -1n)
  }
  const abortedTransactions = draft.abortedTransactions
  if (version >= 12) {
    writer.compactCount(abortedTransactions === null ? -1 : abortedTransactions.length)
  } else {
    writer.count(abortedTransactions === null ? -1 : abortedTransactions.length)
  }
  if (abortedTransactions !== null) {
    for (const element of abortedTransactions) encodeFetchResponseAbortedTransaction(writer, element, version)
  }
  const preferredReadReplica = draft.preferredReadReplica ?? -1
  if (version >= 11) {
    writer.int32(preferredReadReplica)
  } else {
    if (preferredReadReplica !== -1) throw protocolErrors.UNSUPPORTED_FIELD('FetchResponse.responses.partitions.preferredReadReplica', version)
  }
  const records = draft.records
  if (version >= 12) {
    writer.compactNullableBytes(records)
  } else {
    writer.nullableBytes(records)
  }
  const divergingEpoch = draft.divergingEpoch ?? defaultFetchResponseDivergingEpoch
  const currentLeader = draft.currentLeader ?? defaultFetchResponseCurrentLeader
  const snapshotId = draft.snapshotId ?? defaultFetchResponseSnapshotId
  if (version < 12) {
    if (divergingEpoch !== defaultFetchResponseDivergingEpoch && ((divergingEpoch.epoch ?? -1) !== -1 || (divergingEpoch.endOffset ?? -1n) !== -1n)) throw protocolErrors.UNSUPPORTED_FIELD('FetchResponse.responses.partitions.divergingEpoch', version)
  }
  if (version < 12) {
    if (currentLeader !== defaultFetchResponseCurrentLeader && ((currentLeader.leaderId ?? -1) !== -1 || (currentLeader.leaderEpoch ?? -1) !== -1)) throw protocolErrors.UNSUPPORTED_FIELD('FetchResponse.responses.partitions.currentLeader', version)
  }
  if (version < 12) {
    if (snapshotId !== defaultFetchResponseSnapshotId && ((snapshotId.endOffset ?? -1n) !== -1n || (snapshotId.epoch ?? -1) !== -1)) throw protocolErrors.UNSUPPORTED_FIELD('FetchResponse.responses.partitions.snapshotId', version)
  }
  if (version >= 12) {
    const hasDivergingEpoch = divergingEpoch !== defaultFetchResponseDivergingEpoch && ((divergingEpoch.epoch ?? -1) !== -1 || (divergingEpoch.endOffset ?? -1n) !== -1n)
    const hasCurrentLeader = currentLeader !== defaultFetchResponseCurrentLeader && ((currentLeader.leaderId ?? -1) !== -1 || (currentLeader.leaderEpoch ?? -1) !== -1)
    const hasSnapshotId = snapshotId !== defaultFetchResponseSnapshotId && ((snapshotId.endOffset ?? -1n) !== -1n || (snapshotId.epoch ?? -1) !== -1)
    writer.unsignedVarint(Number(hasDivergingEpoch) + Number(hasCurrentLeader) + Number(hasSnapshotId))
    if (hasDivergingEpoch) {
      const content = new Writer()
      encodeFetchResponseDivergingEpoch(content, divergingEpoch, version)
      writer.tagged(0, content)
    }
    if (hasCurrentLeader) {
      const content = new Writer()
      encodeFetchResponseCurrentLeader(content, currentLeader, version)
      writer.tagged(1, content)
    }
    if (hasSnapshotId) {
      const content = new Writer()
      encodeFetchResponseSnapshotId(content, snapshotId, version)
      writer.tagged(2, content)
    }
  }
}

function decodeFetchResponseResponse(reader: Reader, version: number): FetchResponseResponse {
  const topic = version >= 13 ? '' : version >= 12 ? reader.compactString() : reader.string()
  const topicId = version >= 13 ? reader.uuid() : zeroUuid
  const partitions: FetchResponsePartition[] = []
  const partitionsCount = version >= 12 ? reader.compactCount(37) : version >= 11 ? reader.count(42) : version >= 5 ? reader.count(38) : reader.count(30)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeFetchResponsePartition(reader, version))
  if (version >= 12) {
    reader.skipTags()
  }
  return {
    topic,
    topicId,
    partitions,
  }
}

function encodeFetchResponseResponse(writer: Writer, draft: FetchResponseResponseDraft, version: number): void {
  const topic = draft.topic ?? ''
  if (version < 13) {
    if (version >= 12) {
      writer.compactString(topic)
    } else {
      writer.string(topic)
    }
  }
  if (version >= 13) {
    writer.uuid(draft.topicId ?? zeroUuid)
  }
  const partitions = draft.partitions
  if (version >= 12) {
    writer.compactCount(partitions.length)
  } else {
    writer.count(partitions.length)
  }
  for (const element of partitions) encodeFetchResponsePartition(writer, element, version)
  if (version >= 12) {
    writer.unsignedVarint(0)
  }
}

function decodeFetchResponseNodeEndpoint(reader: Reader, _version: number): FetchResponseNodeEndpoint {
  const nodeId = reader.int32()
  const host = reader.compactString()
  const port = reader.int32()
  const rack = reader.compactNullableString()
  reader.skipTags()
  return {
    nodeId,
    host,
    port,
    rack,
  }
}

function encodeFetchResponseNodeEndpoint(writer: Writer, draft: FetchResponseNodeEndpointDraft, _version: number): void {
  writer.int32(draft.nodeId)
  writer.compactString(draft.host)
  writer.int32(draft.port)
  writer.compactNullableString(draft.rack ?? null)
  writer.unsignedVarint(0)
}

function decodeFetchResponse(reader: Reader, version: number): FetchResponse {
  if (version < 4 || version > 18) throw protocolErrors.UNSUPPORTED_VERSION('FetchResponse', version)
  const throttleTimeMs = reader.int32()
  const errorCode = version >= 7 ? reader.int16() : 0
  const sessionId = version >= 7 ? reader.int32() : 0
  const responses: FetchResponseResponse[] = []
  const responsesCount = version >= 13 ? reader.compactCount(18) : version >= 12 ? reader.compactCount(3) : reader.count(6)
  for (let i = 0; i < responsesCount; i += 1) responses.push(decodeFetchResponseResponse(reader, version))
  let nodeEndpoints: FetchResponseNodeEndpoint[] = []
  if (version >= 12) {
    const tagCount = reader.tagCount()
    for (let t = 0, tag = -1; t < tagCount; t += 1) {
      tag = reader.tag(tag)
      if (tag === 0 && version >= 16) {
        const end = reader.tagEnd()
        const nodeEndpointsCount = reader.compactCount(11)
        nodeEndpoints = []
        for (let i = 0; i < nodeEndpointsCount; i += 1) nodeEndpoints.push(decodeFetchResponseNodeEndpoint(reader, version))
        reader.endTag(tag, end)
      } else {
        reader.skipTag()
      }
    }
  }
  return {
    throttleTimeMs,
    errorCode,
    sessionId,
    responses,
    nodeEndpoints,
  }
}

function encodeFetchResponse(writer: Writer, draft: FetchResponseDraft, version: number): void {
  if (version < 4 || version > 18) throw protocolErrors.UNSUPPORTED_VERSION('FetchResponse', version)
  writer.int32(draft.throttleTimeMs)
  if (version >= 7) {
    writer.int16(draft.errorCode ?? 0)
  }
  const sessionId = draft.sessionId ?? 0
  if (version >= 7) {
    writer.int32(sessionId)
  } else {
    if (sessionId !== 0) throw protocolErrors.UNSUPPORTED_FIELD('FetchResponse.sessionId', version)
  }
  const responses = draft.responses
  if (version >= 12) {
    writer.compactCount(responses.length)
  } else {
    writer.count(responses.length)
  }
  for (const element of responses) encodeFetchResponseResponse(writer, element, version)
  const nodeEndpoints = draft.nodeEndpoints ?? []
  if (version < 16) {
    if (nodeEndpoints.length > 0) throw protocolErrors.UNSUPPORTED_FIELD('FetchResponse.nodeEndpoints', version)
  }
  if (version >= 12) {
    const hasNodeEndpoints = version >= 16 && (nodeEndpoints.length > 0)
    writer.unsignedVarint(Number(hasNodeEndpoints))
    if (hasNodeEndpoints) {
      const content = new Writer()
      content.compactCount(nodeEndpoints.length)
      for (const element of nodeEndpoints) encodeFetchResponseNodeEndpoint(content, element, version)
      writer.tagged(0, content)
    }
  }
}

export const api: ApiCodec<1, FetchRequest, FetchRequestDraft, FetchResponse, FetchResponseDraft> = {
  key: 1,
  name: 'Fetch',
  versions: { min: 4, max: 18 },
  flexibleSince: 12,
  request: { decode: decodeFetchRequest, encode: encodeFetchRequest },
  response: { decode: decodeFetchResponse, encode: encodeFetchResponse },
}
