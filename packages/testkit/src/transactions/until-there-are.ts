import { setTimeout as sleep } from 'node:timers/promises'

import { systemClock } from '@barnabus/base'

import { asking } from '../asking.ts'
import { endsOf } from '../groups/group-questions.ts'
import { holds } from '../stories/story.ts'
import { readCommitted } from './read-committed.ts'

const pauseMs = 100
const patienceMs = 150_000

/**
 * Waits until a topic has so many records; committed ones are read to be counted, others are counted
 * by their offsets, markers and all.
 */
export async function untilThereAre(
  bootstrap: string,
  topic: string,
  partitionCount: number,
  count: number,
  isolation: 'read_committed' | 'read_uncommitted' = 'read_uncommitted',
): Promise<void> {
  const untilMs = systemClock.monotonicMs() + patienceMs
  const countNow = isolation === 'read_committed' ? countCommitted : countOffsets
  for (;;) {
    const found = await countNow(bootstrap, topic, partitionCount)
    if (found >= count) return
    holds(systemClock.monotonicMs() < untilMs, `${topic} stays at ${found} records of ${count}`)
    await sleep(pauseMs)
  }
}

async function countOffsets(
  bootstrap: string,
  topic: string,
  partitionCount: number,
): Promise<number> {
  const ends = await asking(bootstrap, (connection) => endsOf(connection, topic, partitionCount))
  return ends.reduce((sum, end) => sum + Number(end), 0)
}

async function countCommitted(
  bootstrap: string,
  topic: string,
  partitionCount: number,
): Promise<number> {
  return await asking(bootstrap, async (connection) => {
    let count = 0
    for (let partition = 0; partition < partitionCount; partition += 1) {
      count += (await readCommitted(connection, topic, partition)).length
    }
    return count
  })
}
