import { compareTranscripts } from './compare.ts'
import { knownDifference } from './known-differences.ts'
import type { Played, ToPlay } from './play-for-both.ts'

/** What came of scenarios after those in doubt were played once more. */
export interface Opinion {
  /** One of each scenario: the first, or the one that has taken its place. */
  readonly played: readonly Played[]
  /** Those that Apache Kafka answered in two ways. */
  readonly fickle: readonly Played[]
}

// What a mistake of ours breaks is no matter of chance, and is told at once.
const inDoubtMax = 10

/**
 * Apache Kafka tells its parts of a change one after the other, so now and then a scenario meets a
 * coordinator that has not heard of its topic. A few scenarios that differ are played once more,
 * with fresh brokers. The second time counts if only Apache Kafka has changed its mind: it agrees
 * with us now, and we have answered both times the same.
 */
export async function withSecondOpinion(
  first: readonly Played[],
  playAgain: (scenarios: readonly ToPlay[]) => Promise<readonly Played[]>,
): Promise<Opinion> {
  const inDoubt = first.filter(isInDoubt)
  if (inDoubt.length === 0 || inDoubt.length > inDoubtMax) return { played: first, fickle: [] }
  const again = await playAgain(inDoubt.map(({ scenario, nowMs }) => ({ scenario, nowMs })))
  const instead = new Map<Played, Played>()
  for (const one of inDoubt) {
    const other = again.find(({ scenario }) => scenario === one.scenario)
    if (other !== undefined && agreesAtLast(one, other)) instead.set(one, other)
  }
  return {
    played: first.map((one) => instead.get(one) ?? one),
    fickle: [...instead.keys()],
  }
}

/** Whether it did not come off with Apache Kafka, or differs in what is not known to. */
function isInDoubt({ scenario, theirs, ours }: Played): boolean {
  if (ours.mishap !== undefined) return false
  if (theirs.mishap !== undefined) return true
  const differences = compareTranscripts(scenario, theirs.transcript, ours.transcript)
  return differences.some((difference) => knownDifference(difference) === undefined)
}

function agreesAtLast(first: Played, again: Played): boolean {
  if (isInDoubt(again) || again.ours.mishap !== undefined) return false
  const [before, after] = [first.ours.transcript, again.ours.transcript]
  return compareTranscripts(first.scenario, before, after).length === 0
}
