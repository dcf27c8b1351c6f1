import { ok } from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'

import { repositoryDirectory } from '../engines/repository.ts'
import { clients } from './clients.ts'

test('the page about clients says of each what the matrix assumes of it', async () => {
  const page = await readFile(join(repositoryDirectory, 'docs/reference/clients.md'), 'utf8')
  const mend = 'run npm run test:clients -- --write'
  for (const { name, notes, sendingLimits, readingLimits } of clients) {
    ok(page.includes(`\n| ${name} `), `${name} is missing: ${mend}`)
    const sentences = [...notes, ...[...sendingLimits, ...readingLimits].map(({ what }) => what)]
    for (const sentence of sentences) ok(page.includes(sentence), `"${sentence}": ${mend}`)
  }
})
