import type { Random } from '@barnabus/base'
import type { ConsumerRecord, ProducerRecord, RecordMetadata } from '@barnabus/client'

import { headersOf, type Ask } from './ask.ts'
import type { Counts } from './confirmation-counts.ts'
import { Inbox } from './inbox.ts'
import { newMessageId, timeOfMessageId } from './message-id.ts'
import { ReceiptReader, type ReceiptReaderOptions } from './receipt-reader.ts'
import { readArrival } from './receipt.ts'
import { unlessAborted } from './wait.ts'

export interface MailboxOptions extends ReceiptReaderOptions {
  readonly random: Random
  readonly counts: Counts
  readonly send: (record: ProducerRecord, signal?: AbortSignal) => Promise<RecordMetadata>
}

/** Sends messages that ask for something, and takes what comes back. */
export class Mailbox {
  readonly inbox: Inbox
  readonly #options: MailboxOptions
  readonly #reader: ReceiptReader

  constructor(options: MailboxOptions) {
    this.#options = options
    this.inbox = new Inbox(options.counts)
    this.#reader = new ReceiptReader(options, (record) => this.#take(record))
  }

  /** An id for a message. */
  newId(): string {
    return newMessageId(this.#options.clock, this.#options.random)
  }

  /** Sends a record with what it asks for, once no answer to it can be missed. */
  async send(
    record: ProducerRecord,
    ask: Omit<Ask, 'to'>,
    signal: AbortSignal | undefined,
  ): Promise<RecordMetadata> {
    const { topic, send } = this.#options
    await this.ready(signal)
    this.inbox.open(ask.id)
    this.inbox.isWholeNow(ask.id)
    const { headers = [] } = record
    const own = Symbol.iterator in headers ? [...headers] : Object.entries(headers)
    const asking = { ...record, headers: [...own, ...headersOf({ ...ask, to: topic })] }
    return await send(asking, signal)
  }

  /** Resolves when nothing that comes from now on is missed. */
  async ready(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted()
    await unlessAborted(this.#reader.ready(), signal)
  }

  /** Takes what came for a message before anybody waited for it. */
  async readBack(id: string, signal: AbortSignal): Promise<void> {
    await this.#reader.readBack(timeOfMessageId(id), signal, (record) => this.#take(record))
    this.inbox.isWholeNow(id)
  }

  async close(): Promise<void> {
    await this.#reader.close()
  }

  #take(record: ConsumerRecord): void {
    const arrival = readArrival(record)
    if (arrival !== undefined) this.inbox.take(arrival)
  }
}
