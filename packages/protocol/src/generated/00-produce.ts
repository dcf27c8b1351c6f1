// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import { type Uuid, zeroUuid } from '../uuid.ts'
import { Writer } from '../writer.ts'

export interface ProduceRequest {
  readonly transactionalId: string | null
  readonly acks: number
  readonly timeoutMs: number
  readonly topicData: readonly ProduceRequestTopicData[]
}

export interface ProduceRequestDraft {
  readonly transactionalId?: string | null | undefined
  readonly acks: number
  readonly timeoutMs: number
  readonly topicData: readonly ProduceRequestTopicDataDraft[]
}

export interface ProduceRequestTopicData {
  /** up to v12 */
  readonly name: string
  /** v13+ */
  readonly topicId: Uuid
  readonly partitionData: readonly ProduceRequestPartitionData[]
}

export interface ProduceRequestTopicDataDraft {
  readonly name?: string | undefined
  readonly topicId?: Uuid | undefined
  readonly partitionData: readonly ProduceRequestPartitionDataDraft[]
}

export interface ProduceRequestPartitionData {
  readonly index: number
  readonly records: Uint8Array | null
}

export interface ProduceRequestPartitionDataDraft {
  readonly index: number
  readonly records: Uint8Array | readonly Uint8Array[] | null
}

function decodeProduceRequestPartitionData(reader: Reader, version: number): ProduceRequestPartitionData {
  const index = reader.int32()
  const records = version >= 9 ? reader.compactNullableBytes() : reader.nullableBytes()
  if (version >= 9) {
    reader.skipTags()
  }
  return {
    index,
    records,
  }
}

function encodeProduceRequestPartitionData(writer: Writer, draft: ProduceRequestPartitionDataDraft, version: number): void {
  writer.int32(draft.index)
  const records = draft.records
  if (version >= 9) {
    writer.compactNullableBytes(records)
  } else {
    writer.nullableBytes(records)
  }
  if (version >= 9) {
    writer.unsignedVarint(0)
  }
}

function decodeProduceRequestTopicData(reader: Reader, version: number): ProduceRequestTopicData {
  const name = version >= 13 ? '' : version >= 9 ? reader.compactString() : reader.string()
  const topicId = version >= 13 ? reader.uuid() : zeroUuid
  const partitionData: ProduceRequestPartitionData[] = []
  const partitionDataCount = version >= 9 ? reader.compactCount(6) : reader.count(8)
  for (let i = 0; i < partitionDataCount; i += 1) partitionData.push(decodeProduceRequestPartitionData(reader, version))
  if (version >= 9) {
    reader.skipTags()
  }
  return {
    name,
    topicId,
    partitionData,
  }
}

function encodeProduceRequestTopicData(writer: Writer, draft: ProduceRequestTopicDataDraft, version: number): void {
  const name = draft.name ?? ''
  if (version < 13) {
    if (version >= 9) {
      writer.compactString(name)
    } else {
      writer.string(name)
    }
  }
  if (version >= 13) {
    writer.uuid(draft.topicId ?? zeroUuid)
  }
  const partitionData = draft.partitionData
  if (version >= 9) {
    writer.compactCount(partitionData.length)
  } else {
    writer.count(partitionData.length)
  }
  for (const element of partitionData) encodeProduceRequestPartitionData(writer, element, version)
  if (version >= 9) {
    writer.unsignedVarint(0)
  }
}

function decodeProduceRequest(reader: Reader, version: number): ProduceRequest {
  if (version < 3 || version > 13) throw protocolErrors.UNSUPPORTED_VERSION('ProduceRequest', version)
  const transactionalId = version >= 9 ? reader.compactNullableString() : reader.nullableString()
  const acks = reader.int16()
  const timeoutMs = reader.int32()
  const topicData: ProduceRequestTopicData[] = []
  const topicDataCount = version >= 13 ? reader.compactCount(18) : version >= 9 ? reader.compactCount(3) : reader.count(6)
  for (let i = 0; i < topicDataCount; i += 1) topicData.push(decodeProduceRequestTopicData(reader, version))
  if (version >= 9) {
    reader.skipTags()
  }
  return {
    transactionalId,
    acks,
    timeoutMs,
    topicData,
  }
}

