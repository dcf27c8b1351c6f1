import { missingIn, type LockFile } from '../lock-file.ts'
import type { Finding, SourceTree } from './source-tree.ts'

/** Finds packages that `npm ci` would miss: it installs nothing then, on whatever platform. */
export function checkLock(tree: SourceTree): readonly Finding[] {
  const path = 'package-lock.json'
  if (!tree.has(path)) return []
  return missingIn(JSON.parse(tree.text(path)) as LockFile).map(({ name, version }) => ({
    path,
    problem: `lacks ${name}@${version}`,
    mend: 'npm run lock',
  }))
}
