import type { Buffer } from 'node:buffer'

import {
  Consumer,
  isKafkaError,
  type Admin,
  type ConsumerOptions,
  type ConsumerRecord,
  type ConsumerSettings,
} from '@barnabus/client'

import type { ClaimCheck } from '../claims/claim-check.ts'
import { claimKeyOf } from '../claims/claim-key.ts'
import { busErrors } from '../errors.ts'
import { noTopicId, positionFrom, positionText, type ReceiptPosition } from './receipt-position.ts'
import { prepareReceiptTopic } from './receipt-topic.ts'
import { readArrival, type ReceivedReply, type Receipt } from './receipt.ts'

/** What became of one message of the application in one group. */
export interface StreamedReceipt {
  /** The message's id; with `receipt.group`, what tells a receipt that comes twice. */
  readonly id: string
  readonly receipt: Receipt
  /** The bytes of the reply; undefined: this is none. */
  readonly reply: Buffer | null | undefined
  /** From where a stream goes on behind this one. */
  readonly position: string
}

/** Where a stream of receipts begins, and until when it goes on. */
export interface ReceiptStreamOptions {
  /** Left out: `latest`, with what comes from now on. Or the `position` that a stream has told. */
  readonly from?: string
  readonly signal?: AbortSignal | undefined
}

export interface ReceiptStreamParts {
  readonly topic: string
  readonly admin: Admin
  readonly settings: ConsumerSettings
  readonly options: ConsumerOptions
  readonly claims: ClaimCheck
}

/**
 * Opens a stream. Resolves when nothing that comes will be missed. Rejects with POSITION_REFUSED where
 * `from` says nothing, and RECEIPTS_GONE where it is of another topic.
 */
export async function openReceiptStream(
  { topic, admin, settings, options, claims }: ReceiptStreamParts,
  from: string,
  signal: AbortSignal,
): Promise<ReceiptStream> {
  const known = from === 'latest' || from === 'earliest' ? undefined : positionFrom(from)
  const { topicId = noTopicId, partitions } = await prepareReceiptTopic(admin, topic, signal)
  if (known !== undefined && known.topicId !== topicId) throw busErrors.RECEIPTS_GONE(topic)
  const consumer = new Consumer(
    {
      ...settings,
      'isolation.level': 'read_committed',
      'auto.offset.reset': 'none',
      'allow.auto.create.topics': false, // As one that keeps everything for who knows how long.
    },
    options,
  )
  try {
    const places = partitions.map(({ partition }) => ({ topic, partition }))
    const begun = await (from === 'latest'
      ? consumer.endOffsets(places, { signal })
      : consumer.beginningOffsets(places, { signal }))
    // Of a partition that was added since, everything is new.
    const offsets = begun.map(({ partition, offset }) => known?.offsets[partition] ?? offset)
    consumer.assign(places)
    for (const [index, place] of places.entries()) consumer.seek(place, offsets[index]!)
    return new ReceiptStream({ consumer, claims, signal }, { topicId, offsets })
  } catch (error) {
    await consumer.close()
    throw error
  }
}

/**
 * What becomes of an application's messages, as it comes: each receipt at least once, in the order in
 * which they were written. Whoever has lost its stream opens another one at the last position.
 *
 * Iterating rejects with the reason of the signal that ends it, with RECEIPTS_GONE, and once for each
 * reply that is not to be had from the store of claims; iterating again goes on behind that.
 */
export class ReceiptStream implements AsyncIterable<StreamedReceipt>, AsyncDisposable {
  readonly #consumer: Consumer
  readonly #claims: ClaimCheck
  readonly #signal: AbortSignal
  readonly #topicId: string
  readonly #offsets: bigint[]
  #read: ConsumerRecord[] = []
  #isClosed = false
  #onClose: () => void = () => undefined

  /** Only for the bus. */
  constructor(
    parts: {
      readonly consumer: Consumer
      readonly claims: ClaimCheck
      readonly signal: AbortSignal
    },
    { topicId, offsets }: ReceiptPosition,
  ) {
    this.#consumer = parts.consumer
    this.#claims = parts.claims
    this.#signal = parts.signal
    this.#topicId = topicId
    this.#offsets = [...offsets]
  }

  /** From where another stream goes on behind everything that this one has given. */
  get position(): string {
    return positionText({ topicId: this.#topicId, offsets: this.#offsets })
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<StreamedReceipt, void, undefined> {
    while (!this.#isClosed) {
      if (this.#read.length === 0) this.#read = (await this.#poll()).toReversed()
      for (let record; (record = this.#read.pop()) !== undefined;) {
        this.#offsets[record.partition] = record.offset + 1n
        const arrival = readArrival(record)
        if (arrival === undefined) continue
        const { id, receipt } = arrival
        const reply = await this.#bytesOf(arrival.reply)
        yield { id, receipt, reply, position: this.position }
      }
    }
  }

  /** Only for the bus: who wants to know when it is closed. */
  onClose(told: () => void): void {
    this.#onClose = told
  }

  /** Whoever iterates is done. */
  async close(): Promise<void> {
    this.#isClosed = true
    this.#read = []
    this.#onClose()
    await this.#consumer.close()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }

  async #bytesOf(reply: ReceivedReply | undefined): Promise<Buffer | null | undefined> {
    const { value, claim } = reply ?? {}
    if (claim === undefined) return value
    return await this.#claims.get(claimKeyOf(claim.key)?.topic ?? '', claim)
  }

  async #poll(): Promise<readonly ConsumerRecord[]> {
    try {
      return await this.#consumer.poll({ signal: this.#signal })
    } catch (error) {
      if (!isKafkaError(error) || error.errorName !== 'OFFSET_OUT_OF_RANGE') throw error
      throw busErrors.RECEIPTS_GONE(this.#consumer.assignment[0]?.topic ?? '').because(error)
    }
  }
}
