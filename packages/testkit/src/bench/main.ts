/** `npm run bench`: measures us, and beside us whoever is named, in one run. */
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'

import { engineNames, type EngineName } from '../engines/engine.ts'
import { compare, type Result } from './compare.ts'
import { scenarios } from './scenarios/index.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    against: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    scale: { type: 'string', default: '1' },
    set: { type: 'string', multiple: true, default: [] },
    help: { type: 'boolean', short: 'h', default: false },
  },
})

if (values.help || positionals.length === 0) printHelp()
else await measure()

function printHelp(): void {
  console.log('npm run bench -- <scenario …|all> [--against apache-kafka] [--rounds 3] [--scale 1]')
  console.log('                 [--set name=value …]\n')
  for (const { name, summary } of scenarios) console.log(`  ${name.padEnd(9)} ${summary}`)
  console.log('\nEach figure is the median of the rounds; engines take turns within each round.')
}

async function measure(): Promise<void> {
  const peer = engineNames.find((name) => name === values.against)
  if (values.against !== undefined && peer === undefined) {
    throw new Error(`No engine "${values.against}"; there are ${engineNames.join(', ')}`)
  }
  const engines: readonly EngineName[] =
    peer === undefined || peer === 'barnabus' ? ['barnabus'] : ['barnabus', peer]
  const wanted = positionals.includes('all') ? scenarios.map(({ name }) => name) : positionals
  const settings = Object.fromEntries(values.set.map(splitSetting))
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}`)
  for (const name of wanted) {
    const scenario = scenarios.find((candidate) => candidate.name === name)
    if (scenario === undefined) throw new Error(`No scenario "${name}"; see --help`)
    console.log(`\n${scenario.name}: ${scenario.summary}`)
    const [rounds, scale] = [Number(values.rounds), Number(values.scale)]
    print(await compare(scenario, { engines, settings, rounds, scale }))
  }
}

function splitSetting(setting: string): readonly [string, string] {
  const equals = setting.indexOf('=')
  if (equals < 1) throw new Error(`"${setting}" is not of the form name=value`)
  return [setting.slice(0, equals), setting.slice(equals + 1)]
}

function print(results: readonly Result[]): void {
  const [first, second] = results
  if (first === undefined) return
  const header = ['', ...results.map(({ title }) => title), ...(second ? ['ratio'] : [])]
  console.log(row(header))
  for (const [figure, value] of Object.entries(first.medians)) {
    const values = results.map(({ medians }) => readable(medians[figure] ?? Number.NaN))
    const peer = second?.medians[figure]
    const ratio = peer === undefined ? [] : [`${(value / peer).toFixed(2)} ×`]
    console.log(row([figure, ...values, ...ratio]))
  }
}

function readable(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 2 : 0 })
}

function row(cells: readonly string[]): string {
  return cells.map((cell, index) => (index === 0 ? cell.padEnd(18) : cell.padStart(20))).join('')
}
