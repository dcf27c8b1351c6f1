/**
 * `npm run test:kafka`: what Barnabus' clients rely on holds on every engine, one node or three,
 * while a node is killed, without it, and when it is back.
 *
 *   --engine NAME   only this one; may be repeated
 *   --only TEXT     only what has this in its title
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { isOperatingError, systemClock } from '@barnabus/base'

import { clients } from '../clients/clients.ts'
import { partitionCount } from '../clients/test-records.ts'
import { prepareToolchains, type CommandOf } from '../clients/toolchains.ts'
import { eagerCleaner } from '../compacted-topic.ts'
import { engineNames, type Engine, type EngineName } from '../engines/engine.ts'
import { whatIsLeft } from '../engines/traces/traces.ts'
import { waysToEnd } from '../engines/traces/ways-to-end.ts'
import { withEngine } from '../engines/with-engine.ts'
import { clientColumn, passClientSuite } from './client-suite.ts'
import { stories } from './index.ts'
import { mustTellNothingWrong } from './our-client-in-histories.ts'
import { workWhileNodesAreKilled } from './our-client-while-nodes-are-killed.ts'
import { holds, type Chapter } from './story.ts'
import { mustHaveEachNumberOnce, sendWhileANodeIsKilled } from './while-a-node-is-killed.ts'

const settingsOfSuites = {
  'num.partitions': String(partitionCount),
  // Records of tests may be years old; retention by time would be right to delete them.
  'log.retention.ms': '-1',
  'group.consumer.min.session.timeout.ms': '6000',
  'group.consumer.session.timeout.ms': '6000',
  'group.consumer.min.heartbeat.interval.ms': '500',
  'group.consumer.heartbeat.interval.ms': '500',
}
const settings = { ...settingsOfSuites, ...eagerCleaner }
let only = ''
const toolchains = ['kcat', 'java', 'python']

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { engine: { type: 'string', multiple: true }, only: { type: 'string', default: '' } },
  })
  only = values.only
  const engines = engineNames.filter((name) => values.engine?.includes(name) ?? true)
  holds(engines.length > 0, `the engines are ${engineNames.join(', ')}`)
  const commandOf = await prepareToolchains(
    clients.filter(({ toolchain }) => toolchains.includes(toolchain)),
  )
  for (const name of engines) {
    await withEngine(name, { settings }, (engine) => tellAll(engine, commandOf))
    // With Barnabus they pass in `npm test`, which gives each file a broker of its own.
    if (name !== 'barnabus') {
      await withEngine(name, { settings: settingsOfSuites }, (engine) => passSuites(engine))
    }
    for (const mix of ['ours', 'ours-subscribed'] as const) {
      const title = `${name}: our client is told nothing wrong while nodes are harmed, ${mix}`
      await told(title, () => mustTellNothingWrong(name, mix))
    }
    await told(`${name}: nothing is left behind when its user is killed`, () => mustVanish(name))
  }
}

async function tellAll(engine: Engine, commandOf: CommandOf): Promise<void> {
  const { title } = engine
  const say = (what: string, story: () => Promise<void>) => told(`${title}: ${what}`, story)
  await tellStories(engine, 'all-up', commandOf)
  await say('a node is killed while records are sent', () => sendWhileANodeIsKilled(engine))
  await say('each of them is there once', () => mustHaveEachNumberOnce(engine))
  await tellStories(engine, 'after-a-kill', commandOf)
  if (engine.nodes.some(({ isRunning }) => !isRunning)) await engine.start()
  await say('all nodes are back, each is there once', () => mustHaveEachNumberOnce(engine))
  await say('our client works on while nodes are killed', () => workWhileNodesAreKilled(engine))
}

/** They leave so many partitions that a cluster of their own is sooner there than another's restart. */
async function passSuites(engine: Engine): Promise<void> {
  for (const name of clientColumn) {
    await told(`${engine.title}: the tests of our own ${name} pass`, () =>
      passClientSuite(engine, name),
    )
  }
}

async function tellStories(engine: Engine, chapter: Chapter, commandOf: CommandOf): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'stories-'))
  try {
    for (const { title, tell } of stories) {
      const stage = { engine, chapter, directory, commandOf }
      await told(`${engine.title}, ${chapter}: ${title}`, () => tell(stage))
    }
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

async function mustVanish(name: EngineName): Promise<void> {
  const traces = await waysToEnd['the user is killed']?.(name)
  const left = await whatIsLeft(traces ?? [])
  holds(traces !== undefined && left.length === 0, left.join(', '))
}

async function told(title: string, story: () => Promise<void>): Promise<void> {
  if (!title.includes(only)) return
  const startedAtMs = systemClock.monotonicMs()
  await story()
  const seconds = (systemClock.monotonicMs() - startedAtMs) / 1000
  console.log(`${seconds.toFixed(1).padStart(6)} s  ${title}`)
}

try {
  await main()
} catch (error) {
  if (!isOperatingError(error)) throw error
  console.error(error.message)
  process.exitCode = 1
}
