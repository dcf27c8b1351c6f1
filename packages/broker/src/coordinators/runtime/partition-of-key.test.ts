import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'

import { partitionOfKey } from './partition-of-key.ts'

test('keys are where Java would look for them', () => {
  const keys = ['', 'a', 'readers', 'my-group', 'polygenelubricants', 'grüße']

  // "polygenelubricants".hashCode() is the smallest int, which has no absolute value.
  deepEqual(
    keys.map((key) => partitionOfKey(key, 50)),
    [0, 47, 28, 12, 0, 23],
  )
})
