import { setTimeout as sleep } from 'node:timers/promises'

import { isOperatingError, type Random } from '@barnabus/base'

import { RawConnection } from '../../raw-connection.ts'
import type { Key } from '../model/operation.ts'
import { committedOffsets, offsetFor } from './broker-questions.ts'
import type { Recorder, Told } from './recorder.ts'

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
  let connection: RawConnection | undefined
  while (!signal.aborted) {
    try {
      connection ??= await RawConnection.open(bootstrap)
      const open = connection
      const [group, key] = [groups[random.below(groups.length)]!, keys[random.below(keys.length)]!]
      await recorder.attempt(process, () => committed(open, group, keys))
      await recorder.attempt(process, () => endOf(open, key, 'read_uncommitted'))
      await recorder.attempt(process, () => endOf(open, key, 'read_committed'))
    } catch (error) {
      if (!isAbsence(error)) throw error
      connection?.close()
      connection = undefined
    }
    await sleep(pauseMs)
  }
  connection?.close()
}

/** One read of what a group has committed. */
export async function committed(
  connection: RawConnection,
  group: string,
  keys: readonly Key[],
): Promise<Told | undefined> {
  const offsets = await committedOffsets(connection, group, keys)
  if (offsets === undefined) return undefined
  return { kind: 'committed', outcome: 'ok', committed: { group, offsets } }
}

async function endOf(
  connection: RawConnection,
  key: Key,
  isolation: 'read_committed' | 'read_uncommitted',
): Promise<Told> {
  const offset = await offsetFor(connection, key, -1, isolation)
  const name = isolation === 'read_committed' ? 'lastStableOffset' : 'highWatermark'
  return { kind: 'watermarks', outcome: 'ok', key, [name]: offset }
}

/** The broker is down, or starting: nothing was learned, and that is all. */
function isAbsence(error: unknown): boolean {
  if (isOperatingError(error)) return true
  return error instanceof Error && 'code' in error // A connection that was refused or reset.
}