function encodeProduceRequest(writer: Writer, draft: ProduceRequestDraft, version: number): void {
  if (version < 3 || version > 13) throw protocolErrors.UNSUPPORTED_VERSION('ProduceRequest', version)
  const transactionalId = draft.transactionalId ?? null
  if (version >= 9) {
    writer.compactNullableString(transactionalId)
  } else {
    writer.nullableString(transactionalId)
  }
  writer.int16(draft.acks)
  writer.int32(draft.timeoutMs)
  const topicData = draft.topicData
  if (version >= 9) {
    writer.compactCount(topicData.length)
  } else {
    writer.count(topicData.length)
  }
  for (const element of topicData) encodeProduceRequestTopicData(writer, element, version)
  if (version >= 9) {
    writer.unsignedVarint(0)
  }
}

export interface ProduceResponse {
  readonly responses: readonly ProduceResponseResponse[]
  readonly throttleTimeMs: number
  /** v10+ */
  readonly nodeEndpoints: readonly ProduceResponseNodeEndpoint[]
}

export interface ProduceResponseDraft {
  readonly responses: readonly ProduceResponseResponseDraft[]
  readonly throttleTimeMs?: number | undefined
  readonly nodeEndpoints?: readonly ProduceResponseNodeEndpointDraft[] | undefined
}

export interface ProduceResponseNodeEndpoint {
  readonly nodeId: number
  readonly host: string
  readonly port: number
  readonly rack: string | null
}

export interface ProduceResponseNodeEndpointDraft {
  readonly nodeId: number
  readonly host: string
  readonly port: number
  readonly rack?: string | null | undefined
}

export interface ProduceResponseResponse {
  /** up to v12 */
  readonly name: string
  /** v13+ */
  readonly topicId: Uuid
  readonly partitionResponses: readonly ProduceResponsePartitionResponse[]
}

export interface ProduceResponseResponseDraft {
  readonly name?: string | undefined
  readonly topicId?: Uuid | undefined
  readonly partitionResponses: readonly ProduceResponsePartitionResponseDraft[]
}

export interface ProduceResponsePartitionResponse {
  readonly index: number
  readonly errorCode: number
  readonly baseOffset: bigint
  readonly logAppendTimeMs: bigint
  /** v5+ */
  readonly logStartOffset: bigint
  /** v8+ */
  readonly recordErrors: readonly ProduceResponseRecordError[]
  /** v8+ */
  readonly errorMessage: string | null
  /** v10+ */
  readonly currentLeader: ProduceResponseCurrentLeader
}

export interface ProduceResponsePartitionResponseDraft {
  readonly index: number
  readonly errorCode: number
  readonly baseOffset: bigint
  readonly logAppendTimeMs?: bigint | undefined
  readonly logStartOffset?: bigint | undefined
  readonly recordErrors?: readonly ProduceResponseRecordErrorDraft[] | undefined
  readonly errorMessage?: string | null | undefined
  readonly currentLeader?: ProduceResponseCurrentLeaderDraft | undefined
}

export interface ProduceResponseCurrentLeader {
  readonly leaderId: number
  readonly leaderEpoch: number
}

export interface ProduceResponseCurrentLeaderDraft {
  readonly leaderId?: number | undefined
  readonly leaderEpoch?: number | undefined
}

export interface ProduceResponseRecordError {
  readonly batchIndex: number
  readonly batchIndexErrorMessage: string | null
}

export interface ProduceResponseRecordErrorDraft {
  readonly batchIndex: number
  readonly batchIndexErrorMessage?: string | null | undefined
}

const defaultProduceResponseCurrentLeader: ProduceResponseCurrentLeader = {
  leaderId: -1,
  leaderEpoch: -1,
}

function decodeProduceResponseRecordError(reader: Reader, version: number): ProduceResponseRecordError {
  const batchIndex = reader.int32()
  const batchIndexErrorMessage = version >= 9 ? reader.compactNullableString() : reader.nullableString()
  if (version >= 9) {
    reader.skipTags()
  }
  return {
    batchIndex,
    batchIndexErrorMessage,
  }
}

function encodeProduceResponseRecordError(writer: Writer, draft: ProduceResponseRecordErrorDraft, version: number): void {
  writer.int32(draft.batchIndex)
  const batchIndexErrorMessage = draft.batchIndexErrorMessage ?? null
  if (version >= 9) {
    writer.compactNullableString(batchIndexErrorMessage)
  } else {
    writer.nullableString(batchIndexErrorMessage)
  }
  if (version >= 9) {
    writer.unsignedVarint(0)
  }
}

