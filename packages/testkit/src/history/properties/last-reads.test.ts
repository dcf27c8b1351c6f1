import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'

import { Story } from '../story.fixture.ts'
import { lastReads } from './last-reads.ts'

const written = (): Story => new Story().send('a', 'k x@0').send('a', 'l y@3')

test('who reads everything at last comes to the end of each key', () => {
  const story = written().assign('final-b', { k: 0, l: 0 })
  story.poll('final-b', 'k x@0').poll('final-b', 'l y@3')
  deepEqual(story.anomalies(lastReads), [])
})

test('whoever of them reads nothing, or not to the end, is named', () => {
  const story = written().assign('final-b', { k: 0, l: 0 }).assign('final-c', { k: 0, l: 0 })
  story.poll('final-b', 'k x@0').poll('final-b', 'l y@3').poll('final-c', 'k x@0')
  deepEqual(story.anomalies(lastReads), ['unread-at-last'])
})

test('nobody else has to', () => {
  deepEqual(written().assign('b', { k: 0, l: 0 }).anomalies(lastReads), [])
})
