import { posix } from 'node:path'
import { missingIn, type LockFile } from '../lock-file.ts'
import type { Finding, SourceTree } from './source-tree.ts'

/** Finds packages that `npm ci` would miss: it installs nothing then, on whatever platform. */
export function checkLock(tree: SourceTree): readonly Finding[] {
  return lockFilesOf(tree).flatMap((path) =>
    missingIn(JSON.parse(tree.text(path)) as LockFile).map(({ name, version }) => ({
      path,
      problem: `lacks ${name}@${version}`,
      mend: 'npm run lock',
    })),
  )
}

/** The workspace's own, and those of programs that keep their dependencies to themselves. */
export function lockFilesOf(tree: SourceTree): readonly string[] {
  return tree.paths.filter((path) => posix.basename(path) === 'package-lock.json')
}
