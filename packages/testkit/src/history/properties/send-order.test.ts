import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'

import { Story } from '../story.fixture.ts'
import { sendOrder } from './send-order.ts'

test('what is sent later stands later', () => {
  deepEqual(new Story().send('a', 'k x@0').send('a', 'k y@7').anomalies(sendOrder), [])
  deepEqual(new Story().send('a', 'k x@7').send('a', 'k y@0').anomalies(sendOrder), [
    'nonmonotonic-send',
  ])
})

test('the order inside a transaction counts too', () => {
  deepEqual(new Story().txn('a', ['send k x@7', 'send k y@0']).anomalies(sendOrder), [
    'int-nonmonotonic-send',
  ])
})

test('records of others inside a transaction are normal', () => {
  const story = new Story().send('b', 'k z@1').txn('a', ['send k x@0', 'send k y@2'])
  deepEqual(story.anomalies(sendOrder), ['(int-send-skip)'])
})

test('keys, processes and operations without effect have nothing to do with each other', () => {
  const story = new Story().send('a', 'k x@7').send('b', 'k y@0').send('a', 'l z@0')
  story.txn('a', ['send k w@1'], { outcome: 'fail' })
  deepEqual(story.anomalies(sendOrder), [])
})
