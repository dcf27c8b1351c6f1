/** The states of a transactional id, as Kafka names and numbers them. */
export const transactionStates = [
  'Empty',
  'Ongoing',
  'PrepareCommit',
  'PrepareAbort',
  'CompleteCommit',
  'CompleteAbort',
] as const

export type TransactionStateName = (typeof transactionStates)[number]

/** Partitions by their topics' names. */
export type TopicPartitions = ReadonlyMap<string, ReadonlySet<number>>

/** A transactional id: its producer, and its newest transaction. Never changed in place. */
export interface Transaction {
  readonly transactionalId: string
  readonly producerId: bigint
  /** The one it had before its last change; the same as now, mostly. */
  readonly previousProducerId: bigint
  /** The one it gets when the transaction is complete, because epochs are used up; else -1. */
  readonly nextProducerId: bigint
  /** -1: nobody has got one yet. */
  readonly producerEpoch: number
  /** The one before, if its producer asked for a new one itself; else -1. Kafka never stores it. */
  readonly lastProducerEpoch: number
  readonly timeoutMs: number
  readonly state: TransactionStateName
  /** What the transaction wrote to, until it is complete. */
  readonly partitions: TopicPartitions
  /** Wall clock; -1: there was none since the producer began. */
  readonly startedAtMs: number
  /** Wall clock. */
  readonly updatedAtMs: number
  /** 2: the client speaks the newer protocol (KIP-890); 0: the older one. */
  readonly clientVersion: number
}

/** Who a producer says it is. */
export interface KnownProducer {
  readonly producerId: bigint
  readonly producerEpoch: number
}

export const noProducerId = -1n
export const noProducerEpoch = -1

/** No producer gets a higher epoch, so that there is always one left to fence it with. */
export const producerEpochMax = 32_766

/** The newer protocol, in which each transaction has an epoch of its own. */
export const epochPerTransaction = 2

/** Whether a new epoch takes a new producer id. */
export function isEpochExhausted({ producerEpoch }: Transaction): boolean {
  return producerEpoch >= producerEpochMax
}

/** Whether it was decided how the transaction ends, and its markers are not all written. */
export function isEnding({ state }: Transaction): boolean {
  return state === 'PrepareCommit' || state === 'PrepareAbort'
}

export function hasPartition({ partitions }: Transaction, topic: string, index: number): boolean {
  return partitions.get(topic)?.has(index) === true
}
