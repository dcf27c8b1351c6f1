import { BatchWalk } from './batch-walk.ts'
import type { Segment } from './segment.ts'

/**
 * Builds a segment's indexes anew from its file, as far as its batches follow upon each other.
 * Returns where they end.
 */
export async function rebuildIndexes(
  segment: Segment,
  options: {
    readonly indexIntervalBytes: number
    readonly gapsBelow: bigint
    /** Where the batches end; all of the file if it is left out. */
    readonly to?: number
  },
): Promise<BatchWalk> {
  const { indexIntervalBytes, gapsBelow, to = segment.writtenBytes } = options
  await segment.resetIndexes()
  const walk = new BatchWalk({
    readAt: (target, position) => segment.read(target, position),
    from: 0,
    to,
    offset: segment.baseOffset,
    gapsBelow,
    checksums: false,
  })
  for (let placed = await walk.next(); placed !== undefined; placed = await walk.next()) {
    segment.rediscover(placed.batch, placed.position, indexIntervalBytes)
  }
  segment.noteLargest()
  return walk
}
