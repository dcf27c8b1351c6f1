import {
  Consumer,
  type Admin,
  type ConsumerOptions,
  type ConsumerRecord,
  type ConsumerSettings,
  type TopicPartition,
} from '@barnabus/client'

/** Where a group goes on in a partition. */
export type Position = TopicPartition & {
  readonly offset: bigint
  /** Of the record before it, where it is known. */
  readonly leaderEpoch?: number | undefined
}

export interface PendingReader {
  readonly admin: Admin
  readonly settings: ConsumerSettings
  readonly options: ConsumerOptions
  readonly signal: AbortSignal
}

const pollMs = 20
// It knows no leader yet when it begins, and should not wait long to ask again.
const backoffMs = 10

/**
 * Gives every record that waits behind these positions, as far as partitions went when this was
 * called; a transaction that is open there is waited for.
 *
 * Whoever had the partitions before adds nothing later: it is no member of this generation, and what
 * its transactions had committed or left open was waited for when the positions were read.
 */
export async function readPending(
  from: readonly Position[],
  { admin, settings, options, signal }: PendingReader,
  take: (record: ConsumerRecord) => void,
): Promise<void> {
  const ends = new Map<string, bigint>()
  const asked = from.map(({ topic, partition }) => ({ topic, partition, at: 'latest' as const }))
  for (const found of await admin.listOffsets(asked, { signal })) {
    ends.set(nameOf(found), found.offset ?? 0n)
  }
  let left = from.filter((position) => position.offset < ends.get(nameOf(position))!)
  if (left.length === 0) return
  await using consumer = committedReader({ settings, options })
  consumer.assign(left)
  for (const { topic, partition, offset } of left) consumer.seek({ topic, partition }, offset)
  while (left.length > 0) {
    for (const record of await consumer.poll({ timeoutMs: pollMs, signal })) {
      if (record.offset < ends.get(nameOf(record))!) take(record)
    }
    const positions = await Promise.all(left.map((one) => consumer.position(one, { signal })))
    left = left.filter((one, index) => positions[index]! < ends.get(nameOf(one))!)
  }
}

/** Reads committed records of partitions that are assigned to it, in no group. */
export function committedReader({
  settings,
  options,
}: Pick<PendingReader, 'settings' | 'options'>): Consumer {
  return new Consumer(
    {
      ...settings,
      'isolation.level': 'read_committed',
      'auto.offset.reset': 'earliest',
      'retry.backoff.ms': backoffMs,
    },
    options,
  )
}

function nameOf({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`
}
