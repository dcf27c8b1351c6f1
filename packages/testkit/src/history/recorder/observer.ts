import { setTimeout as sleep } from 'node:timers/promises'

import type { Random } from '@barnabus/base'

import type { Key } from '../model/operation.ts'
import { isAbsence } from './absence.ts'
import { committedOffsets, offsetFor } from './broker-questions.ts'
import type { Recorder, Told } from './recorder.ts'
import { ResponsibleNodes } from './responsible-nodes.ts'

const pauseMs = 50
const process = 'observer'

export interface ObserverOptions {
  readonly bootstrap: string
  readonly keys: readonly Key[]
  readonly groups: readonly string[]
  readonly random: Random
  readonly recorder: Recorder
}

/** Asks for committed offsets and for the ends of partitions, again and again, whatever happens. */
export async function observeUntil(
  signal: AbortSignal,
  { bootstrap, keys, groups, random, recorder }: ObserverOptions,
): Promise<void> {
  let nodes: ResponsibleNodes | undefined
  while (!signal.aborted) {
    try {
      nodes ??= await ResponsibleNodes.open(bootstrap)
      const open = nodes
      const [group, key] = [groups[random.below(groups.length)]!, keys[random.below(keys.length)]!]
      await recorder.attempt(process, () => committed(open, group, keys))
      await recorder.attempt(process, () => endOf(open, key, 'read_uncommitted'))
      await recorder.attempt(process, () => endOf(open, key, 'read_committed'))
    } catch (error) {
      if (!isAbsence(error)) throw error
      nodes?.close()
      nodes = undefined
    }
    await sleep(pauseMs)
  }
  nodes?.close()
}

/** One read of what a group has committed. */
export async function committed(
  nodes: ResponsibleNodes,
  group: string,
  keys: readonly Key[],
): Promise<Told | undefined> {
  const offsets = await committedOffsets(await nodes.coordinatorOf(group), group, keys)
  if (offsets === undefined) return undefined
  return { kind: 'committed', outcome: 'ok', committed: { group, offsets } }
}

async function endOf(
  nodes: ResponsibleNodes,
  key: Key,
  isolation: 'read_committed' | 'read_uncommitted',
): Promise<Told> {
  const offset = await offsetFor(await nodes.leaderOf(key), key, -1, isolation)
  const name = isolation === 'read_committed' ? 'lastStableOffset' : 'highWatermark'
  return { kind: 'watermarks', outcome: 'ok', key, [name]: offset }
}
