import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'

import { ErrorCode } from '@barnabus/protocol'

import { isRefusal } from './late-commit.ts'
import { firstSkipped } from './skipped.ts'

test('a record that nobody has read is found, in the middle and at the end', () => {
  const found = [
    [0, 1, 2],
    [0, 2],
    [0, 1],
    [2, 1, 0, 1, 7],
  ].map((read) => firstSkipped(new Set(read), 3n))

  deepEqual(found, [undefined, { from: 1, until: 2 }, { from: 2, until: 3 }, undefined])
})

test('a late commit that is accepted, or not answered, is no refusal', () => {
  const { none, illegalGeneration, staleMemberEpoch, unknownMemberId } = ErrorCode
  const answers = [none, undefined, illegalGeneration, staleMemberEpoch, unknownMemberId]

  deepEqual(answers.map(isRefusal), [false, false, true, true, true])
})
