import { deepEqual, equal, rejects } from 'node:assert/strict'
import { test } from 'node:test'

import { withEngine } from '../with-engine.ts'
import { tracesOf, whatIsLeft, whatIsLeftNow } from './traces.ts'
import { waysToEnd } from './ways-to-end.ts'

for (const [way, end] of Object.entries(waysToEnd)) {
  test(`nothing of Barnabus is left when ${way}`, async () => {
    const traces = await end('barnabus')
    equal(traces.length, 1)
    deepEqual(await whatIsLeft(traces), [])
  })
}

test('what fails is told with what the broker said last', async () => {
  const use = withEngine('barnabus', { settings: {} }, async (engine) => {
    const [trace] = tracesOf(engine)
    equal((await whatIsLeftNow(trace!)).length, 3, 'what is there is seen')
    throw new Error('as planned')
  })
  await rejects(use, { code: 'TESTKIT_ENGINE_USE', message: /as planned[^]*said last[^]*ready/ })
})

test('a broker that cannot start is told with its reason', async () => {
  const use = withEngine('barnabus', { settings: { 'no.such': '1' } }, () => Promise.resolve())
  await rejects(use, { code: 'TESTKIT_SERVER_ENDED', message: /no\.such/ })
})
