import { deepEqual, rejects } from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'

import { checkHistory } from './check-history.ts'
import { readHistory, writeHistory } from './model/history-file.ts'
import { properties } from './properties/index.ts'
import { storedLog, Story } from './story.fixture.ts'

const goodStory = (): Story =>
  new Story()
    .txn('a', ['send k x@0', 'send l y@0'])
    .assign('b', { k: 0, l: 0 })
    .poll('b', 'k x@0')
    .poll('b', 'l y@0')
    .tell('c', {}, storedLog('k', ['7 x@0', '7 commit@1']))
    .tell('c', {}, storedLog('l', ['7 y@0', '7 commit@1']))

test('a good history has no failures', () => {
  deepEqual(checkHistory(goodStory().operations), { failures: [], reports: [] })
})

test('an empty history has neither', () => {
  deepEqual(checkHistory([]), { failures: [], reports: [] })
})

test('properties have names of their own', () => {
  deepEqual(new Set(properties.map(({ name }) => name)).size, properties.length)
})

test('a written history is read back as it was, and another file is refused', async (t) => {
  const directory = await mkdtemp(join(tmpdir(), 'history-'))
  t.after(() => rm(directory, { recursive: true }))
  const path = join(directory, 'history.jsonl')
  const { operations } = goodStory()
  await writeHistory(path, { engine: 'none', seed: 1 }, operations)
  deepEqual(await readHistory(path), { origin: { engine: 'none', seed: 1 }, operations })
  await writeFile(path, '{"engine":"none","seed":1}\n{"kind":"poll"\n')
  await rejects(readHistory(path), { code: 'TESTKIT_HISTORY_UNREADABLE', message: /line 2/ })
})
