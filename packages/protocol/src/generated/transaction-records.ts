// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { RecordCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import { Writer } from '../writer.ts'

export interface TransactionLogKey {
  readonly transactionalId: string
}

export type TransactionLogKeyDraft = TransactionLogKey

function decodeTransactionLogKey(reader: Reader, version: number): TransactionLogKey {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('TransactionLogKey', version)
  const transactionalId = reader.string()
  return {
    transactionalId,
  }
}

function encodeTransactionLogKey(writer: Writer, draft: TransactionLogKeyDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('TransactionLogKey', version)
  writer.string(draft.transactionalId)
}

export interface TransactionLogValue {
  readonly producerId: bigint
  /** v1+ */
  readonly previousProducerId: bigint
  /** v1+ */
  readonly nextProducerId: bigint
  readonly producerEpoch: number
  /** v1+ */
  readonly nextProducerEpoch: number
  readonly transactionTimeoutMs: number
  readonly transactionStatus: number
  readonly transactionPartitions: readonly TransactionLogValueTransactionPartition[] | null
  readonly transactionLastUpdateTimestampMs: bigint
  readonly transactionStartTimestampMs: bigint
  /** v1+ */
  readonly clientTransactionVersion: number
}

export interface TransactionLogValueDraft {
  readonly producerId: bigint
  readonly previousProducerId?: bigint | undefined
  readonly nextProducerId?: bigint | undefined
  readonly producerEpoch: number
  readonly nextProducerEpoch?: number | undefined
  readonly transactionTimeoutMs: number
  readonly transactionStatus: number
  readonly transactionPartitions: readonly TransactionLogValueTransactionPartitionDraft[] | null
  readonly transactionLastUpdateTimestampMs: bigint
  readonly transactionStartTimestampMs: bigint
  readonly clientTransactionVersion?: number | undefined
}

export interface TransactionLogValueTransactionPartition {
  readonly topic: string
  readonly partitionIds: readonly number[]
}

export type TransactionLogValueTransactionPartitionDraft = TransactionLogValueTransactionPartition

function decodeTransactionLogValueTransactionPartition(reader: Reader, version: number): TransactionLogValueTransactionPartition {
  const topic = version >= 1 ? reader.compactString() : reader.string()
  const partitionIds: number[] = []
  const partitionIdsCount = version >= 1 ? reader.compactCount(4) : reader.count(4)
  for (let i = 0; i < partitionIdsCount; i += 1) partitionIds.push(reader.int32())
  if (version >= 1) {
    reader.skipTags()
  }
  return {
    topic,
    partitionIds,
  }
}

function encodeTransactionLogValueTransactionPartition(writer: Writer, draft: TransactionLogValueTransactionPartitionDraft, version: number): void {
  const topic = draft.topic
  if (version >= 1) {
    writer.compactString(topic)
  } else {
    writer.string(topic)
  }
  const partitionIds = draft.partitionIds
  if (version >= 1) {
    writer.compactCount(partitionIds.length)
  } else {
    writer.count(partitionIds.length)
  }
  for (const element of partitionIds) writer.int32(element)
  if (version >= 1) {
    writer.unsignedVarint(0)
  }
}

function decodeTransactionLogValue(reader: Reader, version: number): TransactionLogValue {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('TransactionLogValue', version)
  const producerId = reader.int64()
  const producerEpoch = reader.int16()
  const transactionTimeoutMs = reader.int32()
  const transactionStatus = reader.int8()
  let transactionPartitions: TransactionLogValueTransactionPartition[] | null = []
  const transactionPartitionsCount = version >= 1 ? reader.compactNullableCount(3) : reader.nullableCount(6)
  if (transactionPartitionsCount < 0) {
    transactionPartitions = null
  } else {
    transactionPartitions = []
    for (let i = 0; i < transactionPartitionsCount; i += 1) transactionPartitions.push(decodeTransactionLogValueTransactionPartition(reader, version))
  }
  const transactionLastUpdateTimestampMs = reader.int64()
  const transactionStartTimestampMs = reader.int64()
  let previousProducerId: bigint = -1n
  let nextProducerId: bigint = -1n
  let nextProducerEpoch: number = -1
  let clientTransactionVersion: number = 0
  if (version >= 1) {
    const tagCount = reader.tagCount()
    for (let t = 0, tag = -1; t < tagCount; t += 1) {
      tag = reader.tag(tag)
      if (tag === 0) {
        const end = reader.tagEnd()
        previousProducerId = reader.int64()
        reader.endTag(tag, end)
      } else if (tag === 1) {
        const end = reader.tagEnd()
        nextProducerId = reader.int64()
        reader.endTag(tag, end)
      } else if (tag === 3) {
        const end = reader.tagEnd()
        nextProducerEpoch = reader.int16()
        reader.endTag(tag, end)
      } else if (tag === 2) {
        const end = reader.tagEnd()
        clientTransactionVersion = reader.int16()
        reader.endTag(tag, end)
      } else {
        reader.skipTag()
      }
    }
  }
  return {
    producerId,
    previousProducerId,
    nextProducerId,
    producerEpoch,
    nextProducerEpoch,
    transactionTimeoutMs,
    transactionStatus,
    transactionPartitions,
    transactionLastUpdateTimestampMs,
    transactionStartTimestampMs,
    clientTransactionVersion,
  }
}

