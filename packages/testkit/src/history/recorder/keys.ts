import type { Key } from '../model/operation.ts'

/** The topic of recorded histories. */
export const historyTopic = 'history'

export function keyOf(partition: number): Key {
  return `${historyTopic}-${partition}`
}

export function partitionOf(key: Key): number {
  return Number(key.slice(historyTopic.length + 1))
}

/** Offsets by partition, as client programs have them, by key instead; and back. */
export function byKey(offsets: Readonly<Record<string, number>>): Readonly<Record<Key, number>> {
  return Object.fromEntries(
    Object.entries(offsets).map(([partition, offset]) => [keyOf(Number(partition)), offset]),
  )
}

export function byPartition(
  offsets: Readonly<Record<Key, number>>,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(offsets).map(([key, offset]) => [String(partitionOf(key)), offset]),
  )
}
