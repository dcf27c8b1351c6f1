import type { Difference } from './compare.ts'
import { coverageGaps } from './coverage.ts'
import { knownDifference, knownDifferences, type KnownDifference } from './known-differences.ts'
import type { Findings } from './run-scenarios.ts'
import type { Scenario } from './scenario.ts'

const shownMax = 400

/** What came of a run. */
export interface Report {
  readonly lines: readonly string[]
  readonly failures: number
}

/** Puts findings into words, and says how many of them are wrong. */
export function reportOf(
  { differences, mishaps, fickle, answered }: Findings,
  allWerePlayed: boolean,
): Report {
  const byKnown = Map.groupBy(differences, knownDifference)
  const unknown = byKnown.get(undefined) ?? []
  const stale = allWerePlayed ? knownDifferences.filter((known) => !byKnown.has(known)) : []
  const gaps = allWerePlayed ? coverageGaps(answered) : []
  const lines = [
    ...knownDifferences.flatMap((known) => linesOfKnown(known, byKnown.get(known) ?? [])),
    ...fickle.map(({ name }) => `  Apache Kafka answers now this, now that: ${name}`),
    ...stale.map(({ api, what }) => `✗ listed, but not so: ${api}: ${what}`),
    ...gaps.map((gap) => `✗ ${gap}`),
    ...linesOfUnknown(unknown),
    ...Array.from(mishaps, ([{ name }, mishap]) => `✗ ${name}\n  ${mishap}\n  ${replay(name)}`),
  ]
  const failures = stale.length + gaps.length + unknown.length + mishaps.size
  return { lines, failures }
}

function linesOfKnown(
  { api, what, reason }: KnownDifference,
  found: readonly Difference[],
): readonly string[] {
  return found.length === 0 ? [] : [`  known: ${api}: ${what} (${found.length} times): ${reason}`]
}

/** One of each kind in full, and how many are like it. */
function linesOfUnknown(unknown: readonly Difference[]): readonly string[] {
  const alike = Map.groupBy(unknown, ({ scenario, path, kafka, barnabus }) =>
    JSON.stringify([titleOf(scenario), path, kafka, barnabus]),
  )
  const lines = [...alike.values()].slice(0, shownMax).flatMap(([first, ...others]) => {
    if (first === undefined) return []
    const names = [...new Set(others.map(({ scenario }) => versionOf(scenario)))].join(' ')
    return [...linesOf(first), ...(names === '' ? [] : [`  and the same in ${names}`])]
  })
  return alike.size > shownMax ? [...lines, `✗ and ${alike.size - shownMax} more`] : lines
}

function linesOf(difference: Difference): readonly string[] {
  const { scenario, step, request, path, kafka, barnabus } = difference
  return [
    `✗ ${scenario.name}`,
    `  request ${step}, ${request}, ${path}`,
    `    Apache Kafka: ${kafka}`,
    `    Barnabus:     ${barnabus}`,
    `  ${replay(scenario.name)}`,
  ]
}

function titleOf({ name }: Scenario): string {
  return name.replace(/ v\d+/, '')
}

function versionOf({ version }: Scenario): string {
  return `v${version}`
}

function replay(name: string): string {
  return `npm run test:parity -- --only "${name}"`
}
