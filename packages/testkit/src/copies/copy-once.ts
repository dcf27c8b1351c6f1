import { setTimeout as sleep } from 'node:timers/promises'

import { systemClock } from '@barnabus/base'

import { asking } from '../asking.ts'
import type { ClientCommand } from '../clients/toolchains.ts'
import type { Engine } from '../engines/engine.ts'
import { withEngine } from '../engines/with-engine.ts'
import { seededRandom } from '../seeded-random.ts'
import { holds } from '../stories/story.ts'
import type { CopiesOptions } from './copiers.ts'
import { CopierProcess } from './copier-process.ts'
import { whatIsWrongWith } from './copy-check.ts'
import { copyIn, isCopied, names, sourceOf, writeSource, type Numbers } from './topics.ts'

interface CopyOptions extends CopiesOptions {
  readonly command: ClientCommand
  /** What the copiers do wrong, to be noticed. */
  readonly mistake?: string
}

export interface CopyResult {
  readonly facts: string
  readonly wrong: readonly string[]
}

const settings = {
  'group.initial.rebalance.delay.ms': '0',
  'group.min.session.timeout.ms': '1000',
}
const copierCount = 2
const pauseInTransactionMs = 400 // So most kills fall into an open transaction.
const killsMin = 4
const recordsPerKill = 8_000
const lifeMs = { min: 500, spread: 3_000 }
const patienceMs = 300_000

/** Copies a topic on a broker of its own. */
export function copyOnce(options: CopyOptions): Promise<CopyResult> {
  return withEngine(options.engine, { settings }, async (engine) => {
    const source = sourceOf(options.records)
    await asking(engine.bootstrap, (connection) => writeSource(connection, source))
    const startedAtMs = systemClock.monotonicMs()
    const copiers = startCopiers(engine, options)
    try {
      const kills = await killUntilCopied({ engine, copiers, source, options })
      const seconds = Math.round((systemClock.monotonicMs() - startedAtMs) / 1000)
      const copy = await asking(engine.bootstrap, copyIn)
      const facts = `${options.records} records in ${seconds} s, ${kills}`
      return { facts, wrong: whatIsWrongWith(copy, source) }
    } finally {
      await Promise.all(copiers.map((copier) => copier.close()))
    }
  })
}

function startCopiers(
  { bootstrap }: Engine,
  { command, transactionSize, mistake }: CopyOptions,
): readonly CopierProcess[] {
  const common = [
    ...['--bootstrap', bootstrap, '--source', names.source, '--topic', names.topic],
    ...['--group', names.group, '--transaction-size', String(transactionSize)],
    ...['--pause-ms', String(pauseInTransactionMs)],
    ...(mistake === undefined ? [] : ['--mistake', mistake]),
  ]
  return Array.from({ length: copierCount }, (_, number) => {
    const args = [...common, '--transactional-id', `copier-${number}`]
    return new CopierProcess({ command, args })
  })
}

interface Copying {
  readonly engine: Engine
  readonly copiers: readonly CopierProcess[]
  readonly source: Numbers
  readonly options: CopyOptions
}

/** Kills one after the other of copiers and broker; tells how many of them. */
async function killUntilCopied({ engine, copiers, source, options }: Copying): Promise<string> {
  const random = seededRandom(options.seed)
  const killsMax = Math.max(killsMin, Math.ceil(options.records / recordsPerKill))
  const untilMs = systemClock.monotonicMs() + patienceMs
  const killed = { copiers: 0, broker: 0 }
  while (!(await isCopied(engine.bootstrap, source))) {
    const said = copiers.map((copier) => copier.said).join('\n')
    holds(systemClock.monotonicMs() < untilMs, `it is never copied; the copiers said ${said}`)
    await sleep(lifeMs.min + random.below(lifeMs.spread))
    if (killed.copiers + killed.broker >= killsMax) continue
    const copier = copiers[random.below(copierCount + 1)]
    if (copier === undefined) {
      await engine.kill()
      await engine.start()
      killed.broker += 1
    } else {
      copier.kill()
      killed.copiers += 1
    }
  }
  return `${killed.copiers} copiers and ${killed.broker} brokers killed`
}
