import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'

import { sharedPartitions } from './generations.ts'

test('a partition that two members of a generation have is found', () => {
  const generation = { groupId: 'readers', generation: 3 }

  deepEqual(sharedPartitions({ ...generation, assignments: [[0, 1], [2], []] }), [])
  deepEqual(sharedPartitions({ ...generation, assignments: [[0, 1], [2, 1], []] }), [1])
})
