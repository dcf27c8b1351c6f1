import type { EngineName } from '../engines/engine.ts'
import { checkHistory } from './check-history.ts'
import { lies } from './lies/lies.ts'
import { sourceMutants } from './mutants/source-mutants.ts'
import { recordHistory, type HistoryOptions } from './recorder/record-history.ts'

const attemptsMax = 3
const durationMs = 6_000
const quietMsMax = 600 // Harm must be frequent, for there is little time.

type Mistake = Pick<HistoryOptions, 'mix' | 'faults' | 'lie' | 'mutant'> & { readonly name: string }

const ofProxy: readonly Mistake[] = lies.map((lie) => {
  return { name: lie.name, lie, mix: 'transactional', faults: [] }
})

/** Those that a proxy makes for a broker, and for ours those in its source, too. */
const mistakes: Readonly<Record<EngineName, readonly Mistake[]>> = {
  barnabus: [...sourceMutants.map((mutant) => ({ ...mutant, mutant })), ...ofProxy],
  'apache-kafka': ofProxy,
  'apache-kafka-3': [],
}

/**
 * Records short histories of a broker with each of the mistakes. Returns those that the checker did
 * not find: with them it proves nothing. Where harm falls is chance, so each has three attempts.
 */
export async function runMistakes(engine: EngineName, seed: number): Promise<readonly string[]> {
  const unnoticed: string[] = []
  for (const mistake of mistakes[engine]) {
    const anomalies = await anomaliesOf(mistake, engine, seed)
    if (anomalies === undefined) unnoticed.push(`the mistake "${mistake.name}" was not noticed`)
    else console.log(`the mistake "${mistake.name}" was noticed: ${anomalies}`)
  }
  return unnoticed
}

async function anomaliesOf(
  mistake: Mistake,
  engine: EngineName,
  seed: number,
): Promise<string | undefined> {
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const options = { ...mistake, engine, durationMs, quietMsMax, seed: seed + attempt }
    const { failures } = checkHistory(await recordHistory(options))
    const anomalies = new Set(failures.map(({ anomaly }) => anomaly))
    if (anomalies.size > 0) return [...anomalies].join(', ')
  }
  return undefined
}
