import { inParallel } from '../in-parallel.ts'
import { withEngine } from '../engines/with-engine.ts'
import { perform, type Performance } from './perform.ts'
import type { Scenario } from './scenario.ts'

/** A scenario as it was played for both brokers. */
export interface Played {
  readonly scenario: Scenario
  /** What "now" was for both, in milliseconds since the epoch. */
  readonly nowMs: number
  /** By Apache Kafka. */
  readonly theirs: Performance
  /** By Barnabus. */
  readonly ours: Performance
}

/** A scenario, and what "now" is in it if not the moment when it begins. */
export type ToPlay = Pick<Played, 'scenario'> & Partial<Pick<Played, 'nowMs'>>

// Enough to keep two cores busy while some of the scenarios wait for a fetch or a rebalance.
const playedAtOnce = 12

/** Plays scenarios for a fresh Apache Kafka and a fresh Barnabus. */
export async function playForBoth(all: readonly ToPlay[]): Promise<readonly Played[]> {
  const played: Played[] = []
  for (const { settings, alone, group } of groupsOf(all)) {
    await withEngine('apache-kafka', { settings }, async (kafka) => {
      await withEngine('barnabus', { settings }, async (barnabus) => {
        await inParallel(group, alone ? 1 : playedAtOnce, async ({ scenario, nowMs }) => {
          const now = nowMs ?? Date.now()
          const [theirs, ours] = await Promise.all([
            perform(scenario, kafka, now),
            perform(scenario, barnabus, now),
          ])
          played.push({ scenario, nowMs: now, theirs, ours })
        })
      })
    })
  }
  return played
}

interface Group {
  readonly settings: Readonly<Record<string, string>>
  readonly alone: boolean
  readonly group: readonly ToPlay[]
}

/** The scenarios that can share a pair of brokers. */
function groupsOf(all: readonly ToPlay[]): readonly Group[] {
  const bySetting = Map.groupBy(all, ({ scenario: { settings, alone } }) =>
    JSON.stringify({ settings: settings ?? {}, alone: alone ?? false }),
  )
  return Array.from(bySetting, ([setting, group]) => ({
    ...(JSON.parse(setting) as Pick<Group, 'settings' | 'alone'>),
    group,
  }))
}
