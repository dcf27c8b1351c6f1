import type { IndexedHistory } from './model/indexed-history.ts'

/** Something that a history shows, as a sentence for people. */
export interface Finding {
  /** The anomaly's name, as Jepsen's Kafka workload has it where that knows it. */
  readonly anomaly: string
  readonly what: string
  /** What Kafka promises was not kept; otherwise only worth knowing. */
  readonly isFailure: boolean
}

/** One thing that holds of every history of a correct broker. */
export interface Property {
  readonly name: string
  /** Its findings, in the order of the history. */
  check(history: IndexedHistory): readonly Finding[]
}

/** A promise that was not kept. */
export function failure(anomaly: string, what: string): Finding {
  return { anomaly, what, isFailure: true }
}

/** What Kafka allows, and people may want to know. */
export function report(anomaly: string, what: string): Finding {
  return { anomaly, what, isFailure: false }
}
