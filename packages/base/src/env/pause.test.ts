import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'

import { ManualClock } from './manual-clock.ts'
import { pause } from './pause.ts'

test('a pause is as long as its clock says', async () => {
  const clock = new ManualClock()
  const told: string[] = []
  const over = pause(clock, 100).then(() => told.push('over'))
  clock.advance(99)
  await Promise.resolve()
  told.push('not yet')
  clock.advance(1)
  await over

  deepEqual(told, ['not yet', 'over'])
})
