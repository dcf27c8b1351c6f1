import { posix } from 'node:path'
import type { Finding, SourceTree } from './source-tree.ts'

const link = /\]\((?<target>[^)\s#]+)(?:#[^)]*)?\)/g

/** Finds links in our pages that lead to no file and no folder of the tree. */
export function checkDocsLinks(tree: SourceTree): readonly Finding[] {
  const folders = new Set(tree.paths.flatMap(foldersOf))
  return tree.paths
    .filter((path) => path.endsWith('.md'))
    .flatMap((path) => {
      const text = tree.text(path)
      return [...text.matchAll(link)].flatMap((match) => {
        const target = match.groups?.['target'] ?? ''
        if (/^[a-z]+:/.test(target)) return []
        const resolved = posix.join(posix.dirname(path), target).replace(/\/$/, '')
        if (tree.has(resolved) || folders.has(resolved)) return []
        const line = text.slice(0, match.index).split('\n').length
        return [{ path, line, problem: `no such file: ${target}`, mend: 'mend or drop the link' }]
      })
    })
}

function foldersOf(path: string): readonly string[] {
  const parts = path.split('/')
  return parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('/'))
}
