import type { Uuid } from '@barnabus/protocol'

import type { TopicPartitions } from './assignors/assignor.ts'

/** Partitions, by topic id, each with the epoch in which its owner got it. No topic is empty. */
export type PartitionEpochs = ReadonlyMap<Uuid, ReadonlyMap<number, number>>

export const noPartitions: PartitionEpochs = new Map()

/** Partitions as a member names those that it owns. */
export type OwnedPartitions = readonly {
  readonly topicId: Uuid
  readonly partitions: readonly number[]
}[]

/** Whether one of `owned` is among `partitions`. */
export function ownsAnyOf(owned: OwnedPartitions, partitions: PartitionEpochs): boolean {
  return owned.some(({ topicId, partitions: numbers }) => {
    const among = partitions.get(topicId)
    return among !== undefined && numbers.some((number) => among.has(number))
  })
}

/** Whether all of `owned` are among `partitions`. */
export function ownsOnly(owned: OwnedPartitions, partitions: PartitionEpochs): boolean {
  return owned.every(({ topicId, partitions: numbers }) =>
    numbers.every((number) => partitions.get(topicId)?.has(number) === true),
  )
}

/** Whether they are the same partitions, of the same epochs. */
export function samePartitions(one: PartitionEpochs, other: PartitionEpochs): boolean {
  if (one === other) return true
  if (one.size !== other.size) return false
  for (const [topicId, epochs] of one) {
    const others = other.get(topicId)
    if (others?.size !== epochs.size) return false
    for (const [partition, epoch] of epochs) if (others.get(partition) !== epoch) return false
  }
  return true
}

/** The same partitions, all of one epoch. */
export function withEpoch(partitions: TopicPartitions, epoch: number): PartitionEpochs {
  return new Map(
    [...partitions].map(([topicId, numbers]) => [
      topicId,
      new Map([...numbers].map((number) => [number, epoch])),
    ]),
  )
}

/** Both, where they have no partition in common. */
export function union(one: PartitionEpochs, other: PartitionEpochs): PartitionEpochs {
  const all = new Map(one)
  for (const [topicId, epochs] of other) {
    all.set(topicId, new Map([...(all.get(topicId) ?? []), ...epochs]))
  }
  return all
}

/** As lists, the way answers carry them; smaller numbers first, as Kafka has them. */
export function listPartitions(
  partitions: PartitionEpochs,
): { readonly topicId: Uuid; readonly partitions: readonly number[] }[] {
  return [...partitions].map(([topicId, epochs]) => ({
    topicId,
    partitions: inOrder(epochs.keys()),
  }))
}

/** Partitions by number. */
export function inOrder(partitions: Iterable<number>): readonly number[] {
  return [...partitions].toSorted((one, other) => one - other)
}
