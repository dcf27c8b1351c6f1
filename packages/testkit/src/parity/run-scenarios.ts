import { compareTranscripts, type Difference } from './compare.ts'
import type { Answered } from './coverage.ts'
import { playForBoth, type Played } from './play-for-both.ts'
import type { Scenario } from './scenario.ts'
import { withSecondOpinion } from './second-opinion.ts'

/** What came of the scenarios. */
export interface Findings {
  readonly differences: readonly Difference[]
  /** Scenarios that could not be played to the end for one of the brokers, and why. */
  readonly mishaps: ReadonlyMap<Scenario, string>
  /** Scenarios that Apache Kafka answered in two ways. */
  readonly fickle: readonly Scenario[]
  /** What both brokers were asked and answered. */
  readonly answered: readonly Answered[]
}

/** Plays scenarios for Apache Kafka and for Barnabus, and compares what they let see. */
export async function runScenarios(scenarios: readonly Scenario[]): Promise<Findings> {
  const first = await playForBoth(scenarios.map((scenario) => ({ scenario })))
  const { played, fickle } = await withSecondOpinion(first, playForBoth)
  return {
    differences: played.flatMap(differencesIn),
    mishaps: new Map(played.flatMap(mishapsIn)),
    fickle: fickle.map(({ scenario }) => scenario),
    answered: played.flatMap(answeredByBoth),
  }
}

/** What the two do not agree on; nothing if one of them did not come to the end. */
function differencesIn({ scenario, theirs, ours }: Played): readonly Difference[] {
  if (theirs.mishap !== undefined || ours.mishap !== undefined) return []
  return compareTranscripts(scenario, theirs.transcript, ours.transcript)
}

function mishapsIn({ scenario, theirs, ours }: Played): readonly (readonly [Scenario, string])[] {
  const mishap = theirs.mishap ?? ours.mishap
  return mishap === undefined ? [] : [[scenario, mishap]]
}

function answeredByBoth({ theirs, ours }: Played): readonly Answered[] {
  return theirs.transcript.filter(
    ({ outcome }, index) =>
      outcome.kind === 'answered' && ours.transcript[index]?.outcome.kind === 'answered',
  )
}
