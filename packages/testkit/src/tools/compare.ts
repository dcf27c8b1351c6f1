/** What the tools print against one broker and not against the other. Pure. */
import type { KnownDifference } from './known-differences.ts'
import type { Printed } from './run-script.ts'

/** The lines of one command that only one of the brokers gave rise to. */
export interface Difference {
  readonly command: string
  readonly kafka: readonly string[]
  readonly barnabus: readonly string[]
}

/** What became of the differences. */
export interface Verdict {
  /** Lines that no entry explains: `- ` is Kafka's, `+ ` ours. */
  readonly unexplained: readonly Difference[]
  /** Patterns of entries that explain nothing any more. */
  readonly outdated: readonly string[]
  /** What each entry explains, each line once, in the order of the entries. */
  readonly explained: ReadonlyMap<KnownDifference, Omit<Difference, 'command'>>
}

/** Compares command by command; the order of lines has no meaning. */
export function differencesOf(
  kafka: readonly Printed[],
  barnabus: readonly Printed[],
): readonly Difference[] {
  return kafka
    .map(({ command, lines }, index) => {
      const ours = barnabus[index]?.lines ?? []
      return { command, kafka: onlyIn(lines, ours), barnabus: onlyIn(ours, lines) }
    })
    .filter((difference) => difference.kafka.length + difference.barnabus.length > 0)
}

function onlyIn(lines: readonly string[], others: readonly string[]): readonly string[] {
  const rest = [...others]
  return lines.filter((line) => {
    const index = rest.indexOf(line)
    if (index >= 0) rest.splice(index, 1)
    return index < 0
  })
}

/** Holds the differences against the list of those that are known. */
export function judge(
  differences: readonly Difference[],
  known: readonly KnownDifference[],
): Verdict {
  const side = (line: string, which: 'kafka' | 'barnabus', command: string): boolean =>
    known.some((entry) => command.includes(entry.command) && matches(entry[which], line))
  const unexplained = differences.map(({ command, kafka, barnabus }) => ({
    command,
    kafka: kafka.filter((line) => !side(line, 'kafka', command)),
    barnabus: barnabus.filter((line) => !side(line, 'barnabus', command)),
  }))
  return {
    unexplained: unexplained.filter(({ kafka, barnabus }) => kafka.length + barnabus.length > 0),
    outdated: known.flatMap((entry) => outdatedIn(entry, differences)),
    explained: new Map(known.map((entry) => [entry, linesOf(entry, differences)])),
  }
}

function linesOf(
  entry: KnownDifference,
  differences: readonly Difference[],
): Omit<Difference, 'command'> {
  const at = differences.filter(({ command }) => command.includes(entry.command))
  const lines = (which: 'kafka' | 'barnabus'): readonly string[] => [
    ...new Set(at.flatMap((difference) => difference[which])),
  ]
  return {
    kafka: lines('kafka').filter((line) => matches(entry.kafka, line)),
    barnabus: lines('barnabus').filter((line) => matches(entry.barnabus, line)),
  }
}

function outdatedIn(entry: KnownDifference, differences: readonly Difference[]): readonly string[] {
  const lines = linesOf(entry, differences)
  const unused = (which: 'kafka' | 'barnabus'): readonly string[] =>
    entry[which]
      .filter((pattern) => !lines[which].some((line) => pattern.test(line)))
      .map((pattern) => `${entry.command}: ${which} ${pattern}`)
  return [...unused('kafka'), ...unused('barnabus')]
}

function matches(patterns: readonly RegExp[], line: string): boolean {
  return patterns.some((pattern) => pattern.test(line))
}
