/** `npm run faults`: crash, power loss and hostile input, against the broker of this checkout. */
import { parseArgs } from 'node:util'

import { copierNames, type CopierName } from '../copies/copiers.ts'
import { runCopies, runCopyMistake } from '../copies/run-copies.ts'
import { engineNames, type EngineName } from '../engines/engine.ts'
import { withEngine } from '../engines/with-engine.ts'
import { testkitErrors } from '../errors.ts'
import { replay } from '../history/replay.ts'
import { mixNames } from '../history/recorder/mixes.ts'
import { runHistories } from '../history/run-histories.ts'
import { runMistakes } from '../history/run-mistakes.ts'
import { seededRandom } from '../seeded-random.ts'
import { runGroupModel } from './group-model.ts'
import { hostileRun } from './hostile-run.ts'
import { killLoop, type KillLoopOptions } from './kill-loop.ts'
import { mutantNames, type MutantName } from './mutants.ts'
import { transactionalKillLoop } from './transactional-kill-loop.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    frames: { type: 'string', default: '1000000' },
    histories: { type: 'string', default: '50' },
    'history-mutants': { type: 'string', default: '1' },
    mistake: { type: 'string', default: '' },
    seconds: { type: 'string', default: '20' },
    'group-lives': { type: 'string', default: '10000' },
    copies: { type: 'string', default: '100000' },
    copier: { type: 'string', default: 'java,librdkafka' },
    'transaction-size': { type: 'string', default: '750' },
    engine: { type: 'string', default: 'barnabus' },
    mix: { type: 'string', default: 'transactional' },
    replay: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
const mutantKills = 20
const mutantAttempts = 4
/** Those of the mistakes that lose what was acknowledged, be it records or the end of a transaction. */
const unsynced: readonly MutantName[] = ['no-sync', 'acknowledged-before-sync']
const residentGrowthMax = 50_000_000

if (values.help) {
  console.log('npm run faults -- [--kills 100] [--frames 1000000] [--histories 50] [--seed N]')
  console.log('    histories: --seconds 20, --engine barnabus, --mix transactional')
  console.log('    mistakes in the broker that histories must show: --history-mutants 1,')
  console.log('        --mistake TEXT for those with that text in their name')
  console.log('    lives of consumer groups: --group-lives 10000')
  console.log('    records copied in transactions: --copies 100000, --transaction-size 750,')
  console.log('        --copier java,librdkafka, --engine barnabus')
  console.log('npm run faults -- --replay FILE    checks a recorded history again')
  console.log('0 leaves a part out. The same seed makes the same decisions.')
} else if (values.replay !== undefined) {
  const failures = await replay(values.replay)
  process.exitCode = failures === 0 ? 0 : 1
} else {
  console.log(`seed ${values.seed}`)
  const failures = [
    await groupLives(), // In this process, which it keeps busy.
    // Whoever is killed, and what works with it, mostly waits for a start.
    ...(await Promise.all([
      inTurn(copies, histories, historyMutants),
      inTurn(kills, transactionalKills, mutants),
    ])),
    await hostility(), // By itself: it measures memory and answers.
  ].flat()
  for (const failure of failures) console.error(`FAILED ${failure}`)
  process.exitCode = failures.length === 0 ? 0 : 1
}

async function inTurn(
  ...parts: readonly (() => Promise<readonly string[]>)[]
): Promise<readonly string[]> {
  const failures: string[] = []
  for (const part of parts) failures.push(...(await part()))
  return failures
}

/** The coordinator of consumer groups against a model of its members. */
async function groupLives(): Promise<readonly string[]> {
  const sequences = Number(values['group-lives'])
  return sequences === 0 ? [] : await runGroupModel({ sequences, seed: Number(values.seed) })
}

/** A topic is copied in transactions: each record comes once, whoever is killed. */
async function copies(): Promise<readonly string[]> {
  const [records, transactionSize] = [values.copies, values['transaction-size']].map(Number)
  if (records === 0) return []
  const engine = engineAsked()
  const seed = Number(values.seed)
  const how = { engine, records: records!, transactionSize: transactionSize!, seed }
  const asked = copiersAsked()
  const failures: string[] = []
  for (const copier of asked) failures.push(...(await runCopies({ ...how, copier })))
  // The same eyes look at all copies: that they see a mistake is shown with one of the copiers.
  return [...failures, ...(await runCopyMistake({ ...how, copier: asked[0]! }))]
}

function copiersAsked(): readonly CopierName[] {
  return values.copier.split(',').map((asked) => {
    const copier = copierNames.find((name) => name === asked)
    if (copier === undefined) throw testkitErrors.USAGE(`no copier "${asked}"`)
    return copier
  })
}

