import { setTimeout as sleep } from 'node:timers/promises'

import { systemClock } from '@barnabus/base'

import type { Engine } from '../../engines/engine.ts'
import { processUsage } from '../process-usage.ts'
import type { Figures, Scenario } from '../scenario.ts'
import { firstRecord } from '../first-record.ts'

const retryMs = 5

export const start: Scenario = {
  name: 'start',
  summary:
    'From the command to the first acknowledged record, asked for every few milliseconds; fresh data directory.',

  async measure(engine: Engine): Promise<Figures> {
    const startedMs = systemClock.monotonicMs()
    const started = engine.start()
    let acknowledged = false
    while (!acknowledged) {
      acknowledged = await firstRecord(engine.bootstrap, 'bench-start')
      if (!acknowledged) await sleep(retryMs)
    }
    const elapsedMs = systemClock.monotonicMs() - startedMs
    await started
    const { residentBytes } = await processUsage(engine.processId)
    return { 'first record ms': elapsedMs, 'resident MB': residentBytes / 1e6 }
  },
}
