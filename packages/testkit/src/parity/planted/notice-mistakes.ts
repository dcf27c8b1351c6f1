import { withEngine } from '../../engines/with-engine.ts'
import { flagOf } from '../../planted/source-mistake.ts'
import { compareTranscripts, type Difference } from '../compare.ts'
import { knownDifference } from '../known-differences.ts'
import { perform, type Performance } from '../perform.ts'
import type { Scenario } from '../scenario.ts'
import { mistakes, type Mistake } from './mistakes.ts'

/** What a comparison with a broker that has a mistake came to. */
export interface Notice {
  readonly mistake: Mistake
  readonly difference: Difference | undefined
}

/** Plays, for a broker with each of the mistakes, the scenario that must notice it. */
export async function noticeMistakes(scenarios: readonly Scenario[]): Promise<readonly Notice[]> {
  const notices: Notice[] = []
  for (const group of Map.groupBy(mistakes, (each) => settingsFor(each, scenarios)).entries()) {
    const [settings, sameSettings] = group
    await withEngine(
      'apache-kafka',
      { settings: JSON.parse(settings) as Settings },
      async (kafka) => {
        for (const mistake of sameSettings) {
          const scenario = scenarioFor(mistake, scenarios)
          const nowMs = Date.now()
          const right = await perform(scenario, kafka, nowMs)
          const wrong = await playWrongly(mistake, scenario, nowMs)
          notices.push({ mistake, difference: firstOf(scenario, right, wrong) })
        }
      },
    )
  }
  return notices
}

type Settings = Readonly<Record<string, string>>

async function playWrongly(
  mistake: Mistake,
  scenario: Scenario,
  nowMs: number,
): Promise<Performance> {
  const options = { settings: scenario.settings ?? {}, nodeArgs: [flagOf(mistake)] }
  return await withEngine('barnabus', options, (barnabus) => perform(scenario, barnabus, nowMs))
}

function firstOf(
  scenario: Scenario,
  right: Performance,
  wrong: Performance,
): Difference | undefined {
  const differences = compareTranscripts(scenario, right.transcript, wrong.transcript)
  return differences.find((difference) => knownDifference(difference) === undefined)
}

function scenarioFor({ noticedBy }: Mistake, scenarios: readonly Scenario[]): Scenario {
  const scenario = scenarios.find(({ name }) => name.includes(noticedBy))
  if (scenario === undefined) throw new Error(`There is no scenario "${noticedBy}"`)
  return scenario
}

function settingsFor(mistake: Mistake, scenarios: readonly Scenario[]): string {
  return JSON.stringify(scenarioFor(mistake, scenarios).settings ?? {})
}
