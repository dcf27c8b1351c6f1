import type { TransactionOutcome } from '@barnabus/protocol'

import {
  epochPerTransaction,
  noProducerEpoch,
  noProducerId,
  type TopicPartitions,
  type Transaction,
} from './transaction.ts'

// How one state of a transactional id follows from another. Whether it may, others decide.

/** A transactional id that nobody has used before. */
export function newTransaction(
  transactionalId: string,
  producerId: bigint,
  timeoutMs: number,
): Transaction {
  return {
    ...{ transactionalId, producerId, timeoutMs },
    previousProducerId: noProducerId,
    nextProducerId: noProducerId,
    producerEpoch: noProducerEpoch,
    lastProducerEpoch: noProducerEpoch,
    state: 'Empty',
    partitions: new Map(),
    startedAtMs: -1,
    updatedAtMs: -1,
    clientVersion: 0,
  }
}

/** A producer begins, as `producer`. */
export function begun(
  transaction: Transaction,
  producer: Pick<Transaction, 'producerId' | 'producerEpoch' | 'lastProducerEpoch' | 'timeoutMs'>,
  nowMs: number,
): Transaction {
  return {
    ...transaction,
    ...producer,
    previousProducerId: transaction.producerId,
    state: 'Empty',
    partitions: new Map(),
    startedAtMs: -1,
    updatedAtMs: nowMs,
  }
}

/** More partitions belong to the transaction, which begins with the first. */
export function extended(
  transaction: Transaction,
  added: TopicPartitions,
  { nowMs, clientVersion }: { readonly nowMs: number; readonly clientVersion: number },
): Transaction {
  const { state, startedAtMs, producerId, partitions } = transaction
  return {
    ...transaction,
    previousProducerId: producerId,
    state: 'Ongoing',
    partitions: union(partitions, added),
    startedAtMs: state === 'Ongoing' ? startedAtMs : nowMs,
    updatedAtMs: nowMs,
    clientVersion,
  }
}

/** How the transaction ends is decided; in the newer protocol its epoch ends with it. */
export function ending(
  transaction: Transaction,
  outcome: TransactionOutcome,
  terms: {
    readonly nowMs: number
    readonly clientVersion: number
    /** What takes the place of an id whose epochs are used up; otherwise -1. */
    readonly nextProducerId: bigint
  },
): Transaction {
  const { nowMs, clientVersion, nextProducerId } = terms
  const { producerId, producerEpoch, lastProducerEpoch, state, startedAtMs } = transaction
  const bumps = clientVersion >= epochPerTransaction
  return {
    ...transaction,
    previousProducerId: producerId,
    nextProducerId,
    producerEpoch: bumps ? producerEpoch + 1 : producerEpoch,
    lastProducerEpoch: bumps ? producerEpoch : lastProducerEpoch,
    state: outcome === 'commit' ? 'PrepareCommit' : 'PrepareAbort',
    startedAtMs: state === 'Ongoing' ? startedAtMs : nowMs,
    updatedAtMs: nowMs,
    clientVersion,
  }
}

/** All markers are written. */
export function completed(transaction: Transaction, nowMs: number): Transaction {
  const { producerId, producerEpoch, nextProducerId, clientVersion } = transaction
  const changesId = clientVersion >= epochPerTransaction && nextProducerId !== noProducerId
  return {
    ...transaction,
    producerId: changesId ? nextProducerId : producerId,
    producerEpoch: changesId ? 0 : producerEpoch,
    previousProducerId: producerId,
    nextProducerId: noProducerId,
    state: transaction.state === 'PrepareCommit' ? 'CompleteCommit' : 'CompleteAbort',
    partitions: new Map(),
    updatedAtMs: nowMs,
  }
}

function union(some: TopicPartitions, others: TopicPartitions): TopicPartitions {
  const all = new Map(some)
  for (const [topic, indexes] of others) {
    all.set(topic, new Set([...(all.get(topic) ?? []), ...indexes]))
  }
  return all
}
