import { equal } from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

import { SourceTree } from '../checks/source-tree.ts'
import { referencePages } from './pages.ts'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

test('the pages in docs/reference say what the code says', async () => {
  for (const [path, text] of await referencePages(SourceTree.fromGit(root))) {
    const written = existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : ''
    equal(written === text, true, `${path} is out of date: npm run reference prints it anew`)
  }
})
