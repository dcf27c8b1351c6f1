import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { SourceTree } from '../checks/source-tree.ts'

/** The root of this repository. */
export const root = dirname(dirname(import.meta.dirname))

/** An empty temporary folder; gone when disposed of. */
export function temporaryFolder(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'barnabus-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

/** Copies what git tracks, or would track, as it stands now: a clone before its first commit. */
export function copyTree(target: string): void {
  for (const path of SourceTree.fromGit(root).paths) cpSync(join(root, path), join(target, path))
}

/** Commits everything in `folder`, so that afterwards git can say what a command changed. */
export function commitEverything(folder: string): void {
  const git = (...args: readonly string[]): void => {
    execFileSync('git', ['-c', 'user.name=story', '-c', 'user.email=story@localhost', ...args], {
      cwd: folder,
    })
  }
  git('init', '-q')
  git('add', '-A')
  git('commit', '-q', '-m', 'As it stands')
}

/** What git would call changed or new in `folder`. */
export function changesIn(folder: string): string {
  return execFileSync('git', ['status', '--porcelain'], { cwd: folder, encoding: 'utf8' })
}

/** Borrows this repository's node_modules, except that the copy's packages see one another. */
export function linkModules(target: string): void {
  const modules = join(root, 'node_modules')
  mkdirSync(join(target, 'node_modules', '@barnabus'), { recursive: true })
  for (const name of readdirSync(modules)) {
    if (name === '@barnabus' || name === 'barnabus' || name === '.cache') continue
    symlinkSync(join(modules, name), join(target, 'node_modules', name))
  }
  for (const name of readdirSync(join(target, 'packages'))) {
    const link = name === 'cli' ? 'barnabus' : join('@barnabus', name)
    symlinkSync(join(target, 'packages', name), join(target, 'node_modules', link))
  }
}
