import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { plant, summaryOf } from './planted.ts'
import { checkSideEffects } from './side-effects.ts'

test('modules and globals that reach outside the program are found', () => {
  const tree = plant({
    'packages/log/src/a.ts': [
      `import { open } from 'node:fs/promises'`,
      `import { randomBytes, createHash } from 'node:crypto'`,
      `export const started = Date.now()`,
      `export const today = new Date()`,
      `export const dice = () => Math.random()`,
      `export function wait() { setTimeout(() => console.log(process.pid), performance.now()) }`,
      `export const answer = { at: process }`,
    ].join('\n'),
  })
  deepEqual(summaryOf(checkSideEffects(tree)), [
    'packages/log/src/a.ts:1 node:fs/promises is a side effect',
    'packages/log/src/a.ts:2 randomBytes of node:crypto is a side effect',
    'packages/log/src/a.ts:3 Date.now is a side effect',
    'packages/log/src/a.ts:4 the current date is a side effect',
    'packages/log/src/a.ts:5 Math.random is a side effect',
    'packages/log/src/a.ts:6 setTimeout is a side effect',
    'packages/log/src/a.ts:6 console.log is a side effect',
    'packages/log/src/a.ts:6 process.pid is a side effect',
    'packages/log/src/a.ts:6 performance.now is a side effect',
    'packages/log/src/a.ts:7 process is a side effect',
  ])
})

test('what only computes, names of our own and types are no side effects', () => {
  const tree = plant({
    'packages/log/src/a.ts': [
      `import { createHash } from 'node:crypto'`,
      `import { gzipSync } from 'node:zlib'`,
      `import type { Socket } from 'node:net'`,
      `import { fetch } from './fetch.ts'`,
      `export const answer = fetch(1, new Date(5), Date.UTC(2020), Math.max(1, 2))`,
      `export interface Api { process(fetch: string): void }`,
      `export const api = { process: 1, fetch }`,
      `export function run(api: Api, performance: number) { return api.process(String(performance)) }`,
    ].join('\n'),
  })
  deepEqual(summaryOf(checkSideEffects(tree)), [])
})

test('the environment, the command, the test kit and tests may do what they are there for', () => {
  const text = `import 'node:fs'\nexport const now = Date.now()\n`
  const tree = plant({
    'packages/base/src/env/clock.ts': text,
    'packages/cli/src/main.ts': text,
    'packages/testkit/src/a.ts': text,
    'packages/log/src/a.test.ts': text,
    'packages/protocol/generator/main.ts': text,
    'tools/a.ts': text,
  })
  deepEqual(summaryOf(checkSideEffects(tree)), [])
})
