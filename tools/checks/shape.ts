import type { Node } from 'oxc-parser'
import { isGenerated, isTest, type Finding, type SourceTree } from './source-tree.ts'
import { walk } from './syntax.ts'

/** What fits on a screen. The medians and the 95th percentiles are a compass; only this is a law. */
const functionLinesMax = 70

/** Finds functions that nobody can see whole. */
export function checkShape(tree: SourceTree): readonly Finding[] {
  return functionsOf(tree)
    .filter(({ lines }) => lines > functionLinesMax)
    .map(({ path, line, lines }) => ({
      path,
      line,
      problem: `a function of ${lines} lines`,
      mend: `keep the branches here, move the straight work into leaves (at most ${functionLinesMax} lines)`,
    }))
}

/** One line for people: how long files and functions are. */
export function describeShape(tree: SourceTree): string {
  const files = sourcesOf(tree).map((file) => file.lines)
  const functions = functionsOf(tree).map(({ lines }) => lines)
  return [spread('files', files), spread('functions', functions)].join('; ')
}

interface MeasuredFunction {
  readonly path: string
  readonly line: number
  readonly lines: number
}

function functionsOf(tree: SourceTree): readonly MeasuredFunction[] {
  return sourcesOf(tree).flatMap((file) => {
    const functions: MeasuredFunction[] = []
    walk(file.program, (node) => {
      if (!isFunction(node)) return
      const line = file.lineAt(node.start)
      functions.push({ path: file.path, line, lines: file.lineAt(node.end - 1) - line + 1 })
    })
    return functions
  })
}

function sourcesOf(tree: SourceTree): SourceTree['sources'] {
  return tree.sources.filter(({ path }) => !isGenerated(path) && !isTest(path))
}

function isFunction(node: Node): boolean {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression'
  )
}

function spread(what: string, sizes: readonly number[]): string {
  const sorted = sizes.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0
  return `${sorted.length} ${what}, lines median ${at(0.5)}, p95 ${at(0.95)}, longest ${at(1)}`
}
