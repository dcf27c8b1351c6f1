import type { CompactionProgress } from '../compaction/compaction-progress.ts'
import type { LeaderEpochs } from '../epochs/leader-epochs.ts'
import type { PartitionId } from '../partition-id.ts'
import type { ProducerStates } from '../producers/producer-states.ts'
import type { Segments } from '../segment/segments.ts'
import type { TopicLogSettings } from '../settings.ts'
import type { Tail } from '../tail/tail.ts'
import type { FilesGate } from './files-gate.ts'

/** What a partition knows. Its parts change it, each its own: append, commit, write, retention. */
export interface PartitionState {
  readonly id: PartitionId
  /** The partition's directory, there or not. */
  readonly directory: string
  settings: TopicLogSettings
  readonly segments: Segments
  readonly tail: Tail
  readonly producers: ProducerStates
  readonly epochs: LeaderEpochs
  /** Undefined: it was never compacted. */
  compaction: CompactionProgress | undefined
  logStartOffset: bigint
  /** Everything before it is durable. */
  highWatermark: bigint
  logEndOffset: bigint
  /** Whether the next checkpoint has something to write about it. */
  isDirty: boolean
  /** Whether the directory, with the topic's id in it, is on disk. */
  directoryExists: boolean
  readonly gate: FilesGate
}
