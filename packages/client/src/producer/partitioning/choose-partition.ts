import type { Random } from '@barnabus/base'

/** A partition that records without a key may go to. */
export interface Candidate {
  readonly partition: number
  /** Batches that wait to be sent to it. */
  readonly waiting: number
}

/**
 * One of the candidates: any of them, or, if `isAdaptive`, rather those for which fewer batches
 * wait (KIP-794). There is at least one.
 */
export function choosePartition(
  candidates: readonly Candidate[],
  isAdaptive: boolean,
  random: Random,
): number {
  const first = candidates[0]!
  const areEqual = candidates.every(({ waiting }) => waiting === first.waiting)
  if (!isAdaptive || areEqual) return candidates[random.below(candidates.length)]!.partition
  const most = candidates.reduce((max, { waiting }) => Math.max(max, waiting), 0)
  const weightOf = ({ waiting }: Candidate): number => most + 1 - waiting
  const total = candidates.reduce((sum, candidate) => sum + weightOf(candidate), 0)
  let rest = random.below(total)
  for (const candidate of candidates) {
    rest -= weightOf(candidate)
    if (rest < 0) return candidate.partition
  }
  return first.partition
}
