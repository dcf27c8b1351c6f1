import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { inParallel } from '../clients/in-parallel.ts'
import { createEngine } from '../engines/create-engine.ts'
import type { Engine, EngineName, EngineOptions } from '../engines/engine.ts'
import { compareTranscripts, type Difference } from './compare.ts'
import type { Played } from './coverage.ts'
import { perform } from './perform.ts'
import type { Scenario } from './scenario.ts'
import type { Transcript } from './transcript.ts'

/** What came of the scenarios. */
export interface Findings {
  readonly differences: readonly Difference[]
  /** Scenarios that could not be played to the end for one of the brokers, and why. */
  readonly mishaps: ReadonlyMap<Scenario, string>
  /** What both brokers were asked and answered. */
  readonly played: readonly Played[]
}

// Enough to keep two cores busy while some of the scenarios wait for a fetch or a rebalance.
const playedAtOnce = 12

/** Plays scenarios for a fresh Apache Kafka and a fresh Barnabus, and compares what they let see. */
export async function runScenarios(scenarios: readonly Scenario[]): Promise<Findings> {
  const differences: Difference[] = []
  const mishaps = new Map<Scenario, string>()
  const played: Played[] = []
  for (const group of groupsOf(scenarios)) {
    const { settings } = group
    await withEngine('apache-kafka', { settings }, async (kafka) => {
      await withEngine('barnabus', { settings }, async (barnabus) => {
        await inParallel(group.scenarios, group.alone ? 1 : playedAtOnce, async (scenario) => {
          const nowMs = Date.now()
          const [theirs, ours] = await Promise.all([
            perform(scenario, kafka, nowMs),
            perform(scenario, barnabus, nowMs),
          ])
          const mishap = theirs.mishap ?? ours.mishap
          if (mishap !== undefined) mishaps.set(scenario, mishap)
          else differences.push(...compareTranscripts(scenario, theirs.transcript, ours.transcript))
          played.push(...answeredByBoth(theirs.transcript, ours.transcript))
        })
      })
    })
  }
  return { differences, mishaps, played }
}

function answeredByBoth(theirs: Transcript, ours: Transcript): readonly Played[] {
  return theirs.filter(
    ({ outcome }, index) => outcome.kind === 'answered' && ours[index]?.outcome.kind === 'answered',
  )
}

interface Group {
  readonly settings: Readonly<Record<string, string>>
  readonly alone: boolean
  readonly scenarios: readonly Scenario[]
}

/** The scenarios that can share a pair of brokers. */
function groupsOf(scenarios: readonly Scenario[]): readonly Group[] {
  const bySetting = Map.groupBy(scenarios, ({ settings, alone }) =>
    JSON.stringify({ settings: settings ?? {}, alone: alone ?? false }),
  )
  return Array.from(bySetting, ([setting, group]) => ({
    ...(JSON.parse(setting) as Pick<Group, 'settings' | 'alone'>),
    scenarios: group,
  }))
}

/** Starts a fresh broker for as long as somebody uses it. Nothing of it is left behind. */
export async function withEngine<Result>(
  name: EngineName,
  options: Omit<EngineOptions, 'directory'>,
  use: (engine: Engine) => Promise<Result>,
): Promise<Result> {
  const directory = await mkdtemp(join(tmpdir(), 'barnabus-parity-'))
  try {
    const engine = await createEngine(name, { ...options, directory })
    try {
      await engine.start()
      return await use(engine)
    } finally {
      await engine.kill()
    }
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}