function decodeProduceResponseCurrentLeader(reader: Reader, _version: number): ProduceResponseCurrentLeader {
  const leaderId = reader.int32()
  const leaderEpoch = reader.int32()
  reader.skipTags()
  return {
    leaderId,
    leaderEpoch,
  }
}

function encodeProduceResponseCurrentLeader(writer: Writer, draft: ProduceResponseCurrentLeaderDraft, _version: number): void {
  writer.int32(draft.leaderId ?? -1)
  writer.int32(draft.leaderEpoch ?? -1)
  writer.unsignedVarint(0)
}

function decodeProduceResponsePartitionResponse(reader: Reader, version: number): ProduceResponsePartitionResponse {
  const index = reader.int32()
  const errorCode = reader.int16()
  const baseOffset = reader.int64()
  const logAppendTimeMs = reader.int64()
  const logStartOffset = version >= 5 ? reader.int64() : -1n
  const recordErrors: ProduceResponseRecordError[] = []
  if (version >= 8) {
    const recordErrorsCount = version >= 9 ? reader.compactCount(6) : reader.count(6)
    for (let i = 0; i < recordErrorsCount; i += 1) recordErrors.push(decodeProduceResponseRecordError(reader, version))
  }
  const errorMessage = version >= 9 ? reader.compactNullableString() : version >= 8 ? reader.nullableString() : null
  let currentLeader: ProduceResponseCurrentLeader = defaultProduceResponseCurrentLeader
  if (version >= 9) {
    const tagCount = reader.tagCount()
    for (let t = 0, tag = -1; t < tagCount; t += 1) {
      tag = reader.tag(tag)
      if (tag === 0 && version >= 10) {
        const end = reader.tagEnd()
        currentLeader = decodeProduceResponseCurrentLeader(reader, version)
        reader.endTag(tag, end)
      } else {
        reader.skipTag()
      }
    }
  }
  return {
    index,
    errorCode,
    baseOffset,
    logAppendTimeMs,
    logStartOffset,
    recordErrors,
    errorMessage,
    currentLeader,
  }
}

function encodeProduceResponsePartitionResponse(writer: Writer, draft: ProduceResponsePartitionResponseDraft, version: number): void {
  writer.int32(draft.index)
  writer.int16(draft.errorCode)
  writer.int64(draft.baseOffset)
  writer.int64(draft.logAppendTimeMs ?? -1n)
  if (version >= 5) {
    writer.int64(draft.logStartOffset ?? -1n)
  }
  const recordErrors = draft.recordErrors ?? []
  if (version >= 9) {
    writer.compactCount(recordErrors.length)
  } else if (version >= 8) {
    writer.count(recordErrors.length)
  }
  if (version >= 8) {
    for (const element of recordErrors) encodeProduceResponseRecordError(writer, element, version)
  }
  const errorMessage = draft.errorMessage ?? null
  if (version >= 9) {
    writer.compactNullableString(errorMessage)
  } else if (version >= 8) {
    writer.nullableString(errorMessage)
  }
  const currentLeader = draft.currentLeader ?? defaultProduceResponseCurrentLeader
  if (version < 10) {
    if (currentLeader !== defaultProduceResponseCurrentLeader && ((currentLeader.leaderId ?? -1) !== -1 || (currentLeader.leaderEpoch ?? -1) !== -1)) throw protocolErrors.UNSUPPORTED_FIELD('ProduceResponse.responses.partitionResponses.currentLeader', version)
  }
  if (version >= 9) {
    const hasCurrentLeader = version >= 10 && (currentLeader !== defaultProduceResponseCurrentLeader && ((currentLeader.leaderId ?? -1) !== -1 || (currentLeader.leaderEpoch ?? -1) !== -1))
    writer.unsignedVarint(Number(hasCurrentLeader))
    if (hasCurrentLeader) {
      const content = new Writer()
      encodeProduceResponseCurrentLeader(content, currentLeader, version)
      writer.tagged(0, content)
    }
  }
}

function decodeProduceResponseResponse(reader: Reader, version: number): ProduceResponseResponse {
  const name = version >= 13 ? '' : version >= 9 ? reader.compactString() : reader.string()
  const topicId = version >= 13 ? reader.uuid() : zeroUuid
  const partitionResponses: ProduceResponsePartitionResponse[] = []
  const partitionResponsesCount = version >= 9 ? reader.compactCount(33) : version >= 8 ? reader.count(36) : version >= 5 ? reader.count(30) : reader.count(22)
  for (let i = 0; i < partitionResponsesCount; i += 1) partitionResponses.push(decodeProduceResponsePartitionResponse(reader, version))
  if (version >= 9) {
    reader.skipTags()
  }
  return {
    name,
    topicId,
    partitionResponses,
  }
}

