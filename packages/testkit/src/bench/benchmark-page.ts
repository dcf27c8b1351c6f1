import { markdownTable } from '../clients/client-table.ts'
import type { Effort, Result } from './compare.ts'
import type { Scenario } from './scenario.ts'
import { tableOf } from './table.ts'

/** A scenario and what came of it. */
export interface Section {
  readonly scenario: Scenario
  readonly results: readonly Result[]
}

/** What a run of all scenarios found out, for people. */
export interface BenchmarkPage {
  /** What was typed. */
  readonly command: string
  /** One line for each fact about the machine and its programs. */
  readonly circumstances: readonly string[]
  readonly effort: Effort
  readonly sections: readonly Section[]
}

/** The page about benchmarks. */
export function benchmarkPage(page: BenchmarkPage): string {
  const { rounds, scale } = page.effort
  return `# Benchmarks

<!-- Written by \`npm run bench -- all --against apache-kafka --write\`. -->

Printed by \`${page.command}\`: the brokers take turns, each started afresh on an
empty directory, ${rounds === 1 ? 'one round' : `${rounds} rounds`}, with ${scale === 1 ? 'all' : `${scale} of`} the usual amount of work; each figure is the
median of the rounds. Load and broker share the machine. CPU seconds are those of the broker
alone and depend least on what else the machine does. A ratio is ours divided by theirs.

${page.circumstances.map((fact) => `- ${fact}\n`).join('')}
**What is synced when.** Barnabus syncs every record to the disk before it acknowledges it, and has
no setting against that in these runs. Apache Kafka as it ships acknowledges what the operating system
holds in memory. With \`flush.messages=1\` it syncs before it acknowledges, too.

${page.sections.map(sectionText).join('\n')}`
}

function sectionText({ scenario, results }: Section): string {
  const [header, ...lines] = tableOf(results)
  const settings = Object.entries(scenario.settings ?? {}).map(
    ([name, value]) => `${name}=${value}`,
  )
  const told = settings.length === 0 ? '' : ` Broker settings: \`${settings.join(' ')}\`.`
  return `## ${scenario.name}

${scenario.summary}${told}

${markdownTable(header ?? [], lines)}`
}
