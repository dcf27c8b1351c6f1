import { zeroUuid } from '@barnabus/protocol'

import { inOneOrder, listAsCompared } from './lists.ts'
import { recordsAsFields } from './records-as-fields.ts'

/** What two brokers need not agree on, by the name of the field. There is nothing else. */
const normalisations = {
  /** Made up by the broker. The n-th that one shows is compared with the n-th of the other. */
  generated: new Set(['topicId', 'producerId', 'clusterId', 'sessionId', 'memberId', 'leader']),
  /** Where it runs. */
  places: new Set(['host', 'port', 'logDir', 'totalBytes', 'usableBytes']),
  /** How far its metadata has come, and who was heard of when. */
  ofQuorum: new Set(
    [
      ...['leaderEpoch', 'highWatermark', 'logEndOffset'],
      ...['lastFetchTimestamp', 'lastCaughtUpTimestamp'],
    ].map((field) => `DescribeQuorum.${field}`),
  ),
  /** When it ran. */
  times: new Set(['logAppendTimeMs', 'lastTimestamp', 'transactionStartTimeMs']),
  /** How often something changed that changes at different times. */
  counts: new Set(['finalizedFeaturesEpoch']),
  /** For people to read: whether there is anything counts, the words do not. */
  words: new Set(['errorMessage', 'batchIndexErrorMessage', 'documentation']),
} as const

const nothing: ReadonlySet<unknown> = new Set([zeroUuid, '', null, -1, -1n, 0, undefined])

/** Makes what one broker answered, in the order of its answers, comparable with another's. */
export class Normaliser {
  #api = ''
  readonly #ordinals = new Map<string, Map<unknown, string>>()

  /** What came of a request to an API, with all that is not compared replaced. */
  outcome(api: string, outcome: unknown): unknown {
    this.#api = api
    return this.normalise(outcome, '')
  }

  /** `value` with everything replaced that is not compared, and with bytes made readable. */
  normalise(value: unknown, field: string): unknown {
    if (normalisations.generated.has(field)) return this.#ordinal(value, field)
    if (normalisations.places.has(field)) return `some ${field}`
    if (normalisations.counts.has(field)) return nothing.has(value) ? value : 'a count'
    if (normalisations.ofQuorum.has(`${this.#api}.${field}`)) return `some ${field}`
    if (normalisations.times.has(field)) return nothing.has(value) ? value : 'a time'
    if (normalisations.words.has(field)) return nothing.has(value) ? value : 'words'
    if (value instanceof Uint8Array) return this.#bytes(value, field)
    if (Array.isArray(value)) return this.#list(value, field)
    return isFields(value) ? this.#fields(value) : value
  }

  #ordinal(value: unknown, field: string): unknown {
    if (nothing.has(value)) return value
    const kind = field === 'leader' ? 'memberId' : field // The leader of a group is a member.
    const known = this.#ordinals.get(kind) ?? new Map<unknown, string>()
    this.#ordinals.set(kind, known)
    const ordinal = known.get(value) ?? `${kind} no. ${known.size + 1}`
    known.set(value, ordinal)
    return ordinal
  }

  #bytes(bytes: Uint8Array, field: string): unknown {
    if (field !== 'records') return Buffer.from(bytes).toString('hex')
    return recordsAsFields(bytes).map((batch) => this.#fields(batch))
  }

  #list(list: readonly unknown[], field: string): unknown {
    const normalised = inOneOrder(this.#api, field, list).map((element) =>
      this.normalise(element, field),
    )
    return listAsCompared(this.#api, field, normalised)
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
