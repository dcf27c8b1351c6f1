import { zeroUuid } from '@barnabus/protocol'

import { listIn } from './lists.ts'
import { recordsAsFields } from './records-as-fields.ts'

/** What two brokers need not agree on, by the name of the field. There is nothing else. */
const normalisations = {
  /** Made up by the broker. The n-th that one shows is compared with the n-th of the other. */
  generated: new Set(['topicId', 'producerId', 'clusterId', 'sessionId']),
  /** Where it runs. */
  places: new Set(['host', 'port', 'logDir', 'totalBytes', 'usableBytes']),
  /** When it ran. */
  times: new Set(['logAppendTimeMs']),
  /** For people to read: whether there is anything counts, the words do not. */
  words: new Set(['errorMessage', 'documentation']),
} as const

/** A name that the broker has made up, such as the id of a member of a classic group. */
const madeUp = /-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

const nothing: ReadonlySet<unknown> = new Set([zeroUuid, '', null, -1, -1n, 0])

/** Makes what one broker answered, in the order of its answers, comparable with another's. */
export class Normaliser {
  readonly #ordinals = new Map<string, Map<unknown, string>>()

  /** `value` with everything replaced that is not compared, and with bytes made readable. */
  normalise(value: unknown, field = ''): unknown {
    if (normalisations.generated.has(field)) return this.#ordinal(value, field)
    if (normalisations.places.has(field)) return `some ${field}`
    if (normalisations.times.has(field)) return nothing.has(value) ? value : 'a time'
    if (normalisations.words.has(field)) return nothing.has(value) ? value : 'words'
    if (typeof value === 'string' && madeUp.test(value)) return this.#ordinal(value, 'made-up name')
    if (value instanceof Uint8Array) return this.#bytes(value, field)
    if (Array.isArray(value)) return this.#list(value, field)
    return isFields(value) ? this.#fields(value) : value
  }

  #ordinal(value: unknown, field: string): unknown {
    if (nothing.has(value)) return value
    const known = this.#ordinals.get(field) ?? new Map<unknown, string>()
    this.#ordinals.set(field, known)
    const ordinal = known.get(value) ?? `${field} no. ${known.size + 1}`
    known.set(value, ordinal)
    return ordinal
  }

  #bytes(bytes: Uint8Array, field: string): unknown {
    if (field !== 'records') return Buffer.from(bytes).toString('hex')
    return recordsAsFields(bytes).map((batch) => this.#fields(batch))
  }

  #list(list: readonly unknown[], field: string): unknown {
    const { keyedBy, elements } = listIn(
      field,
      list.map((element) => this.#known(element)),
    )
    if (keyedBy === undefined) return elements.map((element) => this.normalise(element, field))
    return Object.fromEntries(
      elements.map((element) => [keyedBy(element), this.normalise(element, field)]),
    )
  }

  /** The element with the names that were seen before, so that namesakes are found by them. */
  #known(element: unknown): unknown {
    if (!isFields(element) || element instanceof Uint8Array) return element
    const names = this.#ordinals.get('made-up name')
    return Object.fromEntries(
      Object.entries(element).map(([name, value]) => [name, names?.get(value) ?? value]),
    )
  }

  #fields(fields: object): object {
    const entries = Object.entries(fields)
    return Object.fromEntries(entries.map(([name, value]) => [name, this.normalise(value, name)]))
  }
}

/** Whether a value is a structure: fields by name. */
export function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
