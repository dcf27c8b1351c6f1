import type { ProducerRecord } from '@barnabus/client'

import type { Envelope } from '../envelope/envelope.ts'
import { busErrors } from '../errors.ts'
import type { Message } from '../messages/message.ts'
import type { NewMessage } from '../publish/publishing.ts'
import type { RecordMaker } from '../publish/record-maker.ts'
import type { Topic } from '../topics/topic.ts'

/** What a handler is given beside the message. */
export interface Context<Database = undefined> {
  readonly group: string
  /** The connection of the transaction in which the message is handled, where there is a store. */
  readonly database: Database
  /** Until when a reply is of use to whoever has asked, in ms since 1970; undefined: nobody has. */
  readonly deadlineMs: number | undefined
  /** Aborts when the bus closes and does not wait any longer. */
  readonly signal: AbortSignal
  /**
   * Publishes a message once the handler has succeeded, together with the fact that it did; what a
   * failed attempt has published is never sent. Rejects with VALUE_REFUSED; with GOES_ROUND in the
   * hundredth handler of a chain, each of which has published for the next; and, as that cannot be
   * one thing with a database's transaction, with PUBLISH_REFUSED where there is a store.
   */
  publish<Input>(topic: Topic<Input, unknown>, message: NewMessage<Input>): Promise<void>
}

/** What is done with a message. What it throws, but for `Reject`, makes it be tried again. */
export type Handler<Value, Database = undefined> = (
  message: Message<Value>,
  context: Context<Database>,
) => unknown

export interface ContextFacts extends Pick<Context, 'group' | 'signal' | 'deadlineMs'> {
  readonly database: unknown
  /** Makes records of what a handler publishes. */
  readonly records: RecordMaker
  /** What is said of the message that is handled. */
  readonly handled: Envelope
}

const nothing: readonly ProducerRecord[] = []
const done = Promise.resolve()

/** What a handler has published. */
export class Outputs {
  #records: ProducerRecord[] | undefined

  get records(): readonly ProducerRecord[] {
    return this.#records ?? nothing
  }

  add(record: ProducerRecord): void {
    // Most publish once, and an array that grows takes room for many.
    if (this.#records === undefined) this.#records = [record]
    else this.#records.push(record)
  }
}

/** A context that collects what is published into `outputs`. */
export function collectingContext(
  { group, signal, deadlineMs, database, records, handled }: ContextFacts,
  outputs: Outputs,
): Context {
  return {
    group,
    signal,
    deadlineMs,
    database: database as undefined, // Only who has handed in a store knows what it is.
    publish(topic, message) {
      try {
        if (database !== undefined) throw busErrors.PUBLISH_REFUSED(topic.name)
        const making = records.recordOf(topic, message, handled)
        if (making instanceof Promise) return making.then((record) => outputs.add(record))
        outputs.add(making)
        return done
      } catch (error) {
        return Promise.reject(error as Error)
      }
    },
  }
}
