import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { inParallel } from './in-parallel.ts'

test('results keep the order of their items, however long each takes', async () => {
  const turns = [5, 0, 3, 1]
  const results = await inParallel(turns, 2, async (count) => {
    for (let turn = 0; turn < count; turn += 1) await Promise.resolve()
    return count * 10
  })
  deepEqual(results, [50, 0, 30, 10])
})

test('no more than the limit run at a time', async () => {
  let running = 0
  let most = 0
  await inParallel([1, 2, 3, 4, 5, 6], 2, async () => {
    running += 1
    most = Math.max(most, running)
    await Promise.resolve()
    running -= 1
  })
  equal(most, 2)
})