/** Real clients and their transactions: no promise may be broken, whatever happens to whom. */
async function histories(): Promise<readonly string[]> {
  const mix = mixNames.find((name) => name === values.mix)
  if (mix === undefined) throw testkitErrors.USAGE(`no mix of clients "${values.mix}"`)
  const [count, seconds, seed] = [values.histories, values.seconds, values.seed].map(Number)
  return await runHistories({
    engine: engineAsked(),
    mix,
    count: count!,
    seconds: seconds!,
    seed: seed!,
  })
}

/** Mistakes in the broker, each of which must be noticed in what clients were told. */
async function historyMutants(): Promise<readonly string[]> {
  if (Number(values['history-mutants']) === 0) return []
  const { mistake: name, seed } = values
  return await runMistakes({ engine: engineAsked(), name, seed: Number(seed) })
}

function engineAsked(): EngineName {
  const engine = engineNames.find((name) => name === values.engine)
  if (engine === undefined) throw testkitErrors.USAGE(`no engine "${values.engine}"`)
  return engine
}

/** The product, on both disks: no promise may be broken. */
async function kills(): Promise<readonly string[]> {
  const failures: string[] = []
  for (const disk of ['real', 'forgetful'] as const) {
    const count = Math.ceil(Number(values.kills) / 2)
    if (count === 0) continue
    const random = seededRandom(Number(values.seed))
    const { acknowledged, violations } = await killLoop({ kills: count, disk, random, tell })
    console.log(`${count} kills on the ${disk} disk: ${acknowledged} records acknowledged`)
    failures.push(...violations.slice(0, 10).map((violation) => `${disk} disk: ${violation}`))
  }
  return failures
}

/** The same with transactions: each must be kept as a whole, or not at all. */
async function transactionalKills(): Promise<readonly string[]> {
  const failures: string[] = []
  for (const disk of ['real', 'forgetful'] as const) {
    const count = Math.ceil(Number(values.kills) / 2)
    if (count === 0) continue
    const random = seededRandom(Number(values.seed))
    const result = await transactionalKillLoop({ kills: count, disk, random, tell })
    console.log(`${count} kills on the ${disk} disk: ${result.committed} transactions committed`)
    failures.push(...result.violations.slice(0, 10).map((what) => `${disk} disk: ${what}`))
  }
  return failures
}

/** The mistakes on purpose: each must be noticed, or the kill loops prove nothing. */
async function mutants(): Promise<readonly string[]> {
  if (Number(values.kills) === 0) return []
  const failures: string[] = []
  const tries = [
    ...mutantNames.map((mutant) => ({ mutant, loop: killLoop, whose: 'of records' })),
    ...unsynced.map((mutant) => ({
      ...{ mutant, loop: transactionalKillLoop, whose: 'of transactions' },
    })),
  ]
  for (const { mutant, loop, whose } of tries) {
    const noticed = await firstViolation(mutant, loop)
    const mistake = `the mistake "${mutant}" in the log ${whose}`
    if (noticed === undefined) failures.push(`${mistake} was not noticed`)
    else console.log(`${mistake} was noticed: ${noticed}`)
  }
  return failures
}

type KillLoop = (options: KillLoopOptions) => Promise<{ readonly violations: readonly string[] }>

/** Where a kill falls is chance, so a mistake may slip through one loop; not through all of them. */
async function firstViolation(mutant: MutantName, loop: KillLoop): Promise<string | undefined> {
  for (let attempt = 0; attempt < mutantAttempts; attempt += 1) {
    const random = seededRandom(Number(values.seed) + attempt)
    const { violations } = await loop({ kills: mutantKills, disk: 'forgetful', mutant, random })
    if (violations.length > 0) return violations[0]
  }
  return undefined
}

async function hostility(): Promise<readonly string[]> {
  const frames = Number(values.frames)
  if (frames === 0) return []
  const random = seededRandom(Number(values.seed))
  const result = await withEngine('barnabus', { settings: {} }, (engine) =>
    hostileRun(engine, { frames, random }),
  )
  const growth = Math.round(result.residentGrowthBytes / 1_000_000)
  const slowest = Math.round(result.slowestAnswerMs)
  console.log(`${result.frames} hostile frames: ${growth} MB more, slowest answer ${slowest} ms`)
  return result.residentGrowthBytes > residentGrowthMax ? [`${growth} MB were not given back`] : []
}

function tell(sentence: string): void {
  if (process.stdout.isTTY) console.log(sentence)
}
