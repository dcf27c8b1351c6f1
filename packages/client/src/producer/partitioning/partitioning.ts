import type { WritableRecord } from '@barnabus/protocol'

import type { ClientEnv } from '../../client-env.ts'
import type { PartitionMetadata } from '../../cluster/metadata-snapshot.ts'
import { clientErrors } from '../../errors.ts'
import { choosePartition, type Candidate } from './choose-partition.ts'
import { murmur2 } from './murmur2.ts'
import type { ProducerRecord } from '../producer-record.ts'
import type { ProducerConfig } from '../producer-settings.ts'
import type { TopicLane } from '../intake/topic-lane.ts'

/** Chooses the partition of a record that names none, from 0 to, not including, `count`. */
export type Partitioner = (
  record: ProducerRecord,
  partitions: readonly PartitionMetadata[],
) => number

export interface PartitioningOptions {
  readonly config: ProducerConfig
  readonly partitioner: Partitioner | undefined
  readonly env: ClientEnv
  /** Since when a broker has taken nothing, though there is something for it. */
  readonly stuckSinceMs: (leaderId: number) => number | undefined
}

/** Which partition a record goes to. */
export class Partitioning {
  readonly #options: PartitioningOptions
  readonly #ignoresKeys: boolean
  readonly #isAdaptive: boolean
  readonly #availabilityTimeoutMs: number
  #scratch: Buffer = Buffer.allocUnsafeSlow(256)

  constructor(options: PartitioningOptions) {
    this.#options = options
    const { values } = options.config
    this.#ignoresKeys = values['partitioner.ignore.keys']
    this.#isAdaptive = values['partitioner.adaptive.partitioning.enable']
    this.#availabilityTimeoutMs = values['partitioner.availability.timeout.ms']
  }

  /** The partition of a record: the one it names, or a chosen one. The topic is known. */
  choose(lane: TopicLane, record: ProducerRecord, { key }: WritableRecord): number {
    const { partition } = record
    if (partition !== undefined) return named(partition)
    const { partitioner } = this.#options
    if (partitioner !== undefined) return this.#custom(partitioner, lane, record)
    if (key === undefined || key === null || this.#ignoresKeys) return this.#sticky(lane)
    return this.#hash(key) % lane.partitionCount
  }

  /** A record went to a partition: perhaps the next ones go elsewhere. */
  wrote(
    lane: TopicLane,
    { partition, key }: ProducerRecord,
    bytes: number,
    isBatchFull: boolean,
  ): void {
    if (partition !== undefined || this.#options.partitioner !== undefined) return
    if (key !== undefined && key !== null && !this.#ignoresKeys) return
    lane.sticky.wrote(bytes, this.#options.config.batchSize, isBatchFull)
  }

  #custom(partitioner: Partitioner, lane: TopicLane, record: ProducerRecord): number {
    const partition = chosen(() => partitioner(record, lane.metadata?.partitions ?? []))
    if (Number.isInteger(partition) && partition >= 0 && partition < lane.partitionCount) {
      return partition
    }
    const allowed = `0 to ${lane.partitionCount - 1}`
    throw clientErrors.RECORD_UNUSABLE(`the partitioner chose ${partition}, not one of ${allowed}`)
  }

  /** Never negative, as Kafka makes it so. */
  #hash(key: string | Uint8Array): number {
    if (typeof key !== 'string') return murmur2(key) & 0x7fffffff
    if (key.length * 3 > this.#scratch.length) {
      this.#scratch = Buffer.allocUnsafeSlow(key.length * 3)
    }
    return murmur2(this.#scratch, this.#scratch.write(key)) & 0x7fffffff
  }

  #sticky(lane: TopicLane): number {
    const current = lane.sticky.current(() => this.#choose(lane))
    if (current < lane.partitionCount) return current
    lane.sticky.leave()
    return this.#sticky(lane)
  }

  #choose(lane: TopicLane): number {
    const partitions = lane.metadata?.partitions ?? []
    const led = partitions.filter(({ leaderId }) => leaderId >= 0)
    const usable = led.filter(({ leaderId }) => this.#takesRecords(leaderId))
    const some = usable.length > 0 ? usable : led.length > 0 ? led : partitions
    const candidates = some.map(({ partition }): Candidate => ({
      partition,
      waiting: lane.partition(partition).queue.length,
    }))
    return choosePartition(candidates, this.#isAdaptive, this.#options.env.random)
  }

  #takesRecords(leaderId: number): boolean {
    if (!this.#isAdaptive || this.#availabilityTimeoutMs === 0) return true
    const sinceMs = this.#options.stuckSinceMs(leaderId)
    if (sinceMs === undefined) return true
    return this.#options.env.clock.monotonicMs() - sinceMs <= this.#availabilityTimeoutMs
  }
}

function named(partition: number): number {
  if (Number.isInteger(partition) && partition >= 0) return partition
  throw clientErrors.RECORD_UNUSABLE(`its partition is ${partition}, not a number from 0 on`)
}

/** The program's own function may throw anything. */
function chosen(choose: () => number): number {
  try {
    return choose()
  } catch (error) {
    throw Object.assign(clientErrors.RECORD_UNUSABLE('its partitioner failed'), { cause: error })
  }
}
