import { deepEqual, throws } from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { parseProperties } from './properties-file.ts'

function pairs(text: string): readonly (readonly [string, string])[] {
  return Array.from(parseProperties(text), ({ name, value }) => [name, value] as const)
}

test('a name ends at an equals sign, a colon or a space', () => {
  deepEqual(pairs('a=1\nb:2\nc 3\nd = 4\ne : 5\nf\t=\t6\ng  7 8 \nh==9\ni'), [
    ['a', '1'],
    ['b', '2'],
    ['c', '3'],
    ['d', '4'],
    ['e', '5'],
    ['f', '6'],
    ['g', '7 8 '],
    ['h', '=9'],
    ['i', ''],
  ])
})

test('comments and empty lines say nothing, wherever they begin', () => {
  deepEqual(pairs('# a=1\n  ! b=2\n\n \t\nc=3 # not a comment'), [['c', '3 # not a comment']])
})

test('a backslash at the end of a line continues it, without the spaces it begins with', () => {
  deepEqual(pairs('listeners=PLAINTEXT://:9092,\\\n    CONTROLLER://:9093\r\nb=2'), [
    ['listeners', 'PLAINTEXT://:9092,CONTROLLER://:9093'],
    ['b', '2'],
  ])
})

test('two backslashes at the end of a line are one, and the line ends', () => {
  deepEqual(pairs('a=1\\\\\nb=2'), [
    ['a', '1\\'],
    ['b', '2'],
  ])
})

test('a continued line may look like a comment', () => {
  deepEqual(pairs('a=1,\\\n#2'), [['a', '1,#2']])
})

test('escapes stand for letters that could not be written otherwise', () => {
  deepEqual(pairs('a\\ b\\=c=\\t\\n\\u00e9\\q'), [['a b=c', '\t\n\u00e9q']])
})

test('half an escape names the line it is on', () => {
  throws(() => pairs('a=1\n\nb=\\u12'), { name: 'SyntaxError', message: /line 3/ })
})

test('every entry knows the line it begins on', () => {
  const lines = Array.from(parseProperties('# first\na=1,\\\n2\n\nb=3'), ({ line }) => line)

  deepEqual(lines, [2, 5])
})

test('whatever is escaped comes back', () => {
  const escaped = (text: string): string =>
    Array.from(
      { length: text.length },
      (_, index) => `\\u${text.charCodeAt(index).toString(16).padStart(4, '0')}`,
    ).join('')

  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'binary' }), fc.string(), (name, value) => {
      deepEqual(pairs(`${escaped(name)}=${escaped(value)}`), [[name, value]])
    }),
  )
})
