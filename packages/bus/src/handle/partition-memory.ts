/** What was written of some partitions, in memory as long as they are ours. */
export interface PartitionMemory {
  /** Reads what is written of these. */
  recall(partitions: ReadonlySet<number>): Promise<void>
  /** These are somebody else's now. */
  forget(partitions: ReadonlySet<number>): void
}
