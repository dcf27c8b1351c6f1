import { ApiKey, type ListOffsetsResponse } from '@barnabus/protocol'

import type { Cluster, Patience } from '../../cluster/cluster.ts'
import { groupByTopic } from '../../consumer/positions/by-leader.ts'
import { clientErrors } from '../../errors.ts'
import { partitionKey, type TopicPartition } from '../../topic-partition.ts'
import { byLeader } from '../asking/by-leader.ts'
import { outcomeOf, perItem, type Outcome } from '../asking/per-item.ts'
import { requestTimeoutMs } from '../asking/request-timeout.ts'

/**
 * Which offset of a partition is meant: a name, or the first record that is not older than a moment
 * (milliseconds since 1970, or a Date).
 *
 * `max-timestamp` (KIP-734): the record with the highest timestamp; `earliest-local` (KIP-405): the
 * first that is on the broker's own disk; `latest-tiered` (KIP-1005): the last that is elsewhere.
 */
export type OffsetSpec = keyof typeof timestamps | bigint | number | Date

/** A partition, and which of its offsets is wanted. */
export interface OffsetToList extends TopicPartition {
  readonly at: OffsetSpec
}

/** An offset that was asked for. */
export interface ListedOffset extends TopicPartition {
  /** undefined: no record is so new. */
  readonly offset: bigint | undefined
  /** That of the record, where a moment was asked for. */
  readonly timestamp: bigint | undefined
  readonly leaderEpoch: number | undefined
}

export interface ListOffsetsOptions extends Patience {
  /** `read_committed`: `latest` is where open transactions begin. */
  readonly isolationLevel?: 'read_committed' | 'read_uncommitted'
}

const timestamps = {
  latest: -1n,
  earliest: -2n,
  'max-timestamp': -3n,
  'earliest-local': -4n,
  'latest-tiered': -5n,
} as const

// Which version understands which of them; older brokers would take them for moments.
const versionsMin: Partial<Record<keyof typeof timestamps, number>> = {
  'max-timestamp': 7,
  'earliest-local': 8,
  'latest-tiered': 9,
}
const isolationSince = 2

/** See `Admin.listOffsets`. */
export async function listOffsets(
  cluster: Cluster,
  partitions: readonly OffsetToList[],
  { isolationLevel = 'read_uncommitted', ...patience }: ListOffsetsOptions = {},
): Promise<readonly ListedOffset[]> {
  const isCommitted = isolationLevel === 'read_committed'
  return await perItem(
    cluster,
    {
      ...byLeader(cluster),
      action: 'list offsets',
      items: partitions,
      ask: async (to, items, deadline) => {
        const topics = groupByTopic(items).map(([name, own]) => ({
          name,
          partitions: own.map(({ partition, at }) => ({
            partitionIndex: partition,
            timestamp: timestampOf(at),
          })),
        }))
        const answer = await cluster.send(
          to,
          ApiKey.ListOffsets,
          (version) => {
            refuseMisunderstanding(items, version)
            const timeoutMs = requestTimeoutMs(cluster, deadline)
            const request = {
              replicaId: -1,
              isolationLevel: Number(isCommitted),
              topics,
              timeoutMs,
            }
            return version >= isolationSince ? request : { ...request, isolationLevel: 0 }
          },
          deadline,
        )
        return outcomesIn(answer)
      },
    },
    patience,
  )
}

function outcomesIn({ topics }: ListOffsetsResponse): ReadonlyMap<string, Outcome<ListedOffset>> {
  const outcomes = topics.flatMap(({ name: topic, partitions }) =>
    partitions.map((found): readonly [string, Outcome<ListedOffset>] => {
      const { partitionIndex: partition, offset, timestamp, leaderEpoch, errorCode } = found
      const key = partitionKey({ topic, partition })
      const result = (): ListedOffset => ({
        topic,
        partition,
        offset: offset < 0n ? undefined : offset,
        timestamp: timestamp < 0n ? undefined : timestamp,
        leaderEpoch: leaderEpoch < 0 ? undefined : leaderEpoch,
      })
      return [key, outcomeOf(errorCode, `list an offset of ${key}`, null, result)]
    }),
  )
  return new Map(outcomes)
}

function timestampOf(at: OffsetSpec): bigint {
  if (typeof at === 'string') return timestamps[at]
  return BigInt(at instanceof Date ? at.getTime() : at)
}

function refuseMisunderstanding(items: readonly OffsetToList[], version: number): void {
  for (const { at } of items) {
    if (typeof at !== 'string' || version >= (versionsMin[at] ?? 0)) continue
    throw clientErrors.NOT_UNDERSTOOD(`list the ${at} offset`, `ListOffsets ${versionsMin[at]}`)
  }
}
