import { systemClock } from '@barnabus/base'

import type { EngineName } from '../engines/engine.ts'
import type { MixName } from '../history/recorder/mixes.ts'
import { runHistories } from '../history/run-histories.ts'
import { holds } from './story.ts'

const seconds = 6
const seedMax = 1_000_000

/**
 * Some of our own clients work on an engine of their own while it is harmed: nothing that they are
 * told breaks a promise of Kafka's.
 */
export async function mustTellNothingWrong(engine: EngineName, mix: MixName): Promise<void> {
  const seed = Math.trunc(systemClock.nowMs()) % seedMax
  const wrong = await runHistories({ engine, mix, count: 1, seconds, seed })
  holds(wrong.length === 0, wrong.join('\n'))
}