function encodeProduceResponseResponse(writer: Writer, draft: ProduceResponseResponseDraft, version: number): void {
  const name = draft.name ?? ''
  if (version < 13) {
    if (version >= 9) {
      writer.compactString(name)
    } else {
      writer.string(name)
    }
  }
  if (version >= 13) {
    writer.uuid(draft.topicId ?? zeroUuid)
  }
  const partitionResponses = draft.partitionResponses
  if (version >= 9) {
    writer.compactCount(partitionResponses.length)
  } else {
    writer.count(partitionResponses.length)
  }
  for (const element of partitionResponses) encodeProduceResponsePartitionResponse(writer, element, version)
  if (version >= 9) {
    writer.unsignedVarint(0)
  }
}

function decodeProduceResponseNodeEndpoint(reader: Reader, _version: number): ProduceResponseNodeEndpoint {
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

function encodeProduceResponseNodeEndpoint(writer: Writer, draft: ProduceResponseNodeEndpointDraft, _version: number): void {
  writer.int32(draft.nodeId)
  writer.compactString(draft.host)
  writer.int32(draft.port)
  writer.compactNullableString(draft.rack ?? null)
  writer.unsignedVarint(0)
}

function decodeProduceResponse(reader: Reader, version: number): ProduceResponse {
  if (version < 3 || version > 13) throw protocolErrors.UNSUPPORTED_VERSION('ProduceResponse', version)
  const responses: ProduceResponseResponse[] = []
  const responsesCount = version >= 13 ? reader.compactCount(18) : version >= 9 ? reader.compactCount(3) : reader.count(6)
  for (let i = 0; i < responsesCount; i += 1) responses.push(decodeProduceResponseResponse(reader, version))
  const throttleTimeMs = reader.int32()
  let nodeEndpoints: ProduceResponseNodeEndpoint[] = []
  if (version >= 9) {
    const tagCount = reader.tagCount()
    for (let t = 0, tag = -1; t < tagCount; t += 1) {
      tag = reader.tag(tag)
      if (tag === 0 && version >= 10) {
        const end = reader.tagEnd()
        const nodeEndpointsCount = reader.compactCount(11)
        nodeEndpoints = []
        for (let i = 0; i < nodeEndpointsCount; i += 1) nodeEndpoints.push(decodeProduceResponseNodeEndpoint(reader, version))
        reader.endTag(tag, end)
      } else {
        reader.skipTag()
      }
    }
  }
  return {
    responses,
    throttleTimeMs,
    nodeEndpoints,
  }
}

function encodeProduceResponse(writer: Writer, draft: ProduceResponseDraft, version: number): void {
  if (version < 3 || version > 13) throw protocolErrors.UNSUPPORTED_VERSION('ProduceResponse', version)
  const responses = draft.responses
  if (version >= 9) {
    writer.compactCount(responses.length)
  } else {
    writer.count(responses.length)
  }
  for (const element of responses) encodeProduceResponseResponse(writer, element, version)
  writer.int32(draft.throttleTimeMs ?? 0)
  const nodeEndpoints = draft.nodeEndpoints ?? []
  if (version < 10) {
    if (nodeEndpoints.length > 0) throw protocolErrors.UNSUPPORTED_FIELD('ProduceResponse.nodeEndpoints', version)
  }
  if (version >= 9) {
    const hasNodeEndpoints = version >= 10 && (nodeEndpoints.length > 0)
    writer.unsignedVarint(Number(hasNodeEndpoints))
    if (hasNodeEndpoints) {
      const content = new Writer()
      content.compactCount(nodeEndpoints.length)
      for (const element of nodeEndpoints) encodeProduceResponseNodeEndpoint(content, element, version)
      writer.tagged(0, content)
    }
  }
}

export const api: ApiCodec<0, ProduceRequest, ProduceRequestDraft, ProduceResponse, ProduceResponseDraft> = {
  key: 0,
  name: 'Produce',
  versions: { min: 3, max: 13 },
  flexibleSince: 9,
  request: { decode: decodeProduceRequest, encode: encodeProduceRequest },
  response: { decode: decodeProduceResponse, encode: encodeProduceResponse },
}
