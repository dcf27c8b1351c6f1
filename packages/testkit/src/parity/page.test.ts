import { equal, ok } from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'

import { repositoryDirectory } from '../engines/repository.ts'
import { withBlock } from './page.ts'

test('a block is put in the place of the last one, and nothing else changes', () => {
  const once = withBlock('# Title\n')
  const twice = withBlock(`${once}\nOf others.\n`)
  ok(once.startsWith('# Title\n\n'))
  equal(twice, `${once}\nOf others.\n`)
})

test('the page is what `npm run test:parity -- --write` would print', async () => {
  const page = await readFile(join(repositoryDirectory, 'docs/compatibility.md'), 'utf8')
  equal(withBlock(page), page)
})
