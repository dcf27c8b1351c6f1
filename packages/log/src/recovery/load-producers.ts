import type { Files, Logger } from '@barnabus/base'
import { readWhole } from '../files/durable-file.ts'
import { decodeProducerSnapshot } from '../producers/producer-snapshot.ts'
import { ProducerStates } from '../producers/producer-states.ts'
import type { WalkProblem } from '../segment/batch-walk.ts'
import { offsetFileName, snapshotSuffix } from '../segment/segment-file-names.ts'
import { walkTrusted, type TrustedRange } from './trusted-walk.ts'

export interface ProducerSources {
  readonly files: Files
  readonly logger: Logger
  readonly nowMs: number
  readonly directory: string
  /** The offsets of the snapshots on disk, rising. */
  readonly snapshots: readonly bigint[]
  /**
   * The snapshot that has the producers as of the range's end; 'none': there were no producers;
   * undefined: unknown.
   */
  readonly exactAt: bigint | 'none' | undefined
}

/**
 * The producers as of the end of a trusted range. If the snapshot that has them is damaged: an
 * older one and the batches since, or all batches.
 */
export async function loadProducers(
  sources: ProducerSources,
  range: TrustedRange,
): Promise<ProducerStates | WalkProblem> {
  if (sources.exactAt === 'none') return new ProducerStates()
  const { exactAt, nowMs } = sources
  const usable = sources.snapshots.filter((offset) => offset <= (exactAt ?? range.to))
  for (const offset of usable.reverse()) {
    const states = await loadSnapshot(sources, offset)
    if (states === undefined) continue
    if (offset === exactAt || offset === range.to) return states
    return (await replay({ ...range, from: offset }, states, nowMs)) ?? states
  }
  const states = new ProducerStates()
  if (range.from === range.to) return states
  return (await replay(range, states, nowMs)) ?? states
}

async function loadSnapshot(
  sources: ProducerSources,
  offset: bigint,
): Promise<ProducerStates | undefined> {
  const path = `${sources.directory}/${offsetFileName(offset, snapshotSuffix)}`
  const bytes = await readWhole(sources.files, path)
  const states = bytes && decodeProducerSnapshot(bytes, sources.nowMs)
  if (states === undefined) {
    sources.logger.warn({ path }, `"${path}" is damaged: going back to what is before it`)
  }
  return states
}

function replay(range: TrustedRange, states: ProducerStates, nowMs: number): Promise<WalkProblem> {
  return walkTrusted(range, (batch) => states.apply(batch, nowMs))
}
