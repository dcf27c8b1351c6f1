import { setTimeout as sleep } from 'node:timers/promises'

import { isOperatingError, systemClock, type Random } from '@barnabus/base'

import type { CommandOf } from '../../clients/toolchains.ts'
import { RawConnection } from '../../raw-connection.ts'
import { recordsPolledBy } from '../model/indexed-history.ts'
import type { Key } from '../model/operation.ts'
import { offsetFor, storedLog } from './broker-questions.ts'
import { ClientProcess } from './client-process.ts'
import type { Frontier } from './frontier.ts'
import type { HistoryClient } from './history-clients.ts'
import { byPartition, historyTopic } from './keys.ts'
import { committed } from './observer.ts'
import type { Recorder } from './recorder.ts'
import { toldWork } from './told-work.ts'

const stableMsMax = 40_000
const askAgainMs = 100
const readMsMax = 60_000
const patienceMs = 60_000
const pollMs = 500
const timesAsked = 20

export interface FinalReads {
  readonly bootstrap: string
  readonly clients: readonly HistoryClient[]
  readonly commandOf: CommandOf
  readonly frontier: Frontier
  readonly groups: readonly string[]
  readonly recorder: Recorder
  readonly random: Random
}

/**
 * Reads everything, once nothing changes any more: fresh clients from the start to the highest offset
 * that anybody has seen, then the logs as they are stored, committed offsets, and offsets by time.
 */
export async function readAtLast(options: FinalReads): Promise<void> {
  const connection = await RawConnection.open(options.bootstrap)
  try {
    await untilStable(connection, options.frontier.keys)
    await Promise.all(options.clients.map((client) => readWith(client, options)))
    for (const key of options.frontier.keys) await readStored(connection, key, options)
    for (const group of options.groups) {
      const { recorder, frontier } = options
      await recorder.attempt('final', () => committed(connection, group, frontier.keys))
    }
  } finally {
    connection.close()
  }
}

/** Waits until no transaction is open; that one hangs is found in what is read then. */
async function untilStable(connection: RawConnection, keys: readonly Key[]): Promise<void> {
  const end = systemClock.monotonicMs() + stableMsMax
  for (const key of keys) {
    while (systemClock.monotonicMs() < end && !(await isStable(connection, key))) {
      await sleep(askAgainMs)
    }
  }
}

async function isStable(connection: RawConnection, key: Key): Promise<boolean> {
  try {
    const stable = await offsetFor(connection, key, -1, 'read_committed')
    return stable === (await offsetFor(connection, key, -1))
  } catch (error) {
    if (isOperatingError(error, 'TESTKIT_BROKER_REFUSED')) return false // It has just started.
    throw error
  }
}

async function readWith(client: HistoryClient, options: FinalReads): Promise<void> {
  const { bootstrap, commandOf, frontier, recorder } = options
  const name = `final-${client.name}`
  const args = ['--bootstrap', bootstrap, '--topic', historyTopic, '--group', name]
  const process = await ClientProcess.start(commandOf(client), args, patienceMs)
  const missing = new Map(frontier.keys.map((key) => [key, frontier.highest(key)]))
  const from = Object.fromEntries(frontier.keys.map((key) => [key, 0]))
  await recorder.attempt(name, async () => {
    await process.ask({ do: 'assign', from: byPartition(from) }, patienceMs)
    return { kind: 'assign', outcome: 'ok', from }
  })
  const end = systemClock.monotonicMs() + readMsMax
  while ([...missing.values()].some((offset) => offset >= 0)) {
    if (systemClock.monotonicMs() > end) break // What was not read is found to be unseen.
    const command = { do: 'poll', steps: [{ poll: pollMs }], offsets: false } as const
    const told = await recorder.attempt(name, async () =>
      toldWork(command, await process.ask(command, patienceMs), name),
    )
    for (const { key, offset } of recordsPolledBy(told)) {
      if (offset >= missing.get(key)!) missing.set(key, -1)
    }
  }
  await process.kill()
}

async function readStored(
  connection: RawConnection,
  key: Key,
  { recorder, random }: FinalReads,
): Promise<void> {
  const log = await recorder.attempt('final', async () => ({
    outcome: 'ok' as const,
    ...(await storedLog(connection, key)),
  }))
  const times = log.batches.flatMap(({ records }) => records).map(({ timestamp }) => timestamp)
  if (times.length === 0) return
  for (let asked = 0; asked < timesAsked; asked += 1) {
    const timestamp = times[random.below(times.length)]! + random.below(3) - 1
    await recorder.attempt('final', async () => {
      const offset = await offsetFor(connection, key, timestamp)
      return { kind: 'offset-for-time', outcome: 'ok', key, timestamp, offset }
    })
  }
}
