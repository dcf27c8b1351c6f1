import { equal } from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'

import { repositoryDirectory } from '../../engines/repository.ts'
import { mistakes } from './mistakes.ts'

for (const { name, file, right } of mistakes) {
  test(`there is one place for the mistake "${name}"`, async () => {
    const path = join(repositoryDirectory, 'packages/broker/src', file)
    const source = await readFile(path, 'utf8')
    equal(source.split(right).length - 1, 1, `"${right}" must stand in ${file} once`)
  })
}
