import type { Files, Logger } from '@barnabus/base'
import { decodeEpochCheckpoint, epochCheckpointName } from '../epochs/epoch-checkpoint.ts'
import { LeaderEpochs } from '../epochs/leader-epochs.ts'
import { readWhole } from '../files/durable-file.ts'
import type { WalkProblem } from '../segment/batch-walk.ts'
import { walkTrusted, type TrustedRange } from './trusted-walk.ts'

/** The leader epochs of a trusted range: from their file, or from the batches if it is damaged. */
export async function loadEpochs(
  options: { readonly files: Files; readonly logger: Logger; readonly directory: string },
  range: TrustedRange,
): Promise<LeaderEpochs | WalkProblem> {
  const path = `${options.directory}/${epochCheckpointName}`
  const bytes = await readWhole(options.files, path)
  const starts = bytes && decodeEpochCheckpoint(bytes)
  if (starts !== undefined) {
    const epochs = new LeaderEpochs(starts)
    epochs.cutFrom(range.to)
    return epochs
  }
  const epochs = new LeaderEpochs()
  if (range.from === range.to) return epochs
  options.logger.warn({ path }, `"${path}" is missing or damaged: reading the log for its content`)
  const problem = await walkTrusted(range, (batch) => {
    epochs.note(batch.partitionLeaderEpoch, batch.baseOffset)
  })
  return problem ?? epochs
}
