import type { Difference, Findings } from './exchange.ts'

const shownMax = 30

// With fewer messages a listed difference may not show itself.
const seedsForListed = 20

/** What came of the exchange with one implementation. */
export interface Report {
  readonly lines: readonly string[]
  readonly failures: number
}

/** Puts findings into words, and says how many of them are wrong. */
export function reportOf(findings: Findings, seeds: number): Report {
  const { same, excused, differences } = findings
  const stale = [...excused].filter(([, count]) => count === 0 && seeds >= seedsForListed)
  const lines = [
    ...Array.from(same, ([direction, count]) => `  ${direction}: ${count} as expected`),
    ...Array.from(excused, ([{ messages, what, reason }, count]) => {
      return `  known, ${what}: ${messages.join(', ')} (${count} times): ${reason}`
    }),
    ...stale.map(([{ messages }]) => `✗ listed, but not so: ${messages.join(', ')}`),
    ...linesOf(differences),
  ]
  return { lines, failures: differences.length + stale.length }
}

function linesOf(differences: readonly Difference[]): readonly string[] {
  const alike = [...Map.groupBy(differences, titleOf)]
  const lines = alike.slice(0, shownMax).flatMap(([title, [first, ...more]]) => {
    if (first === undefined) return []
    const { version, seed } = first.question
    const versions = [...new Set(more.map(({ question }) => question.version))].join(' ')
    const others = more.length === 0 ? [] : [`  and ${more.length} more, in versions ${versions}`]
    return [`✗ ${title}: v${version}, seed ${seed}: ${first.detail}`, ...others]
  })
  if (alike.length > shownMax) lines.push(`✗ and ${alike.length - shownMax} other differences`)
  return lines
}

function titleOf({ question }: Difference): string {
  return `${question.message}, ${question.direction}`
}
