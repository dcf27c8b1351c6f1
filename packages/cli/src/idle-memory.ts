import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

import type { Clock, Timer } from '@barnabus/base'
import type { RunningBroker } from '@barnabus/broker'

const lookEveryMs = 10_000
const idleCpuMsMax = 100
const worthCollectingBytes = 8_000_000

/** What the process has used: CPU since its start, memory now. */
export interface ProcessUse {
  readonly cpuMs: number
  readonly residentBytes: number
}

export interface IdleMemoryOptions {
  readonly clock: Clock
  readonly use: () => ProcessUse
  /** Gives back to the system what the process does not need. */
  readonly collect: () => void
}

/**
 * Makes a process small again when the load is over.
 *
 * V8 collects because memory is asked for. A process that nobody asks anything keeps what its last
 * burst took, young generation and garbage alike, for as long as it stays idle.
 */
export class IdleMemory {
  readonly #options: IdleMemoryOptions
  #timer: Timer
  #cpuMs: number
  #restingBytes: number

  constructor(options: IdleMemoryOptions) {
    this.#options = options
    const { cpuMs, residentBytes } = options.use()
    this.#cpuMs = cpuMs
    this.#restingBytes = residentBytes
    this.#timer = this.#lookLater()
  }

  stop(): void {
    this.#timer.cancel()
  }

  #lookLater(): Timer {
    return this.#options.clock.after(lookEveryMs, () => this.#look())
  }

  #look(): void {
    const { use, collect } = this.#options
    const { cpuMs, residentBytes } = use()
    const wasIdle = cpuMs - this.#cpuMs <= idleCpuMsMax
    if (wasIdle && residentBytes - this.#restingBytes >= worthCollectingBytes) {
      collect()
      this.#restingBytes = use().residentBytes
    }
    this.#cpuMs = use().cpuMs
    this.#timer = this.#lookLater()
  }
}

/** Watches over the process of a broker. Only for one that is its alone: the pause is everybody's. */
export function watchIdleMemory(clock: Clock, broker: RunningBroker): IdleMemory {
  const collectGarbage = garbageCollector()
  const collect = (): void => {
    broker.giveUpCaches()
    collectGarbage()
  }
  return new IdleMemory({ clock, use: useOfThisProcess, collect })
}

function useOfThisProcess(): ProcessUse {
  const { user, system } = process.cpuUsage()
  return { cpuMs: (user + system) / 1000, residentBytes: process.memoryUsage.rss() }
}

/** V8's own collector, which Node shows to nobody unless it is started with --expose-gc. */
function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc')
  const gc = runInNewContext('gc') as NodeJS.GCFunction
  setFlagsFromString('--no-expose-gc')
  return () => gc({ type: 'major', flavor: 'last-resort' })
}
