import type { ConsumerRecord, TopicPartition } from '@barnabus/client'

import { committedReader, type PendingReader } from '../retry/read-pending.ts'

/** Offsets of a partition from one to before another. */
export interface Range extends TopicPartition {
  readonly from: bigint
  readonly to: bigint
}

const pollMs = 20

/** All that readers of committed data see of a topic now. */
export async function rangesOf(
  topic: string,
  { admin, signal }: PendingReader,
): Promise<readonly Range[]> {
  const [described] = await admin.describeTopics([topic], { signal })
  const at = (which: 'earliest' | 'latest') =>
    described!.partitions.map(({ partition }) => ({ topic, partition, at: which }))
  const [starts, ends] = await Promise.all([
    admin.listOffsets(at('earliest'), { signal }),
    admin.listOffsets(at('latest'), { signal, isolationLevel: 'read_committed' }),
  ])
  return starts
    .map(({ partition, offset }, index) => {
      return { topic, partition, from: offset ?? 0n, to: ends[index]?.offset ?? 0n }
    })
    .toSorted((one, other) => one.partition - other.partition)
}

/** The committed records of these ranges, one partition after the other. */
export async function* readRanges(
  ranges: readonly Range[],
  { settings, options, signal }: PendingReader,
): AsyncGenerator<ConsumerRecord, void> {
  const filled = ranges.filter(({ from, to }) => from < to)
  if (filled.length === 0) return
  await using consumer = committedReader({ settings, options })
  for (const range of filled) {
    consumer.assign([range])
    consumer.seek(range, range.from)
    while ((await consumer.position(range, { signal })) < range.to) {
      for (const record of await consumer.poll({ timeoutMs: pollMs, signal })) {
        if (record.partition === range.partition && record.offset < range.to) yield record
      }
    }
  }
}
