// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface ListTransactionsRequest {
  readonly stateFilters: readonly string[]
  readonly producerIdFilters: readonly bigint[]
  /** v1+ */
  readonly durationFilter: bigint
  /** v2+ */
  readonly transactionalIdPattern: string | null
}

export interface ListTransactionsRequestDraft {
  readonly stateFilters: readonly string[]
  readonly producerIdFilters: readonly bigint[]
  readonly durationFilter?: bigint | undefined
  readonly transactionalIdPattern?: string | null | undefined
}

function decodeListTransactionsRequest(reader: Reader, version: number): ListTransactionsRequest {
  if (version < 0 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('ListTransactionsRequest', version)
  const stateFilters: string[] = []
  const stateFiltersCount = reader.compactCount(1)
  for (let i = 0; i < stateFiltersCount; i += 1) stateFilters.push(reader.compactString())
  const producerIdFilters: bigint[] = []
  const producerIdFiltersCount = reader.compactCount(8)
  for (let i = 0; i < producerIdFiltersCount; i += 1) producerIdFilters.push(reader.int64())
  const durationFilter = version >= 1 ? reader.int64() : -1n
  const transactionalIdPattern = version >= 2 ? reader.compactNullableString() : null
  reader.skipTags()
  return {
    stateFilters,
    producerIdFilters,
    durationFilter,
    transactionalIdPattern,
  }
}

function encodeListTransactionsRequest(writer: Writer, draft: ListTransactionsRequestDraft, version: number): void {
  if (version < 0 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('ListTransactionsRequest', version)
  const stateFilters = draft.stateFilters
  writer.compactCount(stateFilters.length)
  for (const element of stateFilters) writer.compactString(element)
  const producerIdFilters = draft.producerIdFilters
  writer.compactCount(producerIdFilters.length)
  for (const element of producerIdFilters) writer.int64(element)
  const durationFilter = draft.durationFilter ?? -1n
  if (version >= 1) {
    writer.int64(durationFilter)
  } else {
    if (durationFilter !== -1n) throw protocolErrors.UNSUPPORTED_FIELD('ListTransactionsRequest.durationFilter', version)
  }
  const transactionalIdPattern = draft.transactionalIdPattern ?? null
  if (version >= 2) {
    writer.compactNullableString(transactionalIdPattern)
  } else {
    if (transactionalIdPattern !== null) throw protocolErrors.UNSUPPORTED_FIELD('ListTransactionsRequest.transactionalIdPattern', version)
  }
  writer.unsignedVarint(0)
}

export interface ListTransactionsResponse {
  readonly throttleTimeMs: number
  readonly errorCode: number
  readonly unknownStateFilters: readonly string[]
  readonly transactionStates: readonly ListTransactionsResponseTransactionState[]
}

export type ListTransactionsResponseDraft = ListTransactionsResponse

export interface ListTransactionsResponseTransactionState {
  readonly transactionalId: string
  readonly producerId: bigint
  readonly transactionState: string
}

export type ListTransactionsResponseTransactionStateDraft = ListTransactionsResponseTransactionState

function decodeListTransactionsResponseTransactionState(reader: Reader, _version: number): ListTransactionsResponseTransactionState {
  const transactionalId = reader.compactString()
  const producerId = reader.int64()
  const transactionState = reader.compactString()
  reader.skipTags()
  return {
    transactionalId,
    producerId,
    transactionState,
  }
}

function encodeListTransactionsResponseTransactionState(writer: Writer, draft: ListTransactionsResponseTransactionStateDraft, _version: number): void {
  writer.compactString(draft.transactionalId)
  writer.int64(draft.producerId)
  writer.compactString(draft.transactionState)
  writer.unsignedVarint(0)
}

function decodeListTransactionsResponse(reader: Reader, version: number): ListTransactionsResponse {
  if (version < 0 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('ListTransactionsResponse', version)
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const unknownStateFilters: string[] = []
  const unknownStateFiltersCount = reader.compactCount(1)
  for (let i = 0; i < unknownStateFiltersCount; i += 1) unknownStateFilters.push(reader.compactString())
  const transactionStates: ListTransactionsResponseTransactionState[] = []
  const transactionStatesCount = reader.compactCount(11)
  for (let i = 0; i < transactionStatesCount; i += 1) transactionStates.push(decodeListTransactionsResponseTransactionState(reader, version))
  reader.skipTags()
  return {
    throttleTimeMs,
    errorCode,
    unknownStateFilters,
    transactionStates,
  }
}

function encodeListTransactionsResponse(writer: Writer, draft: ListTransactionsResponseDraft, version: number): void {
  if (version < 0 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('ListTransactionsResponse', version)
  writer.int32(draft.throttleTimeMs)
  writer.int16(draft.errorCode)
  const unknownStateFilters = draft.unknownStateFilters
  writer.compactCount(unknownStateFilters.length)
  for (const element of unknownStateFilters) writer.compactString(element)
  const transactionStates = draft.transactionStates
  writer.compactCount(transactionStates.length)
  for (const element of transactionStates) encodeListTransactionsResponseTransactionState(writer, element, version)
  writer.unsignedVarint(0)
}

export const api: ApiCodec<66, ListTransactionsRequest, ListTransactionsRequestDraft, ListTransactionsResponse, ListTransactionsResponseDraft> = {
  key: 66,
  name: 'ListTransactions',
  versions: { min: 0, max: 2 },
  flexibleSince: 0,
  request: { decode: decodeListTransactionsRequest, encode: encodeListTransactionsRequest },
  response: { decode: decodeListTransactionsResponse, encode: encodeListTransactionsResponse },
}
