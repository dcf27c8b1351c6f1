/** npm run reference: prints the pages in docs/reference from the code that they are about. */

import { mkdirSync, writeFileSync } from 'node:fs'

import { SourceTree } from './checks/source-tree.ts'
import { referencePages } from './reference/pages.ts'

mkdirSync('docs/reference', { recursive: true })
for (const [path, text] of await referencePages(SourceTree.fromGit(process.cwd()))) {
  writeFileSync(path, text)
  console.log(path)
}
