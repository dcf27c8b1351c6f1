import { setTimeout as sleep } from 'node:timers/promises'

import type { Random } from '@barnabus/base'

import type { EngineNode } from '../../engines/engine.ts'
import type { Gate } from './gate.ts'
import type { Recorder } from './recorder.ts'
import type { Slot } from './slot.ts'

export interface Nemesis {
  /** Of all nodes; harm is done to one at a time, and it is back before it is done to the next. */
  readonly gates: readonly Gate[]
  readonly slots: readonly Slot[]
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

/** What harm is done to, and what chance decides about it. */
interface Victims {
  readonly gate: Gate
  readonly node: EngineNode
  readonly slot: Slot
  readonly random: Random
}

const inflict: Readonly<Record<FaultName, (victims: Victims) => Promise<void>>> = {
  'kill -9 of the broker': async ({ node }) => {
    await node.kill()
    await node.start()
  },
  'pause of the broker': async ({ node, random }) => {
    process.kill(node.processId!, 'SIGSTOP')
    await sleep(random.below(4) === 0 ? longPauseMs : random.below(shortPauseMsMax))
    process.kill(node.processId!, 'SIGCONT')
  },
  'all connections cut': async ({ gate }) => gate.cut(),
  'some connections cut': async ({ gate, random }) => gate.cut(() => random.below(2) === 0),
  'requests that come again': async ({ gate, random }) => gate.sendAgain(random),
  'crash of a client': async ({ slot }) => slot.crash(),
}

/** Does harm from time to time. Whatever it has begun is over when it returns. */
export async function tormentUntil(signal: AbortSignal, nemesis: Nemesis): Promise<void> {
  const { random, recorder, faults, quietMsMax, gates, slots } = nemesis
  while (!signal.aborted) {
    const quietMs = quietMsMax / 6 + random.below(quietMsMax)
    await sleep(quietMs, undefined, { signal }).catch(() => {
      // Told to end: no more harm.
    })
    if (signal.aborted) return
    const name = faults[random.below(faults.length)]
    if (name === undefined) continue
    const index = random.below(gates.length)
    const [gate, slot] = [gates[index]!, slots[random.below(slots.length)]!]
    const isOfNode = gates.length > 1 && name !== 'crash of a client'
    const where = isOfNode ? ` (node ${index + 1})` : ''
    await recorder.attempt('nemesis', async () => {
      await inflict[name]({ gate, node: gate.node, slot, random })
      return { kind: 'fault', outcome: 'ok', name: `${name}${where}` }
    })
  }
}
