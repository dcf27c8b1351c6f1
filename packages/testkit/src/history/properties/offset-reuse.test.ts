import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'

import { storedLog, Story } from '../story.fixture.ts'
import { offsetReuse } from './offset-reuse.ts'

test('one offset for two records is reuse', () => {
  deepEqual(new Story().send('a', 'k x@0').send('b', 'k y@0').anomalies(offsetReuse), [
    'offset-reused',
  ])
})

test('an offset below one acknowledged earlier is reuse, even if nobody else had it', () => {
  deepEqual(new Story().send('a', 'k x@7').send('b', 'k y@3').anomalies(offsetReuse), [
    'offset-reused',
  ])
})

test('operations at the same time may get their offsets in any order', () => {
  const story = new Story().send('a', 'k x@7').send('b', 'k y@3', { invokedAtMs: 1 })
  deepEqual(story.anomalies(offsetReuse), [])
})

test('no answer may end a partition below what was acknowledged', () => {
  const ends = (highWatermark: number): Story =>
    new Story().send('a', 'k x@7').tell('b', {}, { kind: 'watermarks', key: 'k', highWatermark })
  deepEqual(ends(7).anomalies(offsetReuse), ['end-went-back'])
  deepEqual(ends(8).anomalies(offsetReuse), [])
})

test('what is stored is what was acknowledged', () => {
  const stored = (records: string): Story =>
    new Story().send('a', 'k x@0').tell('b', {}, storedLog('k', [`- ${records}`]))
  deepEqual(stored('x@0').anomalies(offsetReuse), [])
  deepEqual(stored('y@0').anomalies(offsetReuse), ['acknowledged-elsewhere'])
  deepEqual(stored('y@1').anomalies(offsetReuse), ['acknowledged-elsewhere'])
})
