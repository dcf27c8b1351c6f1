import { equal } from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'

import { repositoryDirectory } from '../engines/repository.ts'
import { allMistakes } from './all-mistakes.ts'

for (const { name, file, right } of allMistakes) {
  test(`there is one place for the mistake "${name}"`, async () => {
    const source = await readFile(join(repositoryDirectory, 'packages', file), 'utf8')
    equal(source.split(right).length - 1, 1, `"${right}" must stand in ${file} once`)
  })
}

test('each mistake has a name of its own, by which it is planted', () => {
  equal(new Set(allMistakes.map(({ name }) => name)).size, allMistakes.length)
})
