import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { boolean, choice, list, string } from './text-property.ts'

const doc = ''

test('a boolean is true or false in any case, and nothing else', () => {
  const property = boolean({ default: false, doc })

  deepEqual(property.parse(' TRUE '), { kind: 'value', value: true })
  deepEqual(property.parse('False'), { kind: 'value', value: false })
  for (const text of ['', 'yes', '1', 'on', 'truee']) equal(property.parse(text).kind, 'wrong')
})

test('a text loses the spaces around it', () => {
  deepEqual(string({ default: null, doc }).parse(' a b '), { kind: 'value', value: 'a b' })
})

test('a choice is one of its words, spelt as they are', () => {
  const property = choice({ default: 'CreateTime', oneOf: ['CreateTime', 'LogAppendTime'], doc })

  deepEqual(property.parse(' LogAppendTime'), { kind: 'value', value: 'LogAppendTime' })
  deepEqual(property.parse('logappendtime'), {
    kind: 'wrong',
    reason: 'it must be one of CreateTime, LogAppendTime',
  })
})

test('a list is written and read with commas', () => {
  const property = list({ default: [], doc })
  const words = fc.uniqueArray(fc.stringMatching(/^[\w-]+$/))

  fc.assert(
    fc.property(words, (items) => {
      deepEqual(property.parse(items.join(' , ')), { kind: 'value', value: items })
      deepEqual(property.parse(property.write(items) ?? ''), { kind: 'value', value: items })
    }),
  )
})

test('a list refuses what is strange, empty or there twice', () => {
  const property = list({ default: [], oneOf: ['compact', 'delete'], empty: false, doc })

  deepEqual(property.parse('delete,keep'), {
    kind: 'wrong',
    reason: '"keep" is not one of compact, delete',
  })
  deepEqual(property.parse('delete,,compact'), { kind: 'wrong', reason: 'it has an empty item' })
  deepEqual(property.parse('delete,delete'), {
    kind: 'wrong',
    reason: 'it names something twice',
  })
  deepEqual(property.parse(' '), { kind: 'wrong', reason: 'it must name at least one' })
})
