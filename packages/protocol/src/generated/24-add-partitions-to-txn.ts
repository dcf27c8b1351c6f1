// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface AddPartitionsToTxnRequest {
  /** v4+ */
  readonly transactions: readonly AddPartitionsToTxnRequestTransaction[]
  /** up to v3 */
  readonly v3AndBelowTransactionalId: string
  /** up to v3 */
  readonly v3AndBelowProducerId: bigint
  /** up to v3 */
  readonly v3AndBelowProducerEpoch: number
  /** up to v3 */
  readonly v3AndBelowTopics: readonly AddPartitionsToTxnRequestAddPartitionsToTxnTopic[]
}

export interface AddPartitionsToTxnRequestDraft {
  readonly transactions?: readonly AddPartitionsToTxnRequestTransactionDraft[] | undefined
  readonly v3AndBelowTransactionalId?: string | undefined
  readonly v3AndBelowProducerId?: bigint | undefined
  readonly v3AndBelowProducerEpoch?: number | undefined
  readonly v3AndBelowTopics?: readonly AddPartitionsToTxnRequestAddPartitionsToTxnTopicDraft[] | undefined
}

export interface AddPartitionsToTxnRequestTransaction {
  readonly transactionalId: string
  readonly producerId: bigint
  readonly producerEpoch: number
  readonly verifyOnly: boolean
  readonly topics: readonly AddPartitionsToTxnRequestAddPartitionsToTxnTopic[]
}

export interface AddPartitionsToTxnRequestTransactionDraft {
  readonly transactionalId: string
  readonly producerId: bigint
  readonly producerEpoch: number
  readonly verifyOnly?: boolean | undefined
  readonly topics: readonly AddPartitionsToTxnRequestAddPartitionsToTxnTopicDraft[]
}

export interface AddPartitionsToTxnRequestAddPartitionsToTxnTopic {
  readonly name: string
  readonly partitions: readonly number[]
}

export type AddPartitionsToTxnRequestAddPartitionsToTxnTopicDraft = AddPartitionsToTxnRequestAddPartitionsToTxnTopic

function decodeAddPartitionsToTxnRequestAddPartitionsToTxnTopic(reader: Reader, version: number): AddPartitionsToTxnRequestAddPartitionsToTxnTopic {
  const name = version >= 3 ? reader.compactString() : reader.string()
  const partitions: number[] = []
  const partitionsCount = version >= 3 ? reader.compactCount(4) : reader.count(4)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(reader.int32())
  if (version >= 3) {
    reader.skipTags()
  }
  return {
    name,
    partitions,
  }
}

function encodeAddPartitionsToTxnRequestAddPartitionsToTxnTopic(writer: Writer, draft: AddPartitionsToTxnRequestAddPartitionsToTxnTopicDraft, version: number): void {
  const name = draft.name
  if (version >= 3) {
    writer.compactString(name)
  } else {
    writer.string(name)
  }
  const partitions = draft.partitions
  if (version >= 3) {
    writer.compactCount(partitions.length)
  } else {
    writer.count(partitions.length)
  }
  for (const element of partitions) writer.int32(element)
  if (version >= 3) {
    writer.unsignedVarint(0)
  }
}

function decodeAddPartitionsToTxnRequestTransaction(reader: Reader, version: number): AddPartitionsToTxnRequestTransaction {
  const transactionalId = reader.compactString()
  const producerId = reader.int64()
  const producerEpoch = reader.int16()
  const verifyOnly = reader.bool()
  const topics: AddPartitionsToTxnRequestAddPartitionsToTxnTopic[] = []
  const topicsCount = reader.compactCount(3)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeAddPartitionsToTxnRequestAddPartitionsToTxnTopic(reader, version))
  reader.skipTags()
  return {
    transactionalId,
    producerId,
    producerEpoch,
    verifyOnly,
    topics,
  }
}

