/** docs/benchmarks.md: each run prints the sections of its scenarios and keeps those of the others. */
import { markdownTable } from '../clients/client-table.ts'
import type { Effort, Result } from './compare.ts'
import type { Scenario } from './scenario.ts'
import { scenarios } from './scenarios/index.ts'
import { tableOf } from './table.ts'

/** A scenario and what came of it. */
export interface Section {
  readonly scenario: Scenario
  readonly results: readonly Result[]
}

/** When and where a run measured, and how much. */
export interface Run {
  /** What was typed. */
  readonly command: string
  /** A few words for each fact about the machine and its programs. */
  readonly circumstances: readonly string[]
  readonly effort: Effort
}

/** The page with the section of a scenario put in its place, the others kept. */
export function benchmarkPage(page: string, run: Run, section: Section): string {
  const texts = scenarios.map((scenario) =>
    scenario === section.scenario ? sectionText(run, section) : keptText(page, scenario),
  )
  return [introduction, ...texts.filter((text) => text !== undefined)].join('\n\n') + '\n'
}

/** The section that an earlier run printed. */
export function keptText(page: string, { name }: Scenario): string | undefined {
  const [from, to] = [page.indexOf(begin(name)), page.indexOf(end(name))]
  return from < 0 || to < from ? undefined : page.slice(from, to + end(name).length)
}

const begin = (name: string): string => `<!-- ${name}: printed by a run -->`
const end = (name: string): string => `<!-- ${name}: end -->`

const introduction = `# Benchmarks

<!-- Written by \`npm run bench -- all --against apache-kafka --write\`, or by parts. -->

The brokers take turns, each started afresh on an empty directory; each figure is the median of the
rounds. Load and broker share the machine. CPU seconds are those of the broker alone and depend least
on what else the machine does. A ratio is ours divided by theirs. Where clients are compared, each uses
a fresh broker of ours, and CPU and memory are the client's. Under each table stands when and where it
was measured, and what was typed.

**What is synced when.** Barnabus syncs every record to the disk before it acknowledges it, and has
no setting against that in these runs. Apache Kafka as it ships acknowledges what the operating system
holds in memory. With \`flush.messages=1\` it syncs before it acknowledges, too.`

function sectionText(run: Run, { scenario, results }: Section): string {
  const { name, summary, settings = {} } = scenario
  const [header, ...lines] = tableOf(results)
  const set = Object.entries(settings).map(([setting, value]) => `${setting}=${value}`)
  const told = set.length === 0 ? '' : ` Broker settings: \`${set.join(' ')}\`.`
  return `${begin(name)}

## ${name}

${summary}${told}

${markdownTable(header ?? [], lines)}
${run.circumstances.join('; ')}; ${roundsOf(run)}: \`${run.command}\`

${end(name)}`
}

function roundsOf({ effort: { rounds } }: Run): string {
  return rounds === 1 ? 'one round' : `${rounds} rounds`
}
