import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { systemClock, type Random } from '@barnabus/base'

import { freePorts } from '../engines/free-ports.ts'
import type { ServerProcess } from '../engines/server-process.ts'
import { createTopic } from '../raw-topics.ts'
import { violationsOf, type Acknowledged, type Violation } from './acknowledged.ts'
import { IdempotentProducer } from './idempotent-producer.ts'
import { readAll } from './read-all.ts'
import {
  lifeMsMax,
  reasonOf,
  startBrokerUnderTest,
  type BrokerUnderTest,
} from './start-broker-under-test.ts'

export interface KillLoopOptions extends Pick<BrokerUnderTest, 'disk' | 'mutant'> {
  readonly kills: number
  readonly random: Random
  /** Hears a sentence now and then. */
  readonly tell?: (sentence: string) => void
}

export interface KillLoopResult {
  readonly acknowledged: number
  readonly violations: readonly Violation[]
}

const topic = 'kills'
const producersCount = 4
const drainMsMax = 15_000

/**
 * Kills the broker under four idempotent producers, again and again, then reads everything and
 * compares it with what was acknowledged.
 */
export async function killLoop(options: KillLoopOptions): Promise<KillLoopResult> {
  const directory = await mkdtemp(join(tmpdir(), 'kill-loop-'))
  try {
    return await killLoopIn(directory, options)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

async function killLoopIn(directory: string, options: KillLoopOptions): Promise<KillLoopResult> {
  const { random, kills, tell = (): void => undefined } = options
  const [port] = await freePorts(1)
  const bootstrap = `127.0.0.1:${port}`
  const start = (): Promise<ServerProcess> =>
    startBrokerUnderTest({ ...options, directory, port: port! })

  let broker = await start()
  await createTopic(bootstrap, { name: topic, numPartitions: 2 })
  const producers = Array.from({ length: producersCount }, (_, index) => {
    // Two producers share a partition, so that their batches meet in one log.
    const partition = Math.floor(index / 2)
    return new IdempotentProducer({ name: `p${index}`, bootstrap, topic, partition, random })
  })
  const running = producers.map((producer) => producer.run())

  for (let kill = 1; kill <= kills; kill += 1) {
    await sleep(random.below(random.below(3) === 0 ? lifeMsMax.long : lifeMsMax.short))
    await broker.kill()
    try {
      broker = await start()
    } catch (error) {
      for (const producer of producers) producer.abandon()
      await Promise.all(running)
      return { acknowledged: 0, violations: [`it does not start again: ${reasonOf(error)}`] }
    }
    const acknowledged = producers.reduce((sum, { acknowledged: all }) => sum + all.length, 0)
    tell(`kill ${kill} of ${kills}: ${acknowledged} records acknowledged so far`)
    if (producers.some(({ violations }) => violations.length > 0)) break
  }
  for (const producer of producers) producer.stop()
  const patience = systemClock.after(drainMsMax, () => {
    for (const producer of producers) producer.abandon()
  })
  await Promise.all(running)
  patience.cancel()
  await broker.kill()
  broker = await start()
  const seen = [...(await readAll(bootstrap, topic, 0)), ...(await readAll(bootstrap, topic, 1))]
  await broker.stop()

  const acknowledged: readonly Acknowledged[] = producers.flatMap(
    (producer) => producer.acknowledged,
  )
  const refused = producers.flatMap(({ violations }) => violations)
  return {
    acknowledged: acknowledged.length,
    violations: [...refused, ...violationsOf(acknowledged, seen)],
  }
}