function encodeAddPartitionsToTxnRequestTransaction(writer: Writer, draft: AddPartitionsToTxnRequestTransactionDraft, version: number): void {
  writer.compactString(draft.transactionalId)
  writer.int64(draft.producerId)
  writer.int16(draft.producerEpoch)
  writer.bool(draft.verifyOnly ?? false)
  const topics = draft.topics
  writer.compactCount(topics.length)
  for (const element of topics) encodeAddPartitionsToTxnRequestAddPartitionsToTxnTopic(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeAddPartitionsToTxnRequest(reader: Reader, version: number): AddPartitionsToTxnRequest {
  if (version < 0 || version > 5) throw protocolErrors.UNSUPPORTED_VERSION('AddPartitionsToTxnRequest', version)
  const transactions: AddPartitionsToTxnRequestTransaction[] = []
  if (version >= 4) {
    const transactionsCount = reader.compactCount(14)
    for (let i = 0; i < transactionsCount; i += 1) transactions.push(decodeAddPartitionsToTxnRequestTransaction(reader, version))
  }
  const v3AndBelowTransactionalId = version >= 4 ? '' : version >= 3 ? reader.compactString() : reader.string()
  const v3AndBelowProducerId = version >= 4 ? 0n : reader.int64()
  const v3AndBelowProducerEpoch = version >= 4 ? 0 : reader.int16()
  const v3AndBelowTopics: AddPartitionsToTxnRequestAddPartitionsToTxnTopic[] = []
  if (version < 4) {
    const v3AndBelowTopicsCount = version >= 3 ? reader.compactCount(3) : reader.count(6)
    for (let i = 0; i < v3AndBelowTopicsCount; i += 1) v3AndBelowTopics.push(decodeAddPartitionsToTxnRequestAddPartitionsToTxnTopic(reader, version))
  }
  if (version >= 3) {
    reader.skipTags()
  }
  return {
    transactions,
    v3AndBelowTransactionalId,
    v3AndBelowProducerId,
    v3AndBelowProducerEpoch,
    v3AndBelowTopics,
  }
}

function encodeAddPartitionsToTxnRequest(writer: Writer, draft: AddPartitionsToTxnRequestDraft, version: number): void {
  if (version < 0 || version > 5) throw protocolErrors.UNSUPPORTED_VERSION('AddPartitionsToTxnRequest', version)
  const transactions = draft.transactions ?? []
  if (version >= 4) {
    writer.compactCount(transactions.length)
  } else {
    if (transactions.length > 0) throw protocolErrors.UNSUPPORTED_FIELD('AddPartitionsToTxnRequest.transactions', version)
  }
  if (version >= 4) {
    for (const element of transactions) encodeAddPartitionsToTxnRequestTransaction(writer, element, version)
  }
  const v3AndBelowTransactionalId = draft.v3AndBelowTransactionalId ?? ''
  if (version >= 4) {
    if (v3AndBelowTransactionalId !== '') throw protocolErrors.UNSUPPORTED_FIELD('AddPartitionsToTxnRequest.v3AndBelowTransactionalId', version)
  } else if (version >= 3) {
    writer.compactString(v3AndBelowTransactionalId)
  } else {
    writer.string(v3AndBelowTransactionalId)
  }
  const v3AndBelowProducerId = draft.v3AndBelowProducerId ?? 0n
  if (version >= 4) {
    if (v3AndBelowProducerId !== 0n) throw protocolErrors.UNSUPPORTED_FIELD('AddPartitionsToTxnRequest.v3AndBelowProducerId', version)
  } else {
    writer.int64(v3AndBelowProducerId)
  }
  const v3AndBelowProducerEpoch = draft.v3AndBelowProducerEpoch ?? 0
  if (version >= 4) {
    if (v3AndBelowProducerEpoch !== 0) throw protocolErrors.UNSUPPORTED_FIELD('AddPartitionsToTxnRequest.v3AndBelowProducerEpoch', version)
  } else {
    writer.int16(v3AndBelowProducerEpoch)
  }
  const v3AndBelowTopics = draft.v3AndBelowTopics ?? []
  if (version >= 4) {
    if (v3AndBelowTopics.length > 0) throw protocolErrors.UNSUPPORTED_FIELD('AddPartitionsToTxnRequest.v3AndBelowTopics', version)
  } else if (version >= 3) {
    writer.compactCount(v3AndBelowTopics.length)
  } else {
    writer.count(v3AndBelowTopics.length)
  }
  if (version < 4) {
    for (const element of v3AndBelowTopics) encodeAddPartitionsToTxnRequestAddPartitionsToTxnTopic(writer, element, version)
  }
  if (version >= 3) {
    writer.unsignedVarint(0)
  }
}

export interface AddPartitionsToTxnResponse {
  readonly throttleTimeMs: number
  /** v4+ */
  readonly errorCode: number
  /** v4+ */
  readonly resultsByTransaction: readonly AddPartitionsToTxnResponseResultsByTransaction[]
  /** up to v3 */
  readonly resultsByTopicV3AndBelow: readonly AddPartitionsToTxnResponseAddPartitionsToTxnTopicResult[]
}

export interface AddPartitionsToTxnResponseDraft {
  readonly throttleTimeMs: number
  readonly errorCode?: number | undefined
  readonly resultsByTransaction?: readonly AddPartitionsToTxnResponseResultsByTransactionDraft[] | undefined
  readonly resultsByTopicV3AndBelow?: readonly AddPartitionsToTxnResponseAddPartitionsToTxnTopicResultDraft[] | undefined
}

export interface AddPartitionsToTxnResponseResultsByTransaction {
  readonly transactionalId: string
  readonly topicResults: readonly AddPartitionsToTxnResponseAddPartitionsToTxnTopicResult[]
}

export type AddPartitionsToTxnResponseResultsByTransactionDraft = AddPartitionsToTxnResponseResultsByTransaction

export interface AddPartitionsToTxnResponseAddPartitionsToTxnTopicResult {
  readonly name: string
  readonly resultsByPartition: readonly AddPartitionsToTxnResponseAddPartitionsToTxnPartitionResult[]
}

export type AddPartitionsToTxnResponseAddPartitionsToTxnTopicResultDraft = AddPartitionsToTxnResponseAddPartitionsToTxnTopicResult

export interface AddPartitionsToTxnResponseAddPartitionsToTxnPartitionResult {
  readonly partitionIndex: number
  readonly partitionErrorCode: number
}

export type AddPartitionsToTxnResponseAddPartitionsToTxnPartitionResultDraft = AddPartitionsToTxnResponseAddPartitionsToTxnPartitionResult

function decodeAddPartitionsToTxnResponseAddPartitionsToTxnPartitionResult(reader: Reader, version: number): AddPartitionsToTxnResponseAddPartitionsToTxnPartitionResult {
  const partitionIndex = reader.int32()
  const partitionErrorCode = reader.int16()
  if (version >= 3) {
    reader.skipTags()
  }
  return {
    partitionIndex,
    partitionErrorCode,
  }
}

function encodeAddPartitionsToTxnResponseAddPartitionsToTxnPartitionResult(writer: Writer, draft: AddPartitionsToTxnResponseAddPartitionsToTxnPartitionResultDraft, version: number): void {
  writer.int32(draft.partitionIndex)
  writer.int16(draft.partitionErrorCode)
  if (version >= 3) {
    writer.unsignedVarint(0)
  }
}

function decodeAddPartitionsToTxnResponseAddPartitionsToTxnTopicResult(reader: Reader, version: number): AddPartitionsToTxnResponseAddPartitionsToTxnTopicResult {
  const name = version >= 3 ? reader.compactString() : reader.string()
  const resultsByPartition: AddPartitionsToTxnResponseAddPartitionsToTxnPartitionResult[] = []
  const resultsByPartitionCount = version >= 3 ? reader.compactCount(7) : reader.count(6)
  for (let i = 0; i < resultsByPartitionCount; i += 1) resultsByPartition.push(decodeAddPartitionsToTxnResponseAddPartitionsToTxnPartitionResult(reader, version))
  if (version >= 3) {
    reader.skipTags()
  }
  return {
    name,
    resultsByPartition,
  }
}

function encodeAddPartitionsToTxnResponseAddPartitionsToTxnTopicResult(writer: Writer, draft: AddPartitionsToTxnResponseAddPartitionsToTxnTopicResultDraft, version: number): void {
  const name = draft.name
  if (version >= 3) {
    writer.compactString(name)
  } else {
    writer.string(name)
  }
  const resultsByPartition = draft.resultsByPartition
  if (version >= 3) {
    writer.compactCount(resultsByPartition.length)
  } else {
    writer.count(resultsByPartition.length)
  }
  for (const element of resultsByPartition) encodeAddPartitionsToTxnResponseAddPartitionsToTxnPartitionResult(writer, element, version)
  if (version >= 3) {
    writer.unsignedVarint(0)
  }
}

function decodeAddPartitionsToTxnResponseResultsByTransaction(reader: Reader, version: number): AddPartitionsToTxnResponseResultsByTransaction {
  const transactionalId = reader.compactString()
  const topicResults: AddPartitionsToTxnResponseAddPartitionsToTxnTopicResult[] = []
  const topicResultsCount = reader.compactCount(3)
  for (let i = 0; i < topicResultsCount; i += 1) topicResults.push(decodeAddPartitionsToTxnResponseAddPartitionsToTxnTopicResult(reader, version))
  reader.skipTags()
  return {
    transactionalId,
    topicResults,
  }
}

function encodeAddPartitionsToTxnResponseResultsByTransaction(writer: Writer, draft: AddPartitionsToTxnResponseResultsByTransactionDraft, version: number): void {
  writer.compactString(draft.transactionalId)
  const topicResults = draft.topicResults
  writer.compactCount(topicResults.length)
  for (const element of topicResults) encodeAddPartitionsToTxnResponseAddPartitionsToTxnTopicResult(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeAddPartitionsToTxnResponse(reader: Reader, version: number): AddPartitionsToTxnResponse {
  if (version < 0 || version > 5) throw protocolErrors.UNSUPPORTED_VERSION('AddPartitionsToTxnResponse', version)
  const throttleTimeMs = reader.int32()
  const errorCode = version >= 4 ? reader.int16() : 0
  const resultsByTransaction: AddPartitionsToTxnResponseResultsByTransaction[] = []
  if (version >= 4) {
    const resultsByTransactionCount = reader.compactCount(3)
    for (let i = 0; i < resultsByTransactionCount; i += 1) resultsByTransaction.push(decodeAddPartitionsToTxnResponseResultsByTransaction(reader, version))
  }
  const resultsByTopicV3AndBelow: AddPartitionsToTxnResponseAddPartitionsToTxnTopicResult[] = []
  if (version < 4) {
    const resultsByTopicV3AndBelowCount = version >= 3 ? reader.compactCount(3) : reader.count(6)
    for (let i = 0; i < resultsByTopicV3AndBelowCount; i += 1) resultsByTopicV3AndBelow.push(decodeAddPartitionsToTxnResponseAddPartitionsToTxnTopicResult(reader, version))
  }
  if (version >= 3) {
    reader.skipTags()
  }
  return {
    throttleTimeMs,
    errorCode,
    resultsByTransaction,
    resultsByTopicV3AndBelow,
  }
}

function encodeAddPartitionsToTxnResponse(writer: Writer, draft: AddPartitionsToTxnResponseDraft, version: number): void {
  if (version < 0 || version > 5) throw protocolErrors.UNSUPPORTED_VERSION('AddPartitionsToTxnResponse', version)
  writer.int32(draft.throttleTimeMs)
  if (version >= 4) {
    writer.int16(draft.errorCode ?? 0)
  }
  const resultsByTransaction = draft.resultsByTransaction ?? []
  if (version >= 4) {
    writer.compactCount(resultsByTransaction.length)
  } else {
    if (resultsByTransaction.length > 0) throw protocolErrors.UNSUPPORTED_FIELD('AddPartitionsToTxnResponse.resultsByTransaction', version)
  }
  if (version >= 4) {
    for (const element of resultsByTransaction) encodeAddPartitionsToTxnResponseResultsByTransaction(writer, element, version)
  }
  const resultsByTopicV3AndBelow = draft.resultsByTopicV3AndBelow ?? []
  if (version >= 4) {
    if (resultsByTopicV3AndBelow.length > 0) throw protocolErrors.UNSUPPORTED_FIELD('AddPartitionsToTxnResponse.resultsByTopicV3AndBelow', version)
  } else if (version >= 3) {
    writer.compactCount(resultsByTopicV3AndBelow.length)
  } else {
    writer.count(resultsByTopicV3AndBelow.length)
  }
  if (version < 4) {
    for (const element of resultsByTopicV3AndBelow) encodeAddPartitionsToTxnResponseAddPartitionsToTxnTopicResult(writer, element, version)
  }
  if (version >= 3) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<24, AddPartitionsToTxnRequest, AddPartitionsToTxnRequestDraft, AddPartitionsToTxnResponse, AddPartitionsToTxnResponseDraft> = {
  key: 24,
  name: 'AddPartitionsToTxn',
  versions: { min: 0, max: 5 },
  flexibleSince: 3,
  request: { decode: decodeAddPartitionsToTxnRequest, encode: encodeAddPartitionsToTxnRequest },
  response: { decode: decodeAddPartitionsToTxnResponse, encode: encodeAddPartitionsToTxnResponse },
}
