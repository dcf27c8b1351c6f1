import { setTimeout as sleep } from 'node:timers/promises'

import { systemClock, type Random } from '@barnabus/base'

import type { CommandOf } from '../../clients/toolchains.ts'
import { recordsPolledBy } from '../model/indexed-history.ts'
import type { Key } from '../model/operation.ts'
import { lastReaderPrefix } from '../properties/last-reads.ts'
import { offsetFor, storedLog } from './broker-questions.ts'
import { ClientProcess } from './client-process.ts'
import type { Frontier } from './frontier.ts'
import type { HistoryClient } from './history-clients.ts'
import { byPartition, historyTopic } from './keys.ts'
import { committed } from './observer.ts'
import type { Recorder } from './recorder.ts'
import { toldWork } from './told-work.ts'
import { untilAnswered } from './until-answered.ts'

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
  const { bootstrap, clients, frontier, groups, recorder } = options
  for (const key of frontier.keys) await untilStable(bootstrap, key)
  await Promise.all(clients.map((client) => readWith(client, options)))
  for (const key of frontier.keys) await readStored(key, options)
  for (const group of groups) {
    await untilAnswered(bootstrap, (nodes) =>
      recorder.attempt('final', () => committed(nodes, group, frontier.keys)),
    )
  }
}

/** Waits until no transaction is open; that one hangs is found in what is read then. */
async function untilStable(bootstrap: string, key: Key): Promise<void> {
  const end = systemClock.monotonicMs() + stableMsMax
  while (systemClock.monotonicMs() < end && !(await isStable(bootstrap, key))) {
    await sleep(askAgainMs)
  }
}

async function isStable(bootstrap: string, key: Key): Promise<boolean> {
  return await untilAnswered(bootstrap, async (nodes) => {
    const leader = await nodes.leaderOf(key)
    const stable = await offsetFor(leader, key, -1, 'read_committed')
    return stable === (await offsetFor(leader, key, -1))
  })
}

async function readWith(client: HistoryClient, options: FinalReads): Promise<void> {
  const { bootstrap, commandOf, frontier, recorder } = options
  const name = lastReaderPrefix + client.name
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
    if (systemClock.monotonicMs() > end) break // What was not read is found then.
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

async function readStored(key: Key, { bootstrap, recorder, random }: FinalReads): Promise<void> {
  const log = await untilAnswered(bootstrap, (nodes) =>
    recorder.attempt('final', async () => {
      const stored = await storedLog(await nodes.leaderOf(key), key)
      return { outcome: 'ok' as const, ...stored }
    }),
  )
  const times = log.batches.flatMap(({ records }) => records).map(({ timestamp }) => timestamp)
  if (times.length === 0) return
  for (let asked = 0; asked < timesAsked; asked += 1) {
    const timestamp = times[random.below(times.length)]! + random.below(3) - 1
    await untilAnswered(bootstrap, (nodes) =>
      recorder.attempt('final', async () => {
        const offset = await offsetFor(await nodes.leaderOf(key), key, timestamp)
        return { kind: 'offset-for-time', outcome: 'ok', key, timestamp, offset }
      }),
    )
  }
}
