import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'

import { isOperatingError, systemClock, type Random } from '@barnabus/base'

import { asking } from '../asking.ts'
import { freePorts } from '../engines/free-ports.ts'
import type { ServerProcess } from '../engines/server-process.ts'
import { endsOf } from '../groups/group-questions.ts'
import { createTopic } from '../raw-topics.ts'
import { readCommitted } from '../transactions/read-committed.ts'
import type { Violation } from './acknowledged.ts'
import { shownTwice, whatIsWrongWithTransactions } from './kept-transactions.ts'
import type { KillLoopOptions } from './kill-loop.ts'
import { lifeMsMax, reasonOf, startBrokerUnderTest } from './start-broker-under-test.ts'
import { TransactionalProducer } from './transactional-producer.ts'

export interface TransactionalKillLoopResult {
  /** How many transactions were acknowledged as committed. */
  readonly committed: number
  readonly violations: readonly Violation[]
}

const topic = 'transactional-kills'
const producersCount = 4
const partitionCount = 2 // All write to both, so that their transactions cross.
const stableMsMax = 1_000
const pollMs = 20

/**
 * Kills the broker under four transactional producers, again and again. After each kill all of them
 * begin again, and nothing may stay open; at the end each transaction must have been kept as a whole.
 */
export async function transactionalKillLoop(
  options: KillLoopOptions,
): Promise<TransactionalKillLoopResult> {
  const directory = await mkdtemp(join(tmpdir(), 'transactional-kill-loop-'))
  const [port] = await freePorts(1)
  const bootstrap = `127.0.0.1:${port}`
  const start = (): Promise<ServerProcess> =>
    startBrokerUnderTest({ ...options, directory, port: port! })
  const producers = producersAt(bootstrap, options.random)
  try {
    const violations = await killOften({ ...options, bootstrap, start, producers })
    return { committed: committedBy(producers), violations }
  } finally {
    for (const producer of producers) producer.close()
    await rm(directory, { recursive: true, force: true })
  }
}

function producersAt(bootstrap: string, random: Random): readonly TransactionalProducer[] {
  return Array.from({ length: producersCount }, (_, index) => {
    const protocol = index % 2 === 0 ? 1 : 2
    const where = { bootstrap, topic, partitionCount }
    return new TransactionalProducer({ ...where, name: `t${index}`, protocol, random })
  })
}

function committedBy(producers: readonly TransactionalProducer[]): number {
  return producers.reduce((sum, { committedCount }) => sum + committedCount, 0)
}

interface Stage extends KillLoopOptions {
  readonly bootstrap: string
  readonly start: () => Promise<ServerProcess>
  readonly producers: readonly TransactionalProducer[]
}

async function killOften(stage: Stage): Promise<readonly Violation[]> {
  const { bootstrap, start, producers, kills, tell = (): void => undefined } = stage
  let broker = await start()
  try {
    await createTopic(bootstrap, { name: topic, numPartitions: partitionCount })
    await beginAll(producers)
    for (let kill = 1; kill <= kills; kill += 1) {
      await liveUntilKilled(stage, broker)
      const refused = producers.flatMap(({ violations }) => violations)
      if (refused.length > 0) return refused
      broker = await start()
      await beginAll(producers)
      const open = await whatStaysOpen(bootstrap)
      if (open.length > 0) return open
      tell(`kill ${kill} of ${kills}: ${committedBy(producers)} transactions committed so far`)
    }
    return await whatIsWrongAtLast(bootstrap, producers)
  } catch (error) {
    if (!isOperatingError(error)) throw error
    return [`it does not go on: ${reasonOf(error)}`]
  } finally {
    await broker.kill()
  }
}

async function liveUntilKilled({ producers, random }: Stage, broker: ServerProcess): Promise<void> {
  const working = producers.map((producer) => producer.work())
  await sleep(random.below(random.below(3) === 0 ? lifeMsMax.long : lifeMsMax.short))
  await broker.kill()
  await Promise.all(working)
}

async function beginAll(producers: readonly TransactionalProducer[]): Promise<void> {
  await Promise.all(producers.map((producer) => producer.begin()))
}

/** Partitions in which readers of committed records are held up when no transaction is open. */
async function whatStaysOpen(bootstrap: string): Promise<readonly Violation[]> {
  const untilMs = systemClock.monotonicMs() + stableMsMax
  return await asking(bootstrap, async (connection) => {
    for (;;) {
      const stable = await endsOf(connection, topic, partitionCount, 'read_committed')
      const all = await endsOf(connection, topic, partitionCount)
      if (isDeepStrictEqual(stable, all)) return []
      if (systemClock.monotonicMs() > untilMs) {
        return [`nothing is open, and readers come to ${stable.join(', ')} of ${all.join(', ')}`]
      }
      await sleep(pollMs)
    }
  })
}

async function whatIsWrongAtLast(
  bootstrap: string,
  producers: readonly TransactionalProducer[],
): Promise<readonly Violation[]> {
  const seen = await allCommitted(bootstrap)
  const wrong = producers.flatMap(({ transactions }) =>
    whatIsWrongWithTransactions(transactions, seen),
  )
  return [...wrong, ...shownTwice(seen)]
}

async function allCommitted(bootstrap: string): Promise<readonly (readonly string[])[]> {
  return await asking(bootstrap, async (connection) => {
    const seen: (readonly string[])[] = []
    for (let partition = 0; partition < partitionCount; partition += 1) {
      const records = await readCommitted(connection, topic, partition)
      seen.push(records.map(({ value }) => value))
    }
    return seen
  })
}
