import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { createEngine } from '../engines/create-engine.ts'
import type { Engine, EngineName } from '../engines/engine.ts'
import type { Figures, Scenario } from './scenario.ts'

/** What an engine showed in one scenario: the median of each figure over the rounds. */
export interface Result {
  readonly engine: EngineName
  readonly title: string
  readonly medians: Figures
}

/** Runs the scenario on each engine in turn, round by round, so that both see the same weather. */
export async function compare(
  scenario: Scenario,
  options: {
    readonly engines: readonly EngineName[]
    readonly settings: Readonly<Record<string, string>>
    readonly rounds: number
    readonly scale: number
  },
): Promise<readonly Result[]> {
  const rounds = new Map<EngineName, Figures[]>()
  const titles = new Map<EngineName, string>()
  for (let round = 1; round <= options.rounds; round += 1) {
    for (const name of options.engines) {
      const directory = await mkdtemp(join(tmpdir(), `bench-${name}-`))
      const settings = { ...scenario.settings, ...options.settings }
      const engine = await createEngine(name, { directory, settings, tuned: 'as-shipped' })
      titles.set(name, engine.title)
      const figures = await measureOnce(scenario, engine, options.scale)
      await rm(directory, { recursive: true, force: true })
      rounds.set(name, [...(rounds.get(name) ?? []), figures])
    }
  }
  return options.engines.map((engine) => ({
    engine,
    title: titles.get(engine) ?? engine,
    medians: mediansOf(rounds.get(engine) ?? []),
  }))
}

async function measureOnce(scenario: Scenario, engine: Engine, scale: number): Promise<Figures> {
  try {
    return await scenario.measure(engine, { scale })
  } finally {
    await engine.kill()
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
