import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'

import { Story, type Circumstances } from '../story.fixture.ts'
import { committedOffsets } from './committed-offsets.ts'

const commit = (offset: number, circumstances: Circumstances = {}): Circumstances => ({
  ...circumstances,
  commits: { group: 'g', offsets: { k: offset } },
})

function read(story: Story, offset?: number, circumstances: Circumstances = {}): Story {
  const offsets = offset === undefined ? {} : { k: offset }
  return story.tell('r', circumstances, { kind: 'committed', committed: { group: 'g', offsets } })
}

test('the last committed offset is read', () => {
  const story = read(new Story().txn('a', [], commit(3)).txn('a', [], commit(5)), 5)
  deepEqual(story.anomalies(committedOffsets), [])
})

test('an offset below the last acknowledged one went back', () => {
  const story = read(new Story().txn('a', [], commit(3)).txn('a', [], commit(5)), 3)
  deepEqual(story.anomalies(committedOffsets), ['committed-went-back'])
})

test('a lower offset that was committed later is a reset', () => {
  const story = read(new Story().txn('a', [], commit(5)).txn('a', [], commit(0)), 0)
  deepEqual(story.anomalies(committedOffsets), [])
})

test('an acknowledged offset must not be gone', () => {
  const story = read(new Story().txn('a', [], commit(3)))
  deepEqual(story.anomalies(committedOffsets), ['lost-commit'])
})

test('an aborted offset must not be seen, whoever aborted it', () => {
  const story = read(new Story().txn('a', [], commit(3, { outcome: 'fail' })), 3)
  deepEqual(story.anomalies(committedOffsets), ['aborted-commit'])
})

test('an offset that nobody committed must not be seen, nor one before it is committed', () => {
  const story = read(new Story().txn('a', [], commit(3)), 4)
  deepEqual(story.anomalies(committedOffsets), ['unknown-commit'])
  const early = read(new Story(), 3).txn('a', [], commit(3))
  deepEqual(early.anomalies(committedOffsets), ['unknown-commit'])
})

test('a commit with unknown end may show or not, but not show and vanish', () => {
  const unknown = (): Story =>
    new Story().txn('a', [], commit(3)).txn('a', [], commit(5, { outcome: 'info' }))
  deepEqual(read(unknown(), 3).anomalies(committedOffsets), [])
  deepEqual(read(unknown(), 5).anomalies(committedOffsets), [])
  deepEqual(read(read(unknown(), 5), 3).anomalies(committedOffsets), ['committed-went-back'])
})

test('while a commit is under way both the old and the new offset may be read', () => {
  const during = { invokedAtMs: 15 }
  const story = (): Story =>
    new Story()
      .txn('a', [], commit(3))
      .txn('a', [], commit(5, { invokedAtMs: 10, completedAtMs: 19 }))
  deepEqual(read(story(), 3, during).anomalies(committedOffsets), [])
  deepEqual(read(story(), 5, during).anomalies(committedOffsets), [])
})
