/** How far a partition has been compacted. */
export interface CompactionProgress {
  /** Before this offset batches may be missing in between: the start of a segment. */
  readonly gapsBelow: bigint
  /** What has been cleaned ends here, and what is dirty begins. */
  readonly cleanedTo: bigint
}

/** Before which offset batches may be missing in between; 0: nowhere, it was never compacted. */
export function gapsBelow(progress: CompactionProgress | undefined): bigint {
  return progress?.gapsBelow ?? 0n
}
