import { SourceTree, type Finding } from './source-tree.ts'

/** A tree of made-up files, for planting what a check must find. */
export function plant(files: Readonly<Record<string, string>>): SourceTree {
  return new SourceTree(new Map(Object.entries(files)))
}

/** Where and what, in the order found. */
export function summaryOf(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ path, line, problem }) => `${path}:${line ?? 0} ${problem}`)
}
