import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'

import { committedIn, layouts, nameOf, valueOf } from './layouts.ts'

test('an open transaction hides what follows it until it ends', () => {
  const [open] = layouts.filter(({ afterwards }) => afterwards.length > 0)
  deepEqual(committedIn(open!.steps), ['first'])
  deepEqual(committedIn([...open!.steps, ...open!.afterwards]), [
    'first',
    'behind it',
    'committed behind it',
  ])
})

test('nothing that was aborted is to be seen in any layout', () => {
  for (const { steps, afterwards } of layouts) {
    const shown = committedIn([...steps, ...afterwards])
    deepEqual(
      shown.filter((name) => name.includes('aborted') || name === 'open'),
      [],
    )
  }
})

test('a value tells its name, however large it is', () => {
  for (const name of ['last', 'large between 3']) deepEqual(nameOf(valueOf(name)), name)
})
