import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { createEngine } from '../engines/create-engine.ts'
import { guard } from '../engines/guard/guard.ts'
import type { Contestant } from './contestants.ts'
import type { Figures, Scenario } from './scenario.ts'

/** What a contestant showed in one scenario: the median of each figure over the rounds. */
export interface Result {
  readonly contestant: Contestant
  readonly title: string
  readonly medians: Figures
}

/** How much is measured, and with what beside the scenario's own settings. */
export interface Effort {
  readonly rounds: number
  /** Scales the amount of work: 1 is all of it. */
  readonly scale: number
  readonly settings: Readonly<Record<string, string>>
}

// How long a start takes is a figure, not a failure: 10,000 partitions after a kill take their time.
const readyTimeoutMs = 5 * 60_000

/** Runs the scenario on each in turn, round by round, so that all see the same weather. */
export async function compare(
  scenario: Scenario,
  contestants: readonly Contestant[],
  effort: Effort,
): Promise<readonly Result[]> {
  const measured = contestants.map((contestant) => ({
    contestant,
    title: '',
    rounds: [] as Figures[],
  }))
  for (let round = 1; round <= effort.rounds; round += 1) {
    for (const one of measured) {
      const { title, figures } = await measureOnce(scenario, one.contestant, effort)
      one.title = title
      one.rounds.push(figures)
    }
  }
  return measured.map(({ contestant, title, rounds }) => {
    return { contestant, title: nameOf(contestant, title), medians: mediansOf(rounds) }
  })
}

function nameOf({ client, variant }: Contestant, engineTitle: string): string {
  if (client !== '') return client
  return variant === '' ? engineTitle : `${engineTitle}, ${variant}`
}

async function measureOnce(
  scenario: Scenario,
  contestant: Contestant,
  { scale, settings: given }: Effort,
): Promise<{ readonly title: string; readonly figures: Figures }> {
  const directory = await mkdtemp(join(tmpdir(), `bench-${contestant.engine}-`))
  const release = guard({ directory })
  try {
    const settings = { ...scenario.settings, ...contestant.settings, ...given }
    const options = { directory, settings, tuned: 'as-shipped', readyTimeoutMs } as const
    const engine = await createEngine(contestant.engine, options)
    try {
      return {
        title: engine.title,
        figures: await scenario.measure(engine, { scale, client: contestant.client }),
      }
    } finally {
      await engine.kill()
    }
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 5 })
    release()
  }
}

function mediansOf(rounds: readonly Figures[]): Figures {
  const names = Object.keys(rounds[0] ?? {})
  return Object.fromEntries(
    names.map((name) => [name, median(rounds.map((figures) => figures[name] ?? Number.NaN))]),
  )
}

/** The middle of the values; of an even number, the lower of the two in the middle. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN
}
