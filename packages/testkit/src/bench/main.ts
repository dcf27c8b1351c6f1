/** `npm run bench`: measures us, and beside us whoever is named, in one run. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { engineNames } from '../engines/engine.ts'
import { repositoryDirectory } from '../engines/repository.ts'
import { benchmarkPage, type Run, type Section } from './benchmark-page.ts'
import { circumstances } from './circumstances.ts'
import { compare } from './compare.ts'
import { contestantsOf } from './contestants.ts'
import type { Scenario } from './scenario.ts'
import { scenarios } from './scenarios/index.ts'
import { tableOf } from './table.ts'

const pagePath = join(repositoryDirectory, 'docs/benchmarks.md')

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    against: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    scale: { type: 'string', default: '1' },
    set: { type: 'string', multiple: true, default: [] },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
})

if (values.help || positionals.length === 0) printHelp()
else await measure()

function printHelp(): void {
  console.log('npm run bench -- <scenario …|all> [--against apache-kafka] [--rounds 3] [--scale 1]')
  console.log('                 [--set name=value …] [--write]\n')
  const width = Math.max(...scenarios.map(({ name }) => name.length))
  for (const { name, summary } of scenarios) console.log(`  ${name.padEnd(width)}  ${summary}`)
  console.log('\nEach figure is the median of the rounds; engines take turns within each round.')
  console.log(
    '--write also puts the tables into docs/benchmarks.md: all of the work, beside a peer.',
  )
}

async function measure(): Promise<void> {
  const peer = engineNames.find((name) => name === values.against)
  if (values.against !== undefined && peer === undefined) {
    throw new Error(`No engine "${values.against}"; there are ${engineNames.join(', ')}`)
  }
  const settings = Object.fromEntries(values.set.map(splitSetting))
  const effort = { rounds: Number(values.rounds), scale: Number(values.scale), settings }
  const needsPeer = wantedScenarios().some(({ clients }) => clients === undefined)
  const isAlone = peer === undefined && needsPeer
  if (values.write && (isAlone || effort.scale !== 1 || values.set.length > 0)) {
    throw new Error('--write needs --against, and goes with neither --scale nor --set')
  }
  const facts = await circumstances()
  for (const fact of facts) console.log(fact)
  for (const scenario of wantedScenarios()) {
    console.log(`\n${scenario.name}: ${scenario.summary}`)
    const results = await compare(scenario, contestantsOf(scenario, peer), effort)
    print(tableOf(results))
    const command = `npm run bench -- ${process.argv.slice(2).join(' ')}`
    const run = { command, circumstances: facts, effort }
    if (values.write) await writeSection(run, { scenario, results })
  }
}

/** At once, so that a long run which ends early has said what it found. */
async function writeSection(run: Run, section: Section): Promise<void> {
  const page = await readFile(pagePath, 'utf8').catch(() => '')
  await writeFile(pagePath, benchmarkPage(page, run, section))
}

function wantedScenarios(): readonly Scenario[] {
  if (positionals.includes('all')) return scenarios
  return positionals.map((name) => {
    const scenario = scenarios.find((candidate) => candidate.name === name)
    if (scenario === undefined) throw new Error(`No scenario "${name}"; see --help`)
    return scenario
  })
}

function splitSetting(setting: string): readonly [string, string] {
  const equals = setting.indexOf('=')
  if (equals < 1) throw new Error(`"${setting}" is not of the form name=value`)
  return [setting.slice(0, equals), setting.slice(equals + 1)]
}

/** Each column as wide as its widest cell. */
function print(lines: readonly (readonly string[])[]): void {
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  )
  for (const line of lines) {
    const cells = line.map((cell, column) => {
      const width = widths[column] ?? 0
      return column === 0 ? cell.padEnd(width) : cell.padStart(width)
    })
    console.log(cells.join('  ').trimEnd())
  }
}
