/** A capability that clients and brokers agree on, by Kafka's name (KIP-584). */
export interface Feature {
  readonly name: string
  readonly minVersion: number
  readonly maxVersion: number
  /** The version in effect. Never one that does not work: clients switch protocols by it. */
  readonly finalized: number
}

/** What is here. */
export const features: readonly Feature[] = [
  { name: 'group.version', minVersion: 0, maxVersion: 1, finalized: 1 }, // KIP-848
  { name: 'transaction.version', minVersion: 0, maxVersion: 2, finalized: 2 }, // KIP-890
]