function encodeTransactionLogValue(writer: Writer, draft: TransactionLogValueDraft, version: number): void {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('TransactionLogValue', version)
  writer.int64(draft.producerId)
  writer.int16(draft.producerEpoch)
  writer.int32(draft.transactionTimeoutMs)
  writer.int8(draft.transactionStatus)
  const transactionPartitions = draft.transactionPartitions
  if (version >= 1) {
    writer.compactCount(transactionPartitions === null ? -1 : transactionPartitions.length)
  } else {
    writer.count(transactionPartitions === null ? -1 : transactionPartitions.length)
  }
  if (transactionPartitions !== null) {
    for (const element of transactionPartitions) encodeTransactionLogValueTransactionPartition(writer, element, version)
  }
  writer.int64(draft.transactionLastUpdateTimestampMs)
  writer.int64(draft.transactionStartTimestampMs)
  const previousProducerId = draft.previousProducerId ?? -1n
  const nextProducerId = draft.nextProducerId ?? -1n
  const clientTransactionVersion = draft.clientTransactionVersion ?? 0
  const nextProducerEpoch = draft.nextProducerEpoch ?? -1
  if (version < 1) {
    if (previousProducerId !== -1n) throw protocolErrors.UNSUPPORTED_FIELD('TransactionLogValue.previousProducerId', version)
  }
  if (version < 1) {
    if (nextProducerId !== -1n) throw protocolErrors.UNSUPPORTED_FIELD('TransactionLogValue.nextProducerId', version)
  }
  if (version < 1) {
    if (clientTransactionVersion !== 0) throw protocolErrors.UNSUPPORTED_FIELD('TransactionLogValue.clientTransactionVersion', version)
  }
  if (version < 1) {
    if (nextProducerEpoch !== -1) throw protocolErrors.UNSUPPORTED_FIELD('TransactionLogValue.nextProducerEpoch', version)
  }
  if (version >= 1) {
    const hasPreviousProducerId = previousProducerId !== -1n
    const hasNextProducerId = nextProducerId !== -1n
    const hasClientTransactionVersion = clientTransactionVersion !== 0
    const hasNextProducerEpoch = nextProducerEpoch !== -1
    writer.unsignedVarint(Number(hasPreviousProducerId) + Number(hasNextProducerId) + Number(hasClientTransactionVersion) + Number(hasNextProducerEpoch))
    if (hasPreviousProducerId) {
      const content = new Writer()
      content.int64(previousProducerId)
      writer.tagged(0, content)
    }
    if (hasNextProducerId) {
      const content = new Writer()
      content.int64(nextProducerId)
      writer.tagged(1, content)
    }
    if (hasClientTransactionVersion) {
      const content = new Writer()
      content.int16(clientTransactionVersion)
      writer.tagged(2, content)
    }
    if (hasNextProducerEpoch) {
      const content = new Writer()
      content.int16(nextProducerEpoch)
      writer.tagged(3, content)
    }
  }
}

export const transactionLogRecord: RecordCodec<TransactionLogKey, TransactionLogValue, TransactionLogValueDraft> = {
  type: 0,
  name: 'TransactionLog',
  versions: { min: 0, max: 1 },
  flexibleSince: 1,
  key: { decode: decodeTransactionLogKey, encode: encodeTransactionLogKey },
  value: { decode: decodeTransactionLogValue, encode: encodeTransactionLogValue },
}
