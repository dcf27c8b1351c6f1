import { equal } from 'node:assert/strict'
import { test } from 'node:test'

import { expressionOf, statementsOf } from './runs.ts'

/** Code that differs from version to version: a letter each, a dot for none. */
const letter =
  (letters: string) =>
  (version: number): string =>
    (letters[version] ?? '').replace('.', '')

const statement = (letters: string) => (version: number) => {
  const code = letter(letters)(version)
  return code === '' ? '' : `done = '${code}'\n`
}

test('versions with the same code share it', () => {
  equal(expressionOf([0, 5], letter('aabbbc')), 'version >= 5 ? c : version >= 2 ? b : a')
  equal(expressionOf([3, 5], letter('...aaa')), 'a')
})

for (const letters of [
  'aaaa',
  '....',
  'ab',
  '.a',
  'a.',
  'a.b',
  '.a.',
  '.ab.c..',
  'abc',
  '..aab.',
]) {
  test(`statements for versions ${letters} do in each version what is meant for it`, () => {
    const code = statementsOf([0, letters.length - 1], statement(letters))
    // oxlint-disable-next-line no-new-func, typescript/no-implied-eval -- What is generated has to be run to be believed.
    const run = new Function('version', `let done = ''\n${code}return done`) as (
      v: number,
    ) => string
    for (let version = 0; version < letters.length; version += 1) {
      equal(run(version), letter(letters)(version), `v${version}\n${code}`)
    }
  })
}
