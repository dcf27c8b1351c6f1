import type { EngineName } from '../engines/engine.ts'
import { testkitErrors } from '../errors.ts'
import { checkHistory } from './check-history.ts'
import { lies } from './lies/lies.ts'
import { recordHistory, type HistoryOptions } from './recorder/record-history.ts'
import { sourceMistakes } from './source-mistakes.ts'

const attemptsMax = 3
const durationMs = 6_000
const quietMsMax = 600 // Harm must be frequent, for there is little time.

type Mistake = Pick<HistoryOptions, 'mix' | 'faults' | 'lie' | 'mistake'> & {
  readonly name: string
}

const ofProxy: readonly Mistake[] = lies.map((lie) => {
  return { name: lie.name, lie, mix: 'transactional', faults: [] }
})

/** Those that a proxy makes for a broker, and for ours those in its source, too. */
const mistakes: Readonly<Record<EngineName, readonly Mistake[]>> = {
  barnabus: [...sourceMistakes.map((mistake) => ({ ...mistake, mistake })), ...ofProxy],
  'apache-kafka': ofProxy,
  'apache-kafka-3': [],
}

export interface MistakesOptions {
  readonly engine: EngineName
  /** A part of the names of those to try; all have the empty one. */
  readonly name: string
  readonly seed: number
}

/**
 * Records short histories of a broker with each of the mistakes. Returns those that the checker did
 * not find: with them it proves nothing. Where harm falls is chance, so each has three attempts.
 */
export async function runMistakes(options: MistakesOptions): Promise<readonly string[]> {
  const { engine, name, seed } = options
  const tried = mistakes[engine].filter((mistake) => mistake.name.includes(name))
  if (tried.length === 0 && name !== '') throw testkitErrors.USAGE(`no mistake "${name}"`)
  const unnoticed: string[] = []
  for (const mistake of tried) {
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
    const { operations } = await recordHistory(options)
    const { failures } = checkHistory(operations)
    const anomalies = new Set(failures.map(({ anomaly }) => anomaly))
    if (anomalies.size > 0) return [...anomalies].join(', ')
  }
  return undefined
}
