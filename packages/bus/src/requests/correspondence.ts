import type { Admin } from '@barnabus/client'

import type { ClaimCheck } from '../claims/claim-check.ts'
import { busErrors } from '../errors.ts'
import { Counts } from '../receipts/confirmation-counts.ts'
import { Confirmations } from '../receipts/confirmations.ts'
import { Mailbox, type MailboxOptions } from '../receipts/mailbox.ts'
import {
  openReceiptStream,
  type ReceiptStream,
  type ReceiptStreamOptions,
} from '../receipts/receipt-stream.ts'
import { ReceiptTargets } from '../receipts/receipt-targets.ts'
import type { RecordMaker } from '../publish/record-maker.ts'
import { Requests } from './requests.ts'

export interface CorrespondenceOptions extends Omit<MailboxOptions, 'counts'> {
  readonly admin: Admin
  readonly records: RecordMaker
  readonly claims: ClaimCheck
}

/** Everything by which messages are answered: receipts and replies, asked for and given. */
export class Correspondence {
  readonly confirmations: Confirmations
  readonly requests: Requests
  readonly targets: ReceiptTargets
  readonly counts = new Counts()
  readonly #mailbox: Mailbox
  readonly #options: CorrespondenceOptions
  readonly #closing = new AbortController()
  readonly #streams = new Set<ReceiptStream>()

  constructor(options: CorrespondenceOptions) {
    this.#options = options
    const { clock, admin } = options
    const { signal } = this.#closing
    this.#mailbox = new Mailbox({ ...options, counts: this.counts })
    this.targets = new ReceiptTargets(admin, clock)
    this.confirmations = new Confirmations(this.#mailbox, clock, signal)
    this.requests = new Requests(this.#mailbox, options, signal)
  }

  /** What becomes of the application's messages, as it comes. */
  async stream({ from = 'latest', signal }: ReceiptStreamOptions): Promise<ReceiptStream> {
    const signals = [this.#closing.signal, ...(signal ? [signal] : [])]
    const stream = await openReceiptStream(this.#options, from, AbortSignal.any(signals))
    this.#streams.add(stream)
    stream.onClose(() => this.#streams.delete(stream))
    if (!this.#closing.signal.aborted) return stream
    await stream.close() // Whoever closes the bus did not know of it yet.
    throw busErrors.CLOSED()
  }

  /** Whoever still waits for something is told that the bus is closed. */
  async close(): Promise<void> {
    this.#closing.abort(busErrors.CLOSED())
    await Promise.all(Array.from(this.#streams, (stream) => stream.close()))
    await this.#mailbox.close()
  }
}
