import type { Clock } from '@barnabus/base'
import type { ProducerRecord, RecordMetadata } from '@barnabus/client'

import { busErrors } from '../errors.ts'
import { areAskableGroups } from './ask.ts'
import type { Mailbox } from './mailbox.ts'
import type { Receipt } from './receipt.ts'
import { UnknownOutcomeError } from './unknown-outcome-error.ts'
import { timeoutMsOf, Wait, type WaitOptions } from './wait.ts'

/** A message that was published, and for which groups were asked to say what becomes of it. */
export interface Sent extends RecordMetadata {
  readonly id: string
  /**
   * What became of it in a group that was asked. Rejects with UnknownOutcomeError where that is not
   * known in time, never because the group has failed with it.
   */
  receipt(group: string, options?: WaitOptions): Promise<Receipt>
}

/** Asks for receipts, and waits for them. */
export class Confirmations {
  readonly #mailbox: Mailbox
  readonly #clock: Clock
  readonly #closing: AbortSignal

  /** Whoever waits when `closing` aborts is told its reason. */
  constructor(mailbox: Mailbox, clock: Clock, closing: AbortSignal) {
    this.#mailbox = mailbox
    this.#clock = clock
    this.#closing = closing
  }

  /** Sends a record of which these groups are to tell what became of it. */
  async send(
    record: ProducerRecord,
    groups: readonly string[],
    signal: AbortSignal | undefined,
  ): Promise<Sent> {
    if (!areAskableGroups(groups)) {
      throw busErrors.RECEIPTS_REFUSED(record.topic, 'these are not the names of at most 32 groups')
    }
    const id = this.#mailbox.newId()
    const ask = { id, groups, deadlineMs: undefined, isRepeatable: false }
    const sent = await this.#mailbox.send(record, ask, signal)
    return {
      ...sent,
      id,
      receipt: async (group, options) => {
        if (groups.includes(group)) return await this.receipt(id, group, options)
        throw busErrors.RECEIPTS_REFUSED(record.topic, `${group} was not asked`)
      },
    }
  }

  /** What became of a message in a group. Rejects with UnknownOutcomeError. */
  async receipt(id: string, group: string, options: WaitOptions = {}): Promise<Receipt> {
    const timeoutMs = timeoutMsOf(options)
    const known = this.#mailbox.inbox.receipt(id, group)
    if (known !== undefined) return known
    const wait = new Wait(this.#clock, timeoutMs, {
      signals: [options.signal, this.#closing],
      tooLate: () => new UnknownOutcomeError(busErrors.OUTCOME_UNKNOWN(id, group, timeoutMs), id),
    })
    try {
      return await this.#arrival(id, group, wait)
    } finally {
      wait.end()
    }
  }

  async #arrival(id: string, group: string, wait: Wait): Promise<Receipt> {
    const { inbox } = this.#mailbox
    const found = Promise.withResolvers<Receipt>()
    const leave = inbox.watch(id, ({ receipt }) => {
      if (receipt.group === group) found.resolve(receipt)
    })
    try {
      await this.#mailbox.ready(wait.signal)
      if (!inbox.isWhole(id)) await this.#readBack(id, wait.signal, found.promise)
      return await wait.for(found.promise)
    } finally {
      leave()
    }
  }

  /** Looks for what came before anybody waited, until that is `found` anyway. */
  async #readBack(id: string, signal: AbortSignal, found: Promise<unknown>): Promise<void> {
    const enough = new AbortController()
    void found.then(() => enough.abort())
    try {
      await this.#mailbox.readBack(id, AbortSignal.any([signal, enough.signal]))
    } catch (error) {
      signal.throwIfAborted()
      if (!enough.signal.aborted) throw error
    }
  }
}
