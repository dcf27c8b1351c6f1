import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

import { systemClock } from '@barnabus/base'
import type { Uuid } from '@barnabus/protocol'

import { asking } from '../../asking.ts'
import { prepareToolchains, type CommandOf } from '../../clients/toolchains.ts'
import { withEngine } from '../../engines/with-engine.ts'
import { nodeCounts, type EngineName } from '../../engines/engine.ts'
import { flagOf, type SourceMistake } from '../../planted/source-mistake.ts'
import { makeTopic } from '../../raw-topics.ts'
import { seededRandom } from '../../seeded-random.ts'
import type { Passage } from '../../tcp-proxy.ts'
import { aside } from '../lies/aside.ts'
import type { Lie } from '../lies/lie.ts'
import { lyingPassage } from '../lies/lying-passage.ts'
import type { Operation } from '../model/operation.ts'
import { answerTap } from './answer-tap.ts'
import { readAtLast } from './final-reads.ts'
import { Frontier } from './frontier.ts'
import { Gate } from './gate.ts'
import { inARow } from './in-a-row.ts'
import { historyTopic, keyOf } from './keys.ts'
import { mixes, type MixName } from './mixes.ts'
import { faultNames, tormentUntil, type FaultName } from './nemesis.ts'
import { observeUntil } from './observer.ts'
import { Recorder } from './recorder.ts'
import { Slot } from './slot.ts'

export interface HistoryOptions {
  readonly engine: EngineName
  readonly mix: MixName
  readonly seed: number
  /** How long clients work and harm is done; starting and the final reads come on top. */
  readonly durationMs: number
  /** What harm is done; all kinds, if it is not said. */
  readonly faults?: readonly FaultName[]
  /** The longest time without harm. */
  readonly quietMsMax?: number
  /** What the proxy changes. */
  readonly lie?: Lie
  /** A mistake in the broker, which must be ours. */
  readonly mistake?: SourceMistake
}

const partitions = 4
const lastAnswerMsMax = 15_000

/** A member that crashed is held to be dead soon enough for others to read on. */
const soonMissed = {
  'group.consumer.min.session.timeout.ms': '6000',
  'group.consumer.session.timeout.ms': '6000',
  'group.consumer.min.heartbeat.interval.ms': '1000',
  'group.consumer.heartbeat.interval.ms': '1000',
}

/** Kafka's controller lets a broker that was killed come back once it is held to be dead. */
const impatient = {
  'broker.session.timeout.ms': '1500',
  'broker.heartbeat.interval.ms': '300',
}

const impatience: Readonly<Record<EngineName, Readonly<Record<string, string>>>> = {
  barnabus: {},
  'apache-kafka': impatient,
  'apache-kafka-3': impatient,
}

/** What came of it. */
export interface RecordedHistory {
  readonly operations: readonly Operation[]
  /** Everything that the nodes printed. */
  readonly output: string
}

/**
 * Lets real clients work on an engine while its nodes are killed and paused, connections are cut and
 * clients crash, and takes down what they did and what became of it.
 */
export async function recordHistory(options: HistoryOptions): Promise<RecordedHistory> {
  const commandOf = await prepareToolchains(mixes[options.mix].map(({ client }) => client))
  const [recorder, frontier] = [new Recorder(systemClock), new Frontier(keysOf(partitions))]
  let topicId: Uuid | undefined
  const tap = (): Passage => answerTap(recorder, systemClock, () => topicId)
  const gates = await gatesFor(options, tap)
  const nodeArgs = options.mistake === undefined ? [] : [flagOf(options.mistake)]
  const settings = { ...soonMissed, ...impatience[options.engine] }
  const advertisedPorts = gates.map(({ port }) => port)
  try {
    const how = { settings, nodeArgs, advertisedPorts }
    return await withEngine(options.engine, how, async ({ nodes }) => {
      for (const [index, node] of nodes.entries()) gates[index]!.leadTo(node)
      const configs = { 'segment.bytes': '1048576' }
      const topic = { name: historyTopic, numPartitions: partitions, configs }
      topicId = await asking(nodes[0]!.bootstrap, (connection) => makeTopic(connection, topic))
      await work({ ...options, gates, recorder, frontier, commandOf })
      const printed = await Promise.all(nodes.map((node) => readFile(node.outputPath, 'utf8')))
      return { operations: recorder.operations, output: printed.join('') }
    })
  } finally {
    for (const gate of gates) await gate.close()
  }
}

/** One for each node, watched by `tap`; if a lie is told, then at all of them. */
async function gatesFor(
  { engine, lie, seed }: HistoryOptions,
  tap: () => Passage,
): Promise<readonly Gate[]> {
  const gates: Gate[] = []
  for (let index = 0; index < nodeCounts[engine]; index += 1) {
    const gate = await Gate.open(() => {
      if (lie === undefined) return tap()
      const turn = { random: seededRandom(seed), aside: aside(() => gate.node.bootstrap) }
      return inARow(tap(), lyingPassage(lie, turn))
    })
    gates.push(gate)
  }
  return gates
}

interface Stage extends Omit<HistoryOptions, 'engine'> {
  readonly gates: readonly Gate[]
  readonly recorder: Recorder
  readonly frontier: Frontier
  readonly commandOf: CommandOf
}

async function work(stage: Stage): Promise<void> {
  const { gates, recorder, frontier, commandOf, seed, durationMs } = stage
  const { faults = faultNames, quietMsMax = 3_000 } = stage
  const bootstrap = gates.map(({ port }) => `127.0.0.1:${port}`).join(',')
  const random = seededRandom(seed)
  const slots = mixes[stage.mix].map(({ client, isTransactional, member }, index) => {
    const name = `${client.name}-${index}`
    const [command, nowMs] = [commandOf(client), () => systemClock.nowMs()]
    const own = seededRandom(seed + 1 + index)
    const rest = {
      client,
      command,
      isTransactional,
      member,
      bootstrap,
      recorder,
      frontier,
      nowMs,
    }
    return new Slot({ ...rest, name, random: own })
  })
  const groups = [...new Set(slots.map(({ group }) => group))]
  const over = new AbortController()
  const observed = { bootstrap, keys: frontier.keys, groups, recorder }
  const working = slots.map((slot) => slot.run())
  await Promise.race([Promise.all(slots.map(({ ready }) => ready)), ...working])
  const running = [
    ...working,
    observeUntil(over.signal, { ...observed, random: seededRandom(seed - 1) }),
    tormentUntil(over.signal, { gates, slots, random, recorder, faults, quietMsMax }),
  ]
  await Promise.race([sleep(durationMs), ...running])
  over.abort()
  for (const slot of slots) slot.stop()
  const patience = systemClock.after(lastAnswerMsMax, () => {
    for (const slot of slots) void slot.crash()
  })
  await Promise.all(running)
  patience.cancel()
  const clients = [...new Set(mixes[stage.mix].map(({ client }) => client))]
  await readAtLast({ bootstrap, clients, commandOf, frontier, groups, recorder, random })
}

function keysOf(count: number): readonly string[] {
  return Array.from({ length: count }, (_, partition) => keyOf(partition))
}
