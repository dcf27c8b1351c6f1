// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface DescribeTransactionsRequest {
  readonly transactionalIds: readonly string[]
}

export type DescribeTransactionsRequestDraft = DescribeTransactionsRequest

function decodeDescribeTransactionsRequest(reader: Reader, version: number): DescribeTransactionsRequest {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('DescribeTransactionsRequest', version)
  const transactionalIds: string[] = []
  const transactionalIdsCount = reader.compactCount(1)
  for (let i = 0; i < transactionalIdsCount; i += 1) transactionalIds.push(reader.compactString())
  reader.skipTags()
  return {
    transactionalIds,
  }
}

function encodeDescribeTransactionsRequest(writer: Writer, draft: DescribeTransactionsRequestDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('DescribeTransactionsRequest', version)
  const transactionalIds = draft.transactionalIds
  writer.compactCount(transactionalIds.length)
  for (const element of transactionalIds) writer.compactString(element)
  writer.unsignedVarint(0)
}

export interface DescribeTransactionsResponse {
  readonly throttleTimeMs: number
  readonly transactionStates: readonly DescribeTransactionsResponseTransactionState[]
}

export type DescribeTransactionsResponseDraft = DescribeTransactionsResponse

export interface DescribeTransactionsResponseTransactionState {
  readonly errorCode: number
  readonly transactionalId: string
  readonly transactionState: string
  readonly transactionTimeoutMs: number
  readonly transactionStartTimeMs: bigint
  readonly producerId: bigint
  readonly producerEpoch: number
  readonly topics: readonly DescribeTransactionsResponseTopic[]
}

export type DescribeTransactionsResponseTransactionStateDraft = DescribeTransactionsResponseTransactionState

export interface DescribeTransactionsResponseTopic {
  readonly topic: string
  readonly partitions: readonly number[]
}

export type DescribeTransactionsResponseTopicDraft = DescribeTransactionsResponseTopic

function decodeDescribeTransactionsResponseTopic(reader: Reader, _version: number): DescribeTransactionsResponseTopic {
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

function encodeDescribeTransactionsResponseTopic(writer: Writer, draft: DescribeTransactionsResponseTopicDraft, _version: number): void {
  writer.compactString(draft.topic)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) writer.int32(element)
  writer.unsignedVarint(0)
}

function decodeDescribeTransactionsResponseTransactionState(reader: Reader, version: number): DescribeTransactionsResponseTransactionState {
  const errorCode = reader.int16()
  const transactionalId = reader.compactString()
  const transactionState = reader.compactString()
  const transactionTimeoutMs = reader.int32()
  const transactionStartTimeMs = reader.int64()
  const producerId = reader.int64()
  const producerEpoch = reader.int16()
  const topics: DescribeTransactionsResponseTopic[] = []
  const topicsCount = reader.compactCount(3)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeDescribeTransactionsResponseTopic(reader, version))
  reader.skipTags()
  return {
    errorCode,
    transactionalId,
    transactionState,
    transactionTimeoutMs,
    transactionStartTimeMs,
    producerId,
    producerEpoch,
    topics,
  }
}

function encodeDescribeTransactionsResponseTransactionState(writer: Writer, draft: DescribeTransactionsResponseTransactionStateDraft, version: number): void {
  writer.int16(draft.errorCode)
  writer.compactString(draft.transactionalId)
  writer.compactString(draft.transactionState)
  writer.int32(draft.transactionTimeoutMs)
  writer.int64(draft.transactionStartTimeMs)
  writer.int64(draft.producerId)
  writer.int16(draft.producerEpoch)
  const topics = draft.topics
  writer.compactCount(topics.length)
  for (const element of topics) encodeDescribeTransactionsResponseTopic(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeDescribeTransactionsResponse(reader: Reader, version: number): DescribeTransactionsResponse {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('DescribeTransactionsResponse', version)
  const throttleTimeMs = reader.int32()
  const transactionStates: DescribeTransactionsResponseTransactionState[] = []
  const transactionStatesCount = reader.compactCount(28)
  for (let i = 0; i < transactionStatesCount; i += 1) transactionStates.push(decodeDescribeTransactionsResponseTransactionState(reader, version))
  reader.skipTags()
  return {
    throttleTimeMs,
    transactionStates,
  }
}

function encodeDescribeTransactionsResponse(writer: Writer, draft: DescribeTransactionsResponseDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('DescribeTransactionsResponse', version)
  writer.int32(draft.throttleTimeMs)
  const transactionStates = draft.transactionStates
  writer.compactCount(transactionStates.length)
  for (const element of transactionStates) encodeDescribeTransactionsResponseTransactionState(writer, element, version)
  writer.unsignedVarint(0)
}

export const api: ApiCodec<65, DescribeTransactionsRequest, DescribeTransactionsRequestDraft, DescribeTransactionsResponse, DescribeTransactionsResponseDraft> = {
  key: 65,
  name: 'DescribeTransactions',
  versions: { min: 0, max: 0 },
  flexibleSince: 0,
  request: { decode: decodeDescribeTransactionsRequest, encode: encodeDescribeTransactionsRequest },
  response: { decode: decodeDescribeTransactionsResponse, encode: encodeDescribeTransactionsResponse },
}
