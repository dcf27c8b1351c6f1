import { deepEqual, ok } from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

import type { Properties } from '@barnabus/base'

import { brokerProperties } from './broker-properties.ts'
import { topicProperties } from './topic-properties.ts'

/** The text of every source file below a folder that is neither a test nor left out. */
function sourcesIn(folder: string, leftOut: RegExp): string {
  const root = new URL(folder, import.meta.url)
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !leftOut.test(path))
    .map((path) => readFileSync(new URL(path, root), 'utf8'))
    .join('\n')
}

/** Settings of which we promise the full effect, and which no code asks for. */
function unread(properties: Properties, sources: string): readonly string[] {
  return Object.entries(properties)
    .filter(([, { effect }]) => effect.kind === 'full')
    .map(([name]) => name)
    .filter((name) => !sources.includes(`'${name}'`) && !sources.includes(`settings.${name}`))
}

test('every setting of a broker with full effect is read somewhere', () => {
  const sources = sourcesIn('../', /(^|\/)properties\/|topic-properties\.ts$/)

  deepEqual(unread(brokerProperties, sources), [])
})

test('every setting of a topic with full effect is read somewhere', () => {
  const sources = sourcesIn('../', /(^|\/)properties\/|topic-properties\.ts$|topic-defaults\.ts$/)

  deepEqual(unread(topicProperties, sources), [])
})

test('whatever the settings say to the log, the log asks for', () => {
  const said = readFileSync(new URL('../../../log/src/settings.ts', import.meta.url), 'utf8')
  const names = Array.from(said.matchAll(/^ {2}readonly (\w+):/gm), ([, name = '']) => name)
  const sources = sourcesIn('../../../log/src/', /^settings\.ts$/)

  ok(names.length > 20, 'the settings of the log are where they were')
  const unasked = names.filter((name) => !new RegExp(`\\b${name}\\b`).test(sources))
  deepEqual(unasked, [])
})
