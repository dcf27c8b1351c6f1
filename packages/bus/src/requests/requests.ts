import type { Clock } from '@barnabus/base'

import type { ClaimCheck } from '../claims/claim-check.ts'
import { busErrors } from '../errors.ts'
import type { NewMessage } from '../publish/publishing.ts'
import type { RecordMaker } from '../publish/record-maker.ts'
import { isMessageId, type Ask } from '../receipts/ask.ts'
import type { Mailbox } from '../receipts/mailbox.ts'
import type { Arrival } from '../receipts/receipt.ts'
import { UnknownOutcomeError } from '../receipts/unknown-outcome-error.ts'
import { timeoutMsOf, Wait, type WaitOptions } from '../receipts/wait.ts'
import type { RequestTopic } from '../topics/topic.ts'
import { requestError } from './request-error.ts'

/** How a request is made. */
export interface RequestOptions extends WaitOptions {
  /**
   * What the request is known by, up to 200 visible characters of ASCII: whoever asks again with it,
   * and with the same key if there is one, gets the reply of the first time. Left out: an id that
   * nobody can guess.
   */
  readonly id?: string
}

export interface RequestsParts {
  readonly records: RecordMaker
  readonly claims: ClaimCheck
  readonly clock: Clock
}

/** Makes requests, and waits for the replies. */
export class Requests {
  readonly #mailbox: Mailbox
  readonly #records: RecordMaker
  readonly #claims: ClaimCheck
  readonly #clock: Clock
  readonly #closing: AbortSignal

  /** Whoever waits when `closing` aborts is told its reason. */
  constructor(mailbox: Mailbox, parts: RequestsParts, closing: AbortSignal) {
    this.#mailbox = mailbox
    this.#records = parts.records
    this.#claims = parts.claims
    this.#clock = parts.clock
    this.#closing = closing
  }

  /**
   * The reply to a message. Rejects with RequestError, UnknownOutcomeError, VALUE_UNREADABLE
   * and, for a reply that is in the store of claims, CLAIM_UNREADABLE.
   */
  async request<Input, ReplyOutput>(
    topic: RequestTopic<Input, unknown, never, ReplyOutput>,
    message: NewMessage<Input>,
    options: RequestOptions,
  ): Promise<ReplyOutput> {
    const timeoutMs = timeoutMsOf(options)
    const { id = this.#mailbox.newId() } = options
    if (!isMessageId(id)) throw busErrors.REQUEST_REFUSED(topic.name, `"${id}" is no id`)
    // Requests of one id come to one partition, where each is seen after the one before it.
    const keyed = { ...message, id: message.id ?? options.id, key: message.key ?? options.id }
    const wait = new Wait(this.#clock, timeoutMs, {
      signals: [options.signal, this.#closing],
      tooLate: () => {
        return new UnknownOutcomeError(busErrors.OUTCOME_UNKNOWN(id, topic.name, timeoutMs), id)
      },
    })
    try {
      const deadlineMs = this.#clock.nowMs() + timeoutMs
      const ask = { id, groups: [], deadlineMs, isRepeatable: options.id !== undefined }
      const { receipt, reply } = await this.#arrival(topic, keyed, ask, wait)
      const error = requestError(topic.name, id, receipt)
      if (error !== undefined) throw error
      const { value, claim } = reply!
      // Of the topic of its request, which both sides know.
      const bytes = claim === undefined ? value : await this.#claims.get(topic.name, claim)
      return await topic.reply.decode(bytes)
    } finally {
      wait.end()
    }
  }

  async #arrival<Input>(
    topic: RequestTopic<Input, unknown, never, unknown>,
    message: NewMessage<Input>,
    ask: Omit<Ask, 'to'>,
    wait: Wait,
  ): Promise<Arrival> {
    const { inbox } = this.#mailbox
    const found = Promise.withResolvers<Arrival>()
    const leave = inbox.awaitReply(ask.id, (arrival) => found.resolve(arrival))
    try {
      const record = await this.#records.recordOf(topic, message)
      await wait.for(this.#mailbox.send(record, ask, wait.signal))
      return await wait.for(found.promise)
    } finally {
      leave()
    }
  }
}
