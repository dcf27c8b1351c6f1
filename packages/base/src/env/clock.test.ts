import { equal } from 'node:assert/strict'
import { test } from 'node:test'

import { systemClock } from './clock.ts'

test('what is late already is done soon, and nobody complains', async (context) => {
  const warnings: Error[] = []
  const warned = (warning: Error): void => void warnings.push(warning)
  process.on('warning', warned)
  context.after(() => process.off('warning', warned))

  await new Promise<void>((resolve) => systemClock.after(-5, resolve, { keepAlive: true }))

  await new Promise<void>((resolve) => systemClock.endOfTurn(resolve))
  equal(warnings.length, 0, String(warnings[0]))
})
