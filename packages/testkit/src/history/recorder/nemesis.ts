import { setTimeout as sleep } from 'node:timers/promises'

import type { Random } from '@barnabus/base'

import type { Engine } from '../../engines/engine.ts'
import type { TcpProxy } from '../../tcp-proxy.ts'
import type { LateRequests } from './late-requests.ts'
import type { Recorder } from './recorder.ts'
import type { Slot } from './slot.ts'

export interface Nemesis {
  readonly engine: Engine
  readonly proxy: TcpProxy
  readonly slots: readonly Slot[]
  readonly late: LateRequests
  readonly random: Random
  readonly recorder: Recorder
  readonly faults: readonly FaultName[]
  /** The longest time between the end of one and the beginning of the next. */
  readonly quietMsMax: number
}

const shortPauseMsMax = 1_500
const longPauseMs = 5_000 // Longer than clients wait for an answer.

export const faultNames = [
  'kill -9 of the broker',
  'pause of the broker',
  'all connections cut',
  'some connections cut',
  'requests that come again',
  'crash of a client',
] as const

export type FaultName = (typeof faultNames)[number]

const inflict: Readonly<Record<FaultName, (nemesis: Nemesis) => Promise<void>>> = {
  'kill -9 of the broker': async ({ engine }) => {
    await engine.kill()
    await engine.start()
  },
  'pause of the broker': async ({ engine, random }) => {
    process.kill(engine.processId!, 'SIGSTOP')
    await sleep(random.below(4) === 0 ? longPauseMs : random.below(shortPauseMsMax))
    process.kill(engine.processId!, 'SIGCONT')
  },
  'all connections cut': async ({ proxy }) => proxy.cut(),
  'some connections cut': async ({ proxy, random }) => proxy.cut(() => random.below(2) === 0),
  'requests that come again': async ({ engine, late, random }) =>
    late.sendAgain(portOf(engine.bootstrap), random),
  'crash of a client': async ({ slots, random }) => slots[random.below(slots.length)]!.crash(),
}

/** Does harm from time to time. Whatever it has begun is over when it returns. */
export async function tormentUntil(signal: AbortSignal, nemesis: Nemesis): Promise<void> {
  const { random, recorder, faults, quietMsMax } = nemesis
  while (!signal.aborted) {
    const quietMs = quietMsMax / 6 + random.below(quietMsMax)
    await sleep(quietMs, undefined, { signal }).catch(() => {
      // Told to end: no more harm.
    })
    if (signal.aborted) return
    const name = faults[random.below(faults.length)]
    if (name === undefined) continue
    await recorder.attempt('nemesis', async () => {
      await inflict[name](nemesis)
      return { kind: 'fault', outcome: 'ok', name }
    })
  }
}

/** Of `host:port`. */
export function portOf(bootstrap: string): number {
  return Number(bootstrap.slice(bootstrap.lastIndexOf(':') + 1))
}
