/**
 * npm run lock, after each change of dependencies.
 *
 * A registry that mirrors only some platforms makes npm leave the packages of all others out of
 * package-lock.json, and with such a file `npm ci` refuses to install anything, anywhere. This
 * writes the entries that are missing; their versions are pinned by the packages that ask for them.
 */

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lockFilesOf } from './checks/lock-complete.ts'
import { SourceTree } from './checks/source-tree.ts'
import { entryFor, missingIn, type LockFile } from './lock-file.ts'

const root = join(import.meta.dirname, '..')

for (const path of lockFilesOf(SourceTree.fromGit(root))) {
  const lock = JSON.parse(readFileSync(join(root, path), 'utf8')) as LockFile
  const missing = missingIn(lock)
  for (const each of missing) lock.packages[each.path] = entryFor(each)
  lock.packages = Object.fromEntries(
    Object.entries(lock.packages).toSorted(([a], [b]) => a.localeCompare(b, 'en')),
  )
  writeFileSync(join(root, path), `${JSON.stringify(lock, null, 2)}\n`)
  console.log(`${path}: ${missing.length} packages for other platforms added`)
}
