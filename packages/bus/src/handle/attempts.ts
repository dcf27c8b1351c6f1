import { isOperatingError, type Clock } from '@barnabus/base'
import { processSpan, RecordHeaders } from '@barnabus/client'

import type { CheckedValue, ClaimCheck } from '../claims/claim-check.ts'
import type { Claim, Deduplication } from '../dedup/deduplication.ts'
import type { Envelope } from '../envelope/envelope.ts'
import { traceIdOf } from '../envelope/trace-context.ts'
import { openPayload, type OpenedPayload } from '../messages/open-payload.ts'
import type { Message } from '../messages/message.ts'
import type { RecordMaker } from '../publish/record-maker.ts'
import { failureOf } from '../retry/fingerprint.ts'
import type { PendingKeys, Waiting } from '../retry/pending-keys.ts'
import type { RetryPlan } from '../retry/retry-plan.ts'
import type { Steps } from '../steps.ts'
import type { Store, StoreTransaction } from '../stores/store.ts'
import type { Topic } from '../topics/topic.ts'
import { collectingContext, Outputs, type Context, type Handler } from './context.ts'
import { Reject } from './reject.ts'
import type { Outcome, Work } from './work.ts'

/** Makes bytes of a reply. Throws, or rejects with, VALUE_REFUSED and what the store of claims does. */
export type EncodeReply = (reply: unknown) => CheckedValue | Promise<CheckedValue>

export interface AttemptsOptions<Value> {
  readonly plan: RetryPlan
  readonly topic: Topic<never, Value>
  readonly handler: Handler<Value>
  /** What the handler gives is a reply, and this makes bytes of it. */
  readonly encodeReply: EncodeReply | undefined
  readonly pending: PendingKeys
  readonly claims: ClaimCheck
  /** Makes records of what the handler publishes. */
  readonly records: RecordMaker
  readonly steps: Steps
  readonly clock: Clock
  readonly dedup: Deduplication | undefined
  readonly store: Pick<Store, 'isTransient'> | undefined
  /** Aborts what handlers do when nobody waits for them any longer. */
  readonly signal: AbortSignal
}

/** What a message fails with however often it is tried. */
const finalCodes = [
  'BUS_VALUE_UNREADABLE',
  'BUS_CLAIM_REFUSED',
  'BUS_VALUE_REFUSED',
  'BUS_PUBLISH_REFUSED',
  'BUS_GOES_ROUND',
  'BUS_MESSAGE_ID_REFUSED',
  'BUS_MESSAGE_CONFLICT',
]

/** Gives messages to the handler, and says what is to become of them. */
export class Attempts<Value> {
  readonly #options: AttemptsOptions<Value>

  constructor(options: AttemptsOptions<Value>) {
    this.#options = options
  }

  /**
   * Handles a message, in a transaction if there is one, unless others of its key wait before it.
   * Rejects only for a bug, and where the database is at fault.
   */
  async attempt(work: Work, transaction?: StoreTransaction): Promise<Outcome> {
    const behind = this.#waitsBehind(work)
    if (behind !== undefined) return { kind: 'retry', tier: behind.tier, failure: undefined }
    const { topic, steps, clock, claims } = this.#options
    let opened: OpenedPayload
    try {
      const opening = openPayload(work.origin.topic, work.record, claims)
      opened = opening instanceof Promise ? await opening : opening
    } catch (error) {
      return this.afterFailure(work, error)
    }
    let value: Value
    try {
      const decoding = topic.decode(opened.value)
      value = decoding instanceof Promise ? await decoding : decoding
    } catch (error) {
      return {
        kind: 'dead',
        ...{ failure: failureOf(error, clock.nowMs()), isFinal: true },
        isRejected: false,
      }
    }
    const begun = steps.reached('before-handler')
    if (begun !== undefined) await begun
    const outcome = await this.#handled(work, { value, opened }, transaction)
    const ended = steps.reached('after-handler')
    if (ended !== undefined) await ended
    return outcome
  }

  /** What becomes of a message after an attempt that failed. */
  afterFailure({ attempts }: Work, error: unknown): Outcome {
    const { plan, clock } = this.#options
    const failure = failureOf(error, clock.nowMs())
    const isRejected = error instanceof Reject
    const isFinal = isRejected || finalCodes.some((code) => isOperatingError(error, code))
    const next = isFinal ? undefined : plan.tiers[attempts]
    if (next === undefined) return { kind: 'dead', failure, isFinal, isRejected }
    return { kind: 'retry', tier: next.number, failure }
  }

  #waitsBehind({ key, record, origin }: Work): Waiting | undefined {
    const { plan, pending } = this.#options
    if (key === undefined || !plan.keepsOrder) return undefined
    return pending.before(record.partition, key, origin.offset)
  }

  async #handled(
    work: Work,
    { value, opened }: { readonly value: Value; readonly opened: OpenedPayload },
    transaction: StoreTransaction | undefined,
  ): Promise<Outcome> {
    const { dedup, store, handler, encodeReply, plan } = this.#options
    const message = messageOf(work, value, opened)
    const payload = { partition: work.record.partition, value: opened.value }
    let claim: Claim | undefined
    try {
      if (dedup !== undefined) claim = await dedup.claim(message, payload, transaction)
      if (claim?.kind === 'duplicate') return { kind: 'done', outputs: [], skipped: 'duplicate' }
      const outputs = new Outputs()
      const context = this.#contextOf(work, opened.envelope, transaction, outputs)
      // A span where somebody traces, linked with that of the publisher.
      const called = (): unknown => handler(message, context)
      const given = await processSpan(work.record, called, { groupId: plan.group })
      const done = { kind: 'done', outputs: outputs.records } as const
      if (encodeReply === undefined && claim === undefined) return done
      const reply = encodeReply && { reply: await encodeReply(given) }
      return { ...done, ...reply, mark: claim?.done() }
    } catch (error) {
      if (store?.isTransient(error) === true) throw error
      return this.afterFailure(work, error)
    } finally {
      if (claim?.kind === 'first') claim.release()
    }
  }

  #contextOf(
    { ask }: Work,
    handled: Envelope,
    transaction: StoreTransaction | undefined,
    outputs: Outputs,
  ): Context {
    const { plan, signal, records } = this.#options
    const { group } = plan
    const deadlineMs = ask?.deadlineMs
    const database = transaction?.database
    return collectingContext({ group, signal, deadlineMs, database, records, handled }, outputs)
  }
}

function messageOf<Value>(
  { record, origin, attempts }: Work,
  value: Value,
  { own, envelope: { id, source, type, traceparent } }: OpenedPayload,
): Message<Value> {
  return {
    topic: origin.topic,
    partition: origin.partition,
    offset: origin.offset,
    timestamp: origin.timestamp,
    id,
    source,
    type,
    traceId: traceIdOf(traceparent),
    key: record.key?.toString() ?? null,
    value,
    headers: new RecordHeaders(own),
    attempt: attempts + 1,
  }
}
