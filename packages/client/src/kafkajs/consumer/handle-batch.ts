import type { ConsumerBatch } from '../../consumer/records/consumer-batch.ts'
import type { ConsumerRecord } from '../../consumer/records/consumer-record.ts'
import type { TopicPartition } from '../../topic-partition.ts'
import { messageOf } from '../messages.ts'
import { Batch } from './batch.ts'
import type { Commits } from './commits.ts'
import type {
  ConsumerRunConfig,
  EachBatchHandler,
  EachMessageHandler,
} from './consumer-run-config.ts'
import { byTopic, oneByOne } from './offsets-by-topic.ts'
import type { GroupProgress } from './group-progress.ts'
import type { PartitionProgress } from './partition-progress.ts'

/** What handling a batch needs of the run that it is a part of. */
export interface Handling {
  readonly config: ConsumerRunConfig
  readonly commits: Commits
  readonly progress: GroupProgress
  readonly isRunning: boolean
  /** Whether the rest of the batch is not to be handled, or not by us. */
  isStale(progress: PartitionProgress, seeks: number): boolean
  heartbeat(): Promise<void>
  /** The same without waiting for, or being told, anything. */
  keepWorking(): void
  pause(partition: TopicPartition): () => void
  isPaused(partition: TopicPartition): boolean
}

/**
 * Hands a batch to the program, from where `progress` says. Rejects with whatever the program
 * throws; `progress` then says how far it has come.
 */
export async function handleBatch(
  handling: Handling,
  batch: ConsumerBatch,
  progress: PartitionProgress,
): Promise<void> {
  const { eachMessage, eachBatch } = handling.config
  progress.begins(batch.firstOffset)
  const records = unresolvedOf(batch, progress)
  if (records.length === 0) return
  if (eachMessage !== undefined) await handleEach(handling, eachMessage, records, progress)
  else if (eachBatch !== undefined) {
    await handleAll(handling, eachBatch, new Batch(batch, records), progress)
  }
}

function unresolvedOf(
  { records }: ConsumerBatch,
  { next }: PartitionProgress,
): readonly ConsumerRecord[] {
  if (next === undefined || records[0]!.offset >= next) return records
  return records.filter(({ offset }) => offset >= next)
}

async function handleEach(
  handling: Handling,
  eachMessage: EachMessageHandler,
  records: readonly ConsumerRecord[],
  progress: PartitionProgress,
): Promise<void> {
  const { topic, partition, seeks } = progress
  const heartbeat = (): Promise<void> => handling.heartbeat()
  const pause = (): (() => void) => handling.pause(progress)
  for (const record of records) {
    if (!handling.isRunning || handling.isStale(progress, seeks)) return
    await eachMessage({ topic, partition, message: messageOf(record), heartbeat, pause })
    if (progress.seeks !== seeks) return
    progress.resolve(record.offset)
    handling.keepWorking()
    if (handling.commits.areAutomaticallyDue) await handling.commits.commit()
    if (handling.isPaused(progress)) return
  }
}

async function handleAll(
  handling: Handling,
  eachBatch: EachBatchHandler,
  batch: Batch,
  progress: PartitionProgress,
): Promise<void> {
  const { commits, config } = handling
  const { seeks } = progress
  const resolveOffset = (offset: string): void => {
    if (progress.seeks === seeks) progress.resolve(BigInt(offset))
  }
  await eachBatch({
    batch,
    resolveOffset,
    heartbeat: () => handling.heartbeat(),
    pause: () => handling.pause(progress),
    commitOffsetsIfNecessary: async (offsets) => {
      if (offsets !== undefined) await commits.commit(oneByOne(offsets.topics))
      else if (commits.areDue) await commits.commit()
    },
    uncommittedOffsets: () => ({ topics: byTopic(handling.progress.uncommitted()) }),
    isRunning: () => handling.isRunning,
    isStale: () => handling.isStale(progress, seeks),
  })
  if (config.eachBatchAutoResolve ?? true) resolveOffset(batch.lastOffset())
}
