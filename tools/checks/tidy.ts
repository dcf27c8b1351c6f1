import { posix } from 'node:path'
import type { Node } from 'oxc-parser'
import {
  isGenerated,
  isTest,
  type Finding,
  type SourceFile,
  type SourceTree,
} from './source-tree.ts'
import { walk } from './syntax.ts'

/** The small promises of the house that no other tool holds. */
export function checkTidy(tree: SourceTree): readonly Finding[] {
  return [
    ...tree.paths.flatMap(nameFindings),
    ...tree.paths.flatMap((path) => textFindings(path, tree.text(path))),
    ...tableFindings(tree),
    ...catalogueFindings(tree),
  ]
}

const sayingNothing = /^(utils?|helpers?|types|common|misc)\.\w+$/
const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/
const shoutingByCustom = new Set(['CHANGELOG.md', 'README.md', 'SECURITY.md'])

function nameFindings(path: string): readonly Finding[] {
  const name = posix.basename(path)
  if (!/\.(ts|tsx|mjs|js|md)$/.test(name) || shoutingByCustom.has(name)) return []
  if (sayingNothing.test(name)) {
    return [{ path, problem: 'the name says nothing', mend: 'name it after the one idea in it' }]
  }
  if (kebabCase.test(name)) return []
  return [{ path, problem: 'not in kebab-case', mend: 'write whole words, small, with dashes' }]
}

const sizeMax = 300_000

/** What no tracked file may contain. Written so that this file does not contain it either. */
const banned: readonly {
  readonly pattern: RegExp
  readonly problem: string
  readonly mend: string
}[] = [
  {
    pattern: /\b(?:FIXM[E]|TOD[O]|XX[X])\b/,
    problem: 'a note to nobody',
    mend: 'do it now, or say in a sentence what holds today and why',
  },
  {
    pattern: /"resolved": "htt[p]|^\s*(?:@[\w-]+:)?registry\s*=|registry\.[\w-]+\.(?:or[g]|com)/m,
    problem: 'names a package registry',
    mend: 'leave the choice of registry to the machine (.npmrc has omit-lockfile-registry-resolved)',
  },
  {
    pattern: /(?<![\w.:/-])(?:\/(?:home|Users|root|wor[k])\/[\w.-]|[A-Z]:\\\\?Users\\)/,
    problem: 'a path that exists on one machine only',
    mend: 'start from the root of the repository or from a temporary directory',
  },
]

function textFindings(path: string, text: string): readonly Finding[] {
  const findings: Finding[] = []
  const sizeBytes = Buffer.byteLength(text)
  if (sizeBytes > sizeMax && path !== 'package-lock.json') {
    findings.push({
      path,
      problem: `${sizeBytes} bytes in one file`,
      mend: `make it where it is needed, or cut it below ${sizeMax}`,
    })
  }
  for (const { pattern, problem, mend } of banned) {
    const match = pattern.exec(text)
    if (match === null) continue
    const line = text.slice(0, match.index + match[0].length).split('\n').length
    findings.push({ path, line, problem: `${problem}: "${match[0].trim()}"`, mend })
  }
  return findings
}

/** Folders whose files are all listed, by hand, in the `index.ts` beside them. */
const tables: readonly { readonly folder: string; readonly files: RegExp }[] = [
  { folder: 'packages/broker/src/apis', files: /^\d\d-[a-z0-9-]+\.ts$/ },
]

function tableFindings(tree: SourceTree): readonly Finding[] {
  return tables.flatMap(({ folder, files }) => {
    const table = `${folder}/index.ts`
    if (!tree.has(table)) return []
    const listed = tree.text(table)
    return tree.paths
      .filter((path) => posix.dirname(path) === folder && files.test(posix.basename(path)))
      .filter((path) => !listed.includes(`'./${posix.basename(path)}'`))
      .map((path) => ({
        path,
        problem: 'missing from the table',
        mend: `add its line to ${table}`,
      }))
  })
}

interface CatalogueEntry {
  readonly file: SourceFile
  readonly catalogue: string
  readonly name: string
  readonly position: number
}

/** An error that nobody throws misleads whoever reads the catalogue. */
function catalogueFindings(tree: SourceTree): readonly Finding[] {
  const sources = tree.sources.filter(({ path }) => !isGenerated(path) && !isTest(path))
  const entries = sources
    .filter(({ text }) => text.includes('= defineErrors('))
    .flatMap(catalogueEntriesOf)
  return entries
    .filter(
      (entry) => !sources.some(({ text }) => text.includes(`${entry.catalogue}.${entry.name}(`)),
    )
    .map(({ file, catalogue, name, position }) => ({
      path: file.path,
      line: file.lineAt(position),
      problem: `${catalogue}.${name} is thrown nowhere`,
      mend: 'throw it where it happens, or take it out',
    }))
}

function catalogueEntriesOf(file: SourceFile): readonly CatalogueEntry[] {
  const entries: CatalogueEntry[] = []
  walk(file.program, (node) => {
    if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier') return
    const catalogue = node.id.name
    for (const { name, position } of namesDefinedBy(node.init)) {
      entries.push({ file, catalogue, name, position })
    }
  })
  return entries
}

function namesDefinedBy(node: Node | null): readonly { name: string; position: number }[] {
  if (node?.type !== 'CallExpression' || node.callee.type !== 'Identifier') return []
  const messages = node.arguments[1]
  if (node.callee.name !== 'defineErrors' || messages?.type !== 'ObjectExpression') return []
  return messages.properties.flatMap((property) =>
    property.type === 'Property' && property.key.type === 'Identifier'
      ? [{ name: property.key.name, position: property.start }]
      : [],
  )
}
