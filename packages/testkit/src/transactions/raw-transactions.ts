/** Transactions request by request, so that a test can say exactly what stands where in a log. */
import { ApiKey, encodeBatch } from '@barnabus/protocol'

import type { RawConnection } from '../raw-connection.ts'
import { untilItIsFree } from './until-it-is-free.ts'

/** 1: partitions are announced before they are written to. 2: a write announces its own (KIP-890). */
export type TransactionVersion = 1 | 2

export interface RawTransactionsOptions {
  readonly transactionalId: string
  readonly version: TransactionVersion
  readonly topic: string
  readonly partition: number
  readonly timeoutMs?: number
}

const apiVersions = {
  1: { produce: 11, endTxn: 4 },
  2: { produce: 12, endTxn: 5 },
} as const
/** A producer with a transactional id that writes to one partition, over a caller's connection. */
export class RawTransactions {
  readonly #connection: RawConnection
  readonly #options: RawTransactionsOptions
  #producerId = -1n
  #producerEpoch = -1
  #sequence = 0
  /** Whether the partition was announced in the transaction that is open. */
  #isAnnounced = false

  private constructor(connection: RawConnection, options: RawTransactionsOptions) {
    this.#connection = connection
    this.#options = options
  }

  /** Fences whoever had the transactional id before. */
  static async open(
    connection: RawConnection,
    options: RawTransactionsOptions,
  ): Promise<RawTransactions> {
    const producer = new RawTransactions(connection, options)
    const { transactionalId, timeoutMs: transactionTimeoutMs = 60_000 } = options
    await untilItIsFree(
      // Kafka makes the topic of transactions when a coordinator is looked for.
      () => connection.send(ApiKey.FindCoordinator, 2, { key: transactionalId, keyType: 1 }),
      ({ errorCode }) => errorCode,
    )
    const { producerId, producerEpoch } = await untilItIsFree(
      () => connection.send(ApiKey.InitProducerId, 4, { transactionalId, transactionTimeoutMs }),
      ({ errorCode }) => errorCode,
    )
    producer.#producerId = producerId
    producer.#producerEpoch = producerEpoch
    return producer
  }

  /** Writes the values as one batch. The first one after an end begins a transaction. */
  async send(values: readonly Uint8Array[]): Promise<void> {
    const { topic, partition: index, transactionalId, version } = this.#options
    if (version === 1) await this.#announce()
    await untilItIsFree(
      () =>
        this.#connection.send(ApiKey.Produce, apiVersions[version].produce, {
          transactionalId,
          acks: -1,
          timeoutMs: 10_000,
          topicData: [{ name: topic, partitionData: [{ index, records: this.#batchOf(values) }] }],
        }),
      ({ responses }) => responses[0]?.partitionResponses[0]?.errorCode,
    )
    this.#sequence += values.length
  }

  async end(outcome: 'commit' | 'abort'): Promise<void> {
    const { transactionalId, version } = this.#options
    const answer = await untilItIsFree(
      () =>
        this.#connection.send(ApiKey.EndTxn, apiVersions[version].endTxn, {
          transactionalId,
          producerId: this.#producerId,
          producerEpoch: this.#producerEpoch,
          committed: outcome === 'commit',
        }),
      ({ errorCode }) => errorCode,
    )
    this.#isAnnounced = false
    if (version === 1) return
    this.#producerId = answer.producerId
    this.#producerEpoch = answer.producerEpoch
    this.#sequence = 0
  }

  async #announce(): Promise<void> {
    if (this.#isAnnounced) return
    const { topic, partition, transactionalId } = this.#options
    await untilItIsFree(
      () =>
        this.#connection.send(ApiKey.AddPartitionsToTxn, 3, {
          v3AndBelowTransactionalId: transactionalId,
          v3AndBelowProducerId: this.#producerId,
          v3AndBelowProducerEpoch: this.#producerEpoch,
          v3AndBelowTopics: [{ name: topic, partitions: [partition] }],
        }),
      ({ resultsByTopicV3AndBelow: [first] }) => first?.resultsByPartition[0]?.partitionErrorCode,
    )
    this.#isAnnounced = true
  }

  #batchOf(values: readonly Uint8Array[]): Uint8Array {
    const timestamp = BigInt(Date.now())
    return encodeBatch({
      records: values.map((value) => ({ key: null, value, timestamp })),
      producerId: this.#producerId,
      producerEpoch: this.#producerEpoch,
      baseSequence: this.#sequence,
      isTransactional: true,
    })
  }
}
