import { equal, ok } from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { editDistance, nearestName } from './nearest-name.ts'

const names = ['log.dirs', 'log.retention.hours', 'log.retention.minutes', 'num.partitions']

test('one wrong letter leads to the name that was meant', () => {
  const oneWrong = fc.constantFrom(...names).chain((name) =>
    fc.record({
      name: fc.constant(name),
      at: fc.nat(name.length - 1),
      letter: fc.constantFrom('', 'x', 'q.'),
    }),
  )

  fc.assert(
    fc.property(oneWrong, ({ name, at, letter }) => {
      equal(nearestName(name.slice(0, at) + letter + name.slice(at + 1), names), name)
    }),
  )
})

test('a name like no other has no nearest', () => {
  equal(nearestName('zookeeper', names), undefined)
})

test('the distance between words is the same in both directions, and zero only to itself', () => {
  const word = fc.stringMatching(/^[a-c]{0,6}$/)

  fc.assert(
    fc.property(word, word, (from, to) => {
      equal(editDistance(from, to), editDistance(to, from))
      equal(editDistance(from, to) === 0, from === to)
      ok(editDistance(from, to) <= Math.max(from.length, to.length))
    }),
  )
})

test('a limit changes nothing about distances below it', () => {
  const word = fc.stringMatching(/^[a-c]{0,8}$/)

  fc.assert(
    fc.property(word, word, fc.nat(9), (from, to, limit) => {
      equal(editDistance(from, to, limit), Math.min(editDistance(from, to), limit))
    }),
    { numRuns: 2000 },
  )
})

test('the distance is never further than by way of a third word', () => {
  const word = fc.stringMatching(/^[a-c]{0,6}$/)

  fc.assert(
    fc.property(word, word, word, (from, by, to) => {
      ok(editDistance(from, to) <= editDistance(from, by) + editDistance(by, to))
    }),
  )
})
