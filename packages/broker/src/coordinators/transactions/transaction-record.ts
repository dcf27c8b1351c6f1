import {
  decodeRecordKey,
  decodeRecordValue,
  encodeRecordKey,
  encodeRecordValue,
  recordTypeOf,
  transactionLogRecord,
} from '@barnabus/protocol'

import { brokerErrors } from '../../errors.ts'
import type { RecordBytes } from '../runtime/record-bytes.ts'
import { noProducerEpoch, transactionStates, type Transaction } from './transaction.ts'

/** A record of the topic of transactions. */
export interface TransactionRecord {
  readonly transactionalId: string
  /** Null: the id is forgotten. */
  readonly value: Transaction | null
}

/** The record that makes `value` of its id. */
export function recordOf(value: Transaction): TransactionRecord {
  return { transactionalId: value.transactionalId, value }
}

/** The record in Kafka's own schema. */
export function encodeTransaction({ transactionalId, value }: TransactionRecord): RecordBytes {
  const key = encodeRecordKey(transactionLogRecord, { transactionalId })
  return { key, value: value && encodeValue(value) }
}

/** Reads a record back; undefined: it is of another kind. Throws if it is not what it should be. */
export function decodeTransaction({ key, value }: RecordBytes): TransactionRecord | undefined {
  if (recordTypeOf(key) !== transactionLogRecord.type) return undefined
  const { transactionalId } = decodeRecordKey(transactionLogRecord, key)
  return { transactionalId, value: value && decodeValue(transactionalId, value) }
}

function encodeValue(transaction: Transaction): Uint8Array {
  const { state, partitions } = transaction
  const transactionPartitions = Array.from(partitions, ([topic, indexes]) => ({
    topic,
    partitionIds: [...indexes],
  }))
  return encodeRecordValue(transactionLogRecord, {
    producerId: transaction.producerId,
    previousProducerId: transaction.previousProducerId,
    nextProducerId: transaction.nextProducerId,
    producerEpoch: transaction.producerEpoch,
    transactionTimeoutMs: transaction.timeoutMs,
    transactionStatus: transactionStates.indexOf(state),
    transactionPartitions: state === 'Empty' ? null : transactionPartitions,
    transactionLastUpdateTimestampMs: BigInt(Math.floor(transaction.updatedAtMs)),
    transactionStartTimestampMs: BigInt(Math.floor(transaction.startedAtMs)),
    clientTransactionVersion: transaction.clientVersion,
  })
}

function decodeValue(transactionalId: string, bytes: Uint8Array): Transaction {
  const value = decodeRecordValue(transactionLogRecord, bytes)
  const state = transactionStates[value.transactionStatus]
  if (state === undefined) {
    throw brokerErrors.TRANSACTION_STATE(transactionalId, value.transactionStatus)
  }
  const partitions = value.transactionPartitions ?? []
  return {
    transactionalId,
    producerId: value.producerId,
    previousProducerId: value.previousProducerId,
    nextProducerId: value.nextProducerId,
    producerEpoch: value.producerEpoch,
    lastProducerEpoch: noProducerEpoch,
    timeoutMs: value.transactionTimeoutMs,
    state,
    partitions: new Map(
      partitions.map(({ topic, partitionIds }) => [topic, new Set(partitionIds)]),
    ),
    startedAtMs: Number(value.transactionStartTimestampMs),
    updatedAtMs: Number(value.transactionLastUpdateTimestampMs),
    clientVersion: value.clientTransactionVersion,
  }
}
