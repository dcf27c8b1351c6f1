import { posix } from 'node:path'
import type { SourceFile } from './source-tree.ts'
import { walk } from './syntax.ts'

/** One mention of another module in a file. */
export interface Import {
  readonly file: SourceFile
  readonly target: string
  readonly position: number
}

/** Everything a file imports, re-exports, loads later or mentions in a type. */
export function importsOf(file: SourceFile): readonly Import[] {
  const { staticImports, staticExports, dynamicImports } = file.module
  const requests = [
    ...staticImports.map((statement) => statement.moduleRequest),
    ...staticExports.flatMap((statement) => statement.entries.map((entry) => entry.moduleRequest)),
  ].filter((request) => request !== null)
  const later = dynamicImports.map(({ moduleRequest: { start, end } }) => ({
    value: file.text.slice(start, end).replaceAll(/^['"`]|['"`]$/g, ''),
    start,
  }))
  return [...requests, ...later, ...typeImportsOf(file)].map(({ value, start }) => ({
    file,
    target: value,
    position: start,
  }))
}

function typeImportsOf(file: SourceFile): readonly { value: string; start: number }[] {
  if (!file.text.includes('import(')) return []
  const found: { value: string; start: number }[] = []
  walk(file.program, (node) => {
    if (node.type === 'TSImportType') found.push(node.source)
  })
  return found
}

/** The package whose published name is not that of its folder. */
const folderOfName: Readonly<Record<string, string>> = { barnabus: 'cli' }

/** Which of our packages `target` names, and what it wants inside of it. */
export function ownPackageOf(
  target: string,
): { readonly name: string; readonly folder: string; readonly inside: string } | undefined {
  const match = /^(?<name>@barnabus\/(?<scoped>[^/]+)|barnabus)(?<inside>\/.*)?$/.exec(target)
  const { name, scoped, inside } = match?.groups ?? {}
  if (name === undefined) return undefined
  return { name, folder: scoped ?? folderOfName[name] ?? name, inside: inside ?? '' }
}

/** The folder of the package that `path` belongs to. */
export function folderOf(path: string): string {
  return path.split('/')[1] ?? ''
}

/** The file that a relative import in `path` means. */
export function resolve(path: string, target: string): string {
  return posix.normalize(posix.join(posix.dirname(path), target))
}
