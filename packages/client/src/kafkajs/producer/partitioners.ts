import { Buffer } from 'node:buffer'

import { systemRandom } from '@barnabus/base'

import type { PartitionMetadata } from '../../cluster/metadata-snapshot.ts'
import type { Partitioner } from '../../producer/partitioning/partitioning.ts'
import type { Message, RecordOfMessage } from '../messages.ts'
import { legacyMurmur2 } from './legacy-murmur2.ts'

/** A partition, as kafkajs describes it to partitioners. */
export interface PartitionerMetadata {
  readonly partitionErrorCode: number
  readonly partitionId: number
  readonly leader: number
  readonly replicas: number[]
  readonly isr: number[]
  readonly offlineReplicas: number[]
}

/** What a partitioner decides by. */
export interface PartitionerArgs {
  readonly topic: string
  readonly partitionMetadata: PartitionerMetadata[]
  readonly message: Message
}

/** Makes a partitioner for one producer. */
export type ICustomPartitioner = () => (args: PartitionerArgs) => number

/**
 * The partitioner that this producer has built in: Java's, which kafkajs has had since its version
 * 2; without a key, one partition is filled after the other.
 */
const DefaultPartitioner: ICustomPartitioner = () => () => {
  throw new TypeError('the default partitioner is built in, and cannot be called')
}

/** The partitioner that kafkajs had before version 2. */
const LegacyPartitioner: ICustomPartitioner = () => {
  const counters = new Map<string, number>()
  return ({ topic, partitionMetadata, message }) => {
    if (message.partition !== undefined && message.partition !== null) return message.partition
    const count = partitionMetadata.length
    if (message.key !== undefined && message.key !== null) {
      return (
        positive(legacyMurmur2(Buffer.isBuffer(message.key) ? message.key : String(message.key))) %
        count
      )
    }
    const next = (counters.get(topic) ?? systemRandom.below(2 ** 31)) + 1
    counters.set(topic, next)
    const led = partitionMetadata.filter(({ leader }) => leader >= 0)
    if (led.length === 0) return positive(next) % count
    return led[positive(next) % led.length]!.partitionId
  }
}

/** The partitioners that kafkajs brings along. */
export const Partitioners = {
  DefaultPartitioner,
  LegacyPartitioner,
  JavaCompatiblePartitioner: DefaultPartitioner,
} as const

/** The partitioner that `create` makes, as this client's producer calls it; undefined: its own. */
export function partitionerOf(create: ICustomPartitioner | undefined): Partitioner | undefined {
  if (create === undefined || create === DefaultPartitioner) return undefined
  const choose = create()
  let known: readonly PartitionMetadata[] = []
  let described: PartitionerMetadata[] = []
  return (record, partitions) => {
    if (partitions !== known) {
      known = partitions
      described = partitions.map(describe)
    }
    const { topic, message } = record as RecordOfMessage
    return choose({ topic, partitionMetadata: described, message })
  }
}

function describe(found: PartitionMetadata): PartitionerMetadata {
  return {
    partitionErrorCode: found.errorCode,
    partitionId: found.partition,
    leader: found.leaderId,
    replicas: [...found.replicas],
    isr: [...found.inSyncReplicas],
    offlineReplicas: [],
  }
}

function positive(hash: number): number {
  return hash & 0x7fffffff
}
