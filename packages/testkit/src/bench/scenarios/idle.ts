import { setTimeout as sleep } from 'node:timers/promises'

import type { Engine } from '../../engines/engine.ts'
import { processUsage } from '../process-usage.ts'
import type { Figures, Scenario } from '../scenario.ts'

const settleMs = 5_000
const watchMs = 10_000

export const idle: Scenario = {
  name: 'idle',
  summary: 'A fresh broker without clients: what it holds and burns after five seconds.',

  async measure(engine: Engine): Promise<Figures> {
    await engine.start()
    await sleep(settleMs)
    const before = await processUsage(engine.processId)
    await sleep(watchMs)
    const after = await processUsage(engine.processId)
    return {
      'resident MB': after.residentBytes / 1e6,
      'CPU %': ((after.cpuSeconds - before.cpuSeconds) / (watchMs / 1000)) * 100,
    }
  },
}
