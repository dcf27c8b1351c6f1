import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'

import { differencesOf, judge } from './compare.ts'

const kafka = [
  { command: 'kafka-x --list', lines: ['exit code 0', 'a', 'a', 'b'] },
  { command: 'kafka-y', lines: ['exit code 0'] },
]
const barnabus = [
  { command: 'kafka-x --list', lines: ['exit code 0', 'b', 'a', 'c'] },
  { command: 'kafka-y', lines: ['exit code 0'] },
]
const differences = differencesOf(kafka, barnabus)
const reason = 'because'

test('lines are compared by how often they come, in any order', () => {
  deepEqual(differences, [{ command: 'kafka-x --list', kafka: ['a'], barnabus: ['c'] }])
})

test('a difference that nobody explains stays', () => {
  const known = [{ command: 'kafka-x', kafka: [/^a$/], barnabus: [], reason }]
  const { unexplained } = judge(differences, known)
  deepEqual(unexplained, [{ command: 'kafka-x --list', kafka: [], barnabus: ['c'] }])
})

test('an explanation counts for its command only', () => {
  const known = [{ command: 'kafka-y', kafka: [/^a$/], barnabus: [/^c$/], reason }]
  deepEqual(judge(differences, known).unexplained, differences)
})

test('an explanation of nothing is outdated', () => {
  const known = [{ command: 'kafka-x', kafka: [/^a$/, /^gone$/], barnabus: [/^c$/], reason }]
  const { outdated, unexplained } = judge(differences, known)
  deepEqual([outdated, unexplained], [['kafka-x: kafka /^gone$/'], []])
})
