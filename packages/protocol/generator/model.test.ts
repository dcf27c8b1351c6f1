import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'

import { type Fields, array, int32, never, string, struct } from '../schema/notation.ts'
import { modelOf, structsOf } from './model.ts'

test('a structure is named after the field that holds it, in the singular', () => {
  deepEqual(namesIn({ topics: array({ partitionEntries: array({ index: int32 }) }) }), [
    'XPartitionEntry',
    'XTopic',
    'X',
  ])
  deepEqual(namesIn({ batches: array({ a: int32 }), status: array({ a: int32 }) }), [
    'XBatch',
    'XStatus',
    'X',
  ])
})

test('where that would name two structures, the fields around it join in', () => {
  const topics = (name: string): Fields => ({ [name]: string })
  const fields = { topics: array(topics('old')), groups: array({ topics: array(topics('new')) }) }
  deepEqual(namesIn(fields), ['XTopic', 'XGroupTopic', 'XGroup', 'X'])
})

test('a shared structure has its own name, and is there once', () => {
  const place = struct('Place', { host: string })
  deepEqual(namesIn({ here: place, there: array(place) }), ['XPlace', 'X'])
})

test('a field can be in no other versions than what it is in', () => {
  const fields = { outer: struct({ inner: int32.until(9) }).since(2) }
  const [inner] = structsOf(modelOf({ name: 'X', versions: [0, 5], flexibleSince: never, fields }))
  deepEqual(inner?.versions, [2, 5])
  deepEqual([inner?.members[0]?.since, inner?.members[0]?.until], [2, 5])
})

function namesIn(fields: Fields): readonly string[] {
  const root = modelOf({ name: 'X', versions: [0, 0], flexibleSince: never, fields })
  return structsOf(root).map(({ name }) => name)
}
