import type { Transaction as OwnTransaction } from '../../producer/transactions/transaction.ts'
import type { CompressionType } from '../compression-types.ts'
import { KafkaJSNonRetriableError } from '../kafkajs-error.ts'
import { translating } from '../translate-error.ts'
import {
  checkMessages,
  metadataOf,
  recordsOf,
  type ProducerBatch,
  type ProducerRecord,
  type RecordMetadata,
  type Sender,
} from './sending.ts'

/** Offsets of partitions of several topics. */
export interface Offsets {
  readonly topics: readonly {
    readonly topic: string
    readonly partitions: readonly { readonly partition: number; readonly offset: string }[]
  }[]
}

/** What a transaction knows of its producer. */
export interface TransactionOptions {
  /** Whether a partitioner of the program chooses partitions. */
  readonly isPartitioned: boolean
  /** How all its messages are compressed. */
  readonly compression: CompressionType
  /** Called where somebody wants it otherwise. */
  readonly onOtherCompression: () => void
}

/** Messages and offsets of which readers of committed data see everything, or nothing. */
export class Transaction implements Sender {
  readonly #own: OwnTransaction
  readonly #options: TransactionOptions
  #isActive = true

  constructor(own: OwnTransaction, options: TransactionOptions) {
    this.#own = own
    this.#options = options
  }

  async send({ topic, messages, ...options }: ProducerRecord): Promise<RecordMetadata[]> {
    return await this.sendBatch({ ...options, topicMessages: [{ topic, messages }] })
  }

  async sendBatch(batch: ProducerBatch): Promise<RecordMetadata[]> {
    const { topicMessages = [], acks = -1, compression = this.#options.compression } = batch
    this.#requireActive()
    if (acks !== -1) {
      throw new KafkaJSNonRetriableError(
        "Not requiring ack for all messages invalidates the idempotent producer's EoS guarantees",
      )
    }
    checkMessages(topicMessages)
    if (compression !== this.#options.compression) this.#options.onOtherCompression()
    const records = recordsOf(topicMessages, this.#options.isPartitioned)
    return metadataOf(await translating(this.#own.sendAll(records)))
  }

  /** Commits what a group has read, together with what was made of it. */
  async sendOffsets(request: Offsets & { readonly consumerGroupId: string }): Promise<void> {
    this.#requireActive()
    const { consumerGroupId: groupId, topics } = request
    const offsets = topics.flatMap(({ topic, partitions }) =>
      partitions.map(({ partition, offset }) => ({
        ...{ topic, partition: Number(partition), offset: BigInt(offset) },
      })),
    )
    await translating(this.#own.sendOffsets(offsets, { groupId }))
  }

  async commit(): Promise<void> {
    this.#requireActive()
    await translating(this.#own.commit())
    this.#isActive = false
  }

  async abort(): Promise<void> {
    this.#requireActive()
    await translating(this.#own.abort())
    this.#isActive = false
  }

  isActive(): boolean {
    return this.#isActive
  }

  #requireActive(): void {
    if (this.#isActive) return
    throw new KafkaJSNonRetriableError('Cannot continue to use transaction once ended')
  }
}
