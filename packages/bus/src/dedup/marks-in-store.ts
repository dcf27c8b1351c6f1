import { assert, type Clock } from '@barnabus/base'

import { busErrors } from '../errors.ts'
import type { Message } from '../messages/message.ts'
import { enterMark } from '../stores/marks.ts'
import type { StoreTransaction } from '../stores/store.ts'
import type { DedupPlan } from './dedup-plan.ts'
import type { DedupCounts } from './dedup-options.ts'
import type { Claim, Deduplication, Payload } from './deduplication.ts'
import { bodyOf, identityOf } from './message-identity.ts'
import { Tally } from './tally.ts'

/**
 * Marks messages in the transaction of the user's database in which they are handled. Whoever comes
 * with the same message meanwhile waits for the end of that transaction, in the database.
 */
export class MarksInStore implements Deduplication {
  readonly #plan: DedupPlan
  readonly #clock: Clock
  readonly #tally = new Tally()

  constructor(plan: DedupPlan, clock: Clock) {
    this.#plan = plan
    this.#clock = clock
  }

  get counts(): DedupCounts {
    return this.#tally.read()
  }

  async claim(
    message: Message<unknown>,
    { value }: Payload,
    transaction: StoreTransaction | undefined,
  ): Promise<Claim> {
    assert(transaction !== undefined, 'marks are entered in a transaction')
    const { scope, windowMs } = this.#plan
    const id = identityOf(message, this.#plan)
    const body = bodyOf(value)
    const nowMs = this.#clock.nowMs()
    const times = { nowMs, sinceMs: nowMs - windowMs }
    const known = await enterMark(transaction, { scope, id, body }, times)
    if (known === undefined)
      return { kind: 'first', done: () => undefined, release: () => undefined }
    if (known !== body) {
      this.#tally.note('conflicts')
      throw busErrors.MESSAGE_CONFLICT(message.topic, id)
    }
    this.#tally.note('duplicates')
    return { kind: 'duplicate' }
  }
}
