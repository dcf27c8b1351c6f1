import { equal } from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'

import { repositoryDirectory } from '../../engines/repository.ts'
import { sourceMutants } from './source-mutants.ts'

for (const { name, file, from } of sourceMutants) {
  test(`there is still one place for the mistake that ${name}`, async () => {
    const source = await readFile(join(repositoryDirectory, 'packages', file), 'utf8')
    equal(source.split(from).length, 2, `${file} must have it once: ${from}`)
  })
}
