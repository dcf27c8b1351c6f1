import { clients } from '../clients/clients.ts'
import type { Client } from '../clients/client.ts'

/** How the members of a group come to their partitions; the last is the protocol of KIP-848. */
export const strategies = ['eager', 'cooperative', 'consumer'] as const

export type Strategy = (typeof strategies)[number]

const able: Readonly<Record<Exclude<Strategy, 'eager'>, ReadonlySet<string>>> = {
  cooperative: new Set([
    ...['confluent-kafka', 'kafka-python', 'franz-go', 'Java client', '@barnabus/client'],
  ]),
  consumer: new Set(['confluent-kafka', '@platformatic/kafka', 'Java client', '@barnabus/client']),
}

/** The clients that know a strategy. All know the eager one. */
export function clientsFor(strategy: Strategy): readonly Client[] {
  return strategy === 'eager' ? clients : clients.filter(({ name }) => able[strategy].has(name))
}

// What clients cannot do with Apache Kafka either.

/** Whether a client sees new partitions only when members come or go. */
export function isBlindToGrowth(client: string, strategy: Strategy): boolean {
  return client === '@platformatic/kafka' && strategy !== 'consumer'
}

/**
 * Whether a client may lose a member when its topic grows.
 *
 * With the consumer protocol @platformatic/kafka 2.12.1 looks up who leads the partitions that it is
 * given in metadata of before, and throws a TypeError that nobody catches (Cannot read properties of
 * undefined, reading 'leader'). With the eager one kafka-python 3.0.12 may wait for ever to join again,
 * while the broker has no request of it.
 */
export function mayLoseMembersByGrowth(client: string, strategy: Strategy): boolean {
  return losers[strategy].has(client)
}

const losers: Readonly<Record<Strategy, ReadonlySet<string>>> = {
  eager: new Set(['kafka-python']),
  cooperative: new Set(),
  consumer: new Set(['@platformatic/kafka']),
}

/**
 * Whether a client that was taken out of its group while it slept never joins again: with the
 * consumer protocol @platformatic/kafka 2.12.1 begins anew after FENCED_MEMBER_EPOCH only, and
 * repeats itself after UNKNOWN_MEMBER_ID.
 */
export function neverWakes(client: string, strategy: Strategy): boolean {
  return client === '@platformatic/kafka' && strategy === 'consumer'
}
