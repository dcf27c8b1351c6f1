import { setTimeout as sleep } from 'node:timers/promises'

import { systemClock } from '@barnabus/base'
import type { Uuid } from '@barnabus/protocol'

import { prepareToolchains, type CommandOf } from '../../clients/toolchains.ts'
import { withEngine } from '../../engines/with-engine.ts'
import type { Engine, EngineName } from '../../engines/engine.ts'
import { RawConnection } from '../../raw-connection.ts'
import { seededRandom } from '../../seeded-random.ts'
import { TcpProxy, type Passage } from '../../tcp-proxy.ts'
import { aside } from '../lies/aside.ts'
import type { Lie } from '../lies/lie.ts'
import { lyingPassage } from '../lies/lying-passage.ts'
import { nodeArgsOf, type SourceMutant } from '../mutants/source-mutants.ts'
import type { Operation } from '../model/operation.ts'
import { answerTap } from './answer-tap.ts'
import { makeTopic } from './broker-questions.ts'
import { readAtLast } from './final-reads.ts'
import { Frontier } from './frontier.ts'
import { keyOf } from './keys.ts'
import { LateRequests } from './late-requests.ts'
import { mixes, type MixName } from './mixes.ts'
import { faultNames, portOf, tormentUntil, type FaultName } from './nemesis.ts'
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
  readonly mutant?: SourceMutant
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
const impatience: Readonly<Partial<Record<EngineName, Readonly<Record<string, string>>>>> = {
  'apache-kafka': {
    'broker.session.timeout.ms': '1500',
    'broker.heartbeat.interval.ms': '300',
  },
}

/**
 * Lets real clients work on a broker while it is killed and paused, connections are cut and clients
 * crash, and takes down what they did and what became of it.
 */
export async function recordHistory(options: HistoryOptions): Promise<readonly Operation[]> {
  const commandOf = await prepareToolchains(mixes[options.mix].map(({ client }) => client))
  const [recorder, frontier] = [new Recorder(systemClock), new Frontier(keysOf(partitions))]
  let topicId: Uuid | undefined
  const late = new LateRequests()
  let bootstrap = ''
  const proxy = await TcpProxy.open(() => {
    const watched = inARow(
      answerTap(recorder, systemClock, () => topicId),
      late.watch(),
    )
    if (options.lie === undefined) return watched
    const turn = { random: seededRandom(options.seed), aside: aside(() => bootstrap) }
    return inARow(watched, lyingPassage(options.lie, turn))
  })
  const nodeArgs = options.mutant === undefined ? [] : nodeArgsOf(options.mutant)
  const settings = {
    ...soonMissed,
    ...impatience[options.engine],
    // Clients are told to come by way of the proxy, which is where harm can be done.
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${proxy.port}`,
  }
  try {
    return await withEngine(options.engine, { settings, nodeArgs }, async (engine) => {
      bootstrap = engine.bootstrap
      proxy.leadTo(portOf(bootstrap))
      const connection = await RawConnection.open(engine.bootstrap)
      topicId = await makeTopic(connection, partitions)
      connection.close()
      await work({ ...options, engine, proxy, late, recorder, frontier, commandOf })
      return recorder.operations
    })
  } finally {
    await proxy.close()
  }
}

interface Stage extends Omit<HistoryOptions, 'engine'> {
  readonly engine: Engine
  readonly proxy: TcpProxy
  readonly late: LateRequests
  readonly recorder: Recorder
  readonly frontier: Frontier
  readonly commandOf: CommandOf
}

async function work(stage: Stage): Promise<void> {
  const { engine, proxy, late, recorder, frontier, commandOf, seed, durationMs } = stage
  const { faults = faultNames, quietMsMax = 3_000 } = stage
  const bootstrap = `127.0.0.1:${proxy.port}`
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
  const observed = { bootstrap: engine.bootstrap, keys: frontier.keys, groups, recorder }
  const working = slots.map((slot) => slot.run())
  await Promise.race([Promise.all(slots.map(({ ready }) => ready)), ...working])
  const running = [
    ...working,
    observeUntil(over.signal, { ...observed, random: seededRandom(seed - 1) }),
    tormentUntil(over.signal, { engine, proxy, late, slots, random, recorder, faults, quietMsMax }),
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

/** Client, `near`, `far`, server. */
function inARow(near: Passage, far: Passage): Passage {
  return {
    *toServer(bytes) {
      for (const some of near.toServer(bytes)) yield* far.toServer(some)
    },
    *toClient(bytes) {
      for (const some of far.toClient(bytes)) yield* near.toClient(some)
    },
  }
}
