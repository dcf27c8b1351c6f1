import { checkHistory } from '../check-history.ts'
import { recordHistory } from '../recorder/record-history.ts'
import { sourceMutants, type SourceMutant } from './source-mutants.ts'

const attemptsMax = 3
const durationMs = 6_000
const quietMsMax = 600 // Harm must be frequent, for there is little time.

/**
 * Records short histories of the broker with each of the mistakes. Returns those that the checker did
 * not find: with them it proves nothing. Where harm falls is chance, so each has three attempts.
 */
export async function runHistoryMutants(seed: number): Promise<readonly string[]> {
  const unnoticed: string[] = []
  for (const mutant of sourceMutants) {
    const anomalies = await anomaliesOf(mutant, seed)
    if (anomalies === undefined) unnoticed.push(`the mistake "${mutant.name}" was not noticed`)
    else console.log(`the mistake "${mutant.name}" was noticed: ${anomalies}`)
  }
  return unnoticed
}

async function anomaliesOf(mutant: SourceMutant, seed: number): Promise<string | undefined> {
  const { mix, faults } = mutant
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const options = { engine: 'barnabus', mix, faults, mutant, durationMs, quietMsMax } as const
    const operations = await recordHistory({ ...options, seed: seed + attempt })
    const { failures } = checkHistory(operations)
    const anomalies = new Set(failures.map(({ anomaly }) => anomaly))
    if (anomalies.size > 0) return [...anomalies].join(', ')
  }
  return undefined
}
