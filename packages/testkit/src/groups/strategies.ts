import { clients } from '../clients/clients.ts'
import type { Client } from '../clients/client.ts'

/** How the members of a group come to their partitions; the last is the protocol of KIP-848. */
export const strategies = ['eager', 'cooperative', 'consumer'] as const

export type Strategy = (typeof strategies)[number]

const able: Readonly<Record<Exclude<Strategy, 'eager'>, ReadonlySet<string>>> = {
  cooperative: new Set(['confluent-kafka', 'kafka-python', 'franz-go', 'Java client']),
  // @platformatic/kafka has it, but ends with an error when the topic grows.
  consumer: new Set(['confluent-kafka', 'Java client']),
}

/** The clients that know a strategy. All know the eager one. */
export function clientsFor(strategy: Strategy): readonly Client[] {
  return strategy === 'eager' ? clients : clients.filter(({ name }) => able[strategy].has(name))
}

/** Clients that see new partitions only when members come or go. */
export const blindToGrowth: ReadonlySet<string> = new Set(['@platformatic/kafka'])

/**
 * Whether a client that was taken out of its group while it slept never joins again: with the
 * consumer protocol @platformatic/kafka goes on as the member that it was, which nobody knows.
 */
export function neverWakes(client: string, strategy: string): boolean {
  return client === '@platformatic/kafka' && strategy === 'consumer'
}
