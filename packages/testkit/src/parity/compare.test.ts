import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'

import { ApiKey, type Uuid } from '@barnabus/protocol'

import { compareTranscripts } from './compare.ts'
import type { Scenario } from './scenario.ts'
import type { Transcript } from './transcript.ts'

const apiKey = ApiKey.Metadata
const scenario: Scenario = {
  name: 'Metadata v12: a test',
  apiKey,
  version: 12,
  play: () => Promise.resolve(),
}

function answered(...answers: readonly object[]): Transcript {
  return answers.map((answer) => ({ apiKey, version: 12, outcome: { kind: 'answered', answer } }))
}

function pathsOf(kafka: Transcript, barnabus: Transcript): readonly string[] {
  return compareTranscripts(scenario, kafka, barnabus).map(({ path }) => path)
}

test('a field with another value is a difference, and so is one that is missing', () => {
  deepEqual(pathsOf(answered({ a: 1, b: [{ c: 2n }] }), answered({ a: 1, b: [{ c: 3n }] })), [
    'b[0].c',
  ])
  deepEqual(pathsOf(answered({ a: 1 }), answered({})), ['a'])
  deepEqual(pathsOf(answered({ a: [1, 2] }), answered({ a: [1] })), ['a.length'])
})

test('made-up ids may differ, unless one stays the same where the other changes', () => {
  const [one, two] = ['1'.repeat(21) + 'A', '2'.repeat(21) + 'A'] as [Uuid, Uuid]
  const changing = answered({ topicId: one }, { topicId: two })
  deepEqual(pathsOf(changing, answered({ topicId: two }, { topicId: one })), [])
  deepEqual(pathsOf(changing, answered({ topicId: one }, { topicId: one })), ['topicId'])
})

test('where one has an error and the other has not, only that is told', () => {
  const kafka = answered({ errorCode: 3, offset: -1n })
  deepEqual(pathsOf(kafka, answered({ errorCode: 0, offset: 7n })), ['errorCode'])
})

test('a broker that hangs up is not one that answers', () => {
  const closed: Transcript = [{ apiKey, version: 12, outcome: { kind: 'closed' } }]
  deepEqual(pathsOf(answered({ a: 1 }), closed), ['kind'])
})
