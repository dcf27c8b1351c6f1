import type { ProducerRecord } from '@barnabus/client'

import type { CheckedValue, ClaimCheck } from '../claims/claim-check.ts'
import { headersOfTicket } from '../claims/claim-ticket.ts'
import type { EnvelopeWriter, Header } from '../envelope/envelope-writer.ts'
import type { Envelope } from '../envelope/envelope.ts'
import { hopsMax } from '../envelope/hops.ts'
import { busErrors } from '../errors.ts'
import { busPrefix } from '../messages/bus-prefix.ts'
import type { Topic } from '../topics/topic.ts'
import type { NewMessage } from './publishing.ts'

/** Makes records of messages that are published. */
export class RecordMaker {
  readonly #envelopes: EnvelopeWriter
  readonly #claims: ClaimCheck

  constructor(envelopes: EnvelopeWriter, claims: ClaimCheck) {
    this.#envelopes = envelopes
    this.#claims = claims
  }

  /**
   * The record that a message becomes, which may be made of another one; at once, unless its schema
   * or the store of large values takes its time. Throws, or rejects with, VALUE_REFUSED, GOES_ROUND,
   * and what that store does.
   */
  recordOf<Input>(
    topic: Topic<Input, unknown>,
    message: NewMessage<Input>,
    handled?: Envelope,
  ): ProducerRecord | Promise<ProducerRecord> {
    const { key, id, type } = message
    if (id === '' || type === '')
      throw busErrors.VALUE_REFUSED(topic.name, 'an id or type is empty')
    if (handled !== undefined && handled.hops >= hopsMax) throw busErrors.GOES_ROUND(topic.name)
    const recordOf = ({ value, claim }: CheckedValue): ProducerRecord => {
      const given = { id, type, headers: headersIn(message) }
      const headers = this.#envelopes.headersOf(topic, given, handled)
      const all = claim === undefined ? headers : [...headers, ...headersOfTicket(claim)]
      return { topic: topic.name, key, value, headers: all }
    }
    const checking = this.payloadOf(topic, message.value)
    return checking instanceof Promise ? checking.then(recordOf) : recordOf(checking)
  }

  /** The bytes of a value of a topic, or what stands for them. Likewise. */
  payloadOf<Input>(
    topic: Topic<Input, unknown>,
    value: Input,
    topicName = topic.name,
  ): CheckedValue | Promise<CheckedValue> {
    const encoding = topic.encode(value)
    return encoding instanceof Promise
      ? encoding.then((bytes) => this.#claims.checked(topicName, bytes))
      : this.#claims.checked(topicName, encoding)
  }
}

const none: readonly Header[] = []

function headersIn({ headers }: NewMessage<unknown>): readonly Header[] {
  if (headers === undefined) return none
  const pairs = Symbol.iterator in headers ? [...headers] : Object.entries(headers)
  return pairs.filter(([name]) => !name.startsWith(busPrefix))
}
