import type { Scenario } from '../scenario.ts'
import { consume } from './consume.ts'
import { idle } from './idle.ts'
import { latency } from './latency.ts'
import { produce } from './produce.ts'
import { start } from './start.ts'

/** Everything that `npm run bench` can measure. */
export const scenarios: readonly Scenario[] = [start, idle, produce, consume, latency]
