import type { Node } from 'oxc-parser'
import { isTest, type Finding, type SourceFile, type SourceTree } from './source-tree.ts'
import { walk } from './syntax.ts'

/** Where side effects may happen. Everybody else is handed an `Env` and can be tested with it. */
function maySideEffect(path: string): boolean {
  return (
    path.startsWith('packages/base/src/env/') ||
    /^packages\/(cli|testkit)\//.test(path) ||
    !/^packages\/[^/]+\/src\//.test(path) ||
    isTest(path)
  )
}

/** The modules of Node that only compute or load code; `node:crypto` but for its randomness. */
const pureModules: ReadonlySet<string> = new Set(
  [
    'async_hooks',
    'buffer',
    'crypto',
    'events',
    'module',
    'path',
    'stream',
    'string_decoder',
    'url',
    'util',
  ]
    .concat(['diagnostics_channel', 'stream/promises', 'util/types', 'zlib'])
    .map((name) => `node:${name}`),
)

const randomNames: ReadonlySet<string> = new Set(
  ['randomBytes', 'randomFill', 'randomFillSync', 'randomInt', 'randomUUID', 'webcrypto'].concat(
    'getRandomValues',
  ),
)

/** Globals that reach outside the program. */
const impureGlobals: ReadonlySet<string> = new Set(
  ['console', 'fetch', 'performance', 'process', 'crypto', 'WebSocket', 'EventSource'].concat(
    ['setTimeout', 'setInterval', 'setImmediate'],
    ['clearTimeout', 'clearInterval', 'clearImmediate'],
  ),
)

/** Finds files, sockets, timers, time and randomness outside the environment. */
export function checkSideEffects(tree: SourceTree): readonly Finding[] {
  return tree.sources.flatMap((file) => (maySideEffect(file.path) ? [] : sideEffectsOf(file)))
}

function sideEffectsOf(file: SourceFile): readonly Finding[] {
  return [...impureImportsOf(file), ...impureGlobalsOf(file)].map(({ what, position }) => ({
    path: file.path,
    line: file.lineAt(position),
    problem: `${what} is a side effect`,
    mend: 'take it from the Env that the caller hands in; add to packages/base/src/env what is missing there',
  }))
}

interface Impurity {
  readonly what: string
  readonly position: number
}

function impureImportsOf(file: SourceFile): readonly Impurity[] {
  return file.module.staticImports.flatMap((statement): readonly Impurity[] => {
    const { value, start } = statement.moduleRequest
    if (!value.startsWith('node:')) return []
    if (!pureModules.has(value)) {
      // A type has no effect: naming a socket's type does not open one.
      if (statement.entries.length > 0 && statement.entries.every((entry) => entry.isType))
        return []
      return [{ what: value, position: start }]
    }
    if (value !== 'node:crypto') return []
    return statement.entries
      .map((entry) => entry.importName.name ?? '*')
      .filter((name) => name === '*' || randomNames.has(name))
      .map((name) => ({ what: `${name} of node:crypto`, position: start }))
  })
}

function impureGlobalsOf(file: SourceFile): readonly Impurity[] {
  const found: (Impurity & { readonly name: string })[] = []
  const declared = new Set<string>()
  walk(file.program, (node, parents) => {
    const parent = parents.at(-1)
    if (node.type === 'NewExpression' || node.type === 'CallExpression') {
      const { callee } = node
      if (callee.type === 'Identifier' && callee.name === 'Date') {
        if (node.type === 'CallExpression' || node.arguments.length === 0) {
          found.push({ name: 'Date', what: 'the current date', position: node.start })
        }
      }
    }
    if (node.type !== 'Identifier' || parent === undefined) return
    if (isDeclaration(node, parent)) declared.add(node.name)
    else if (isReference(node, parent)) {
      const member = memberOf(node, parent)
      const name = member === undefined ? node.name : `${node.name}.${member}`
      if (impureGlobals.has(node.name) || name === 'Date.now' || name === 'Math.random') {
        found.push({ name: node.name, what: name, position: node.start })
      }
    }
  })
  return found.filter(({ name }) => !declared.has(name))
}

/** Whether this identifier gives the name a meaning of the file's own. */
function isDeclaration(node: Node, parent: Node): boolean {
  switch (parent.type) {
    case 'VariableDeclarator':
    case 'ClassDeclaration':
      return parent.id === node
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return parent.body !== node
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
    case 'RestElement':
    case 'ArrayPattern':
      return true
    case 'AssignmentPattern':
      return parent.left === node
    case 'Property':
      return parent.value === node && parent.shorthand
    default:
      return false
  }
}

/** Whether this identifier stands for a value, and is not just a name of something. */
function isReference(node: Node, parent: Node): boolean {
  switch (parent.type) {
    case 'MemberExpression':
      return parent.object === node || parent.computed
    case 'Property':
    case 'PropertyDefinition':
      return parent.value === node || parent.computed
    case 'MethodDefinition':
    case 'TSPropertySignature':
    case 'TSMethodSignature':
    case 'TSTypeReference':
    case 'TSQualifiedName':
    case 'LabeledStatement':
    case 'ExportSpecifier':
      return false
    default:
      // Names of parameters in types: (process: string) => void.
      return !parent.type.startsWith('TS') || /As|NonNull|Satisfies/.test(parent.type)
  }
}

function memberOf(node: Node, parent: Node): string | undefined {
  if (parent.type !== 'MemberExpression' || parent.object !== node) return undefined
  return parent.property.type === 'Identifier' ? parent.property.name : undefined
}
