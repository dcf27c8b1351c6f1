import type { RecordBatch } from '@barnabus/protocol'
import { BatchWalk } from '../segment/batch-walk.ts'
import type { Segment } from '../segment/segment.ts'
import { CompactionDamage } from './compaction-damage.ts'
import type { Pace } from './pace.ts'

/** How segments are read to be compacted. */
export interface BatchSources {
  readonly gapsBelow: bigint
  readonly pace: Pace
  readonly bufferBytes: number
  /** Throws if the compaction is to end. */
  readonly stopIfAsked: () => void
}

/** The batches of sealed segments, one after the other, each checked. Throws CompactionDamage. */
export async function* batchesOf(
  segments: readonly Segment[],
  { gapsBelow, pace, bufferBytes, stopIfAsked }: BatchSources,
): AsyncGenerator<RecordBatch, void, void> {
  for (const segment of segments) {
    const walk = new BatchWalk({
      readAt: async (target, position) => {
        stopIfAsked()
        const filled = await segment.read(target, position)
        await pace.moved(filled)
        return filled
      },
      from: 0,
      to: segment.writtenBytes,
      offset: segment.baseOffset,
      gapsBelow,
      checksums: true,
      windowBytes: bufferBytes,
    })
    for (let placed = await walk.next(); placed !== undefined; placed = await walk.next()) {
      yield placed.batch
    }
    if (walk.problem === undefined) continue
    const path = segment.path('.log')
    throw new CompactionDamage(`"${path}" is damaged at byte ${walk.position}: ${walk.problem}`)
  }
}
