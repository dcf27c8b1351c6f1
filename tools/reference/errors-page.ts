import type { Node } from 'oxc-parser'

import { isTest, type SourceFile, type SourceTree } from '../checks/source-tree.ts'
import { walk } from '../checks/syntax.ts'
import { code, page, table } from './markdown.ts'

interface CatalogueEntry {
  readonly code: string
  readonly message: string
}

/** docs/reference/errors.md: every operating error, to be looked up by its code or its words. */
export function errorsPage(tree: SourceTree): Promise<string> {
  const entries = tree.sources
    .filter(({ path, text }) => path.startsWith('packages/') && text.includes('= defineErrors('))
    .filter(({ path }) => !isTest(path) && !path.startsWith('packages/testkit/'))
    .flatMap(entriesOf)
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
  return page([
    '# Errors',
    'What the command and the broker say when the world does not do as it should. Parts in braces ' +
      'are filled in. Kafka clients see Kafka’s own error codes instead. This page is printed from ' +
      'the code by `npm run reference`.',
    table(
      ['code', 'message'],
      entries.map((entry) => [code(entry.code), entry.message]),
    ),
  ])
}

function entriesOf(file: SourceFile): readonly CatalogueEntry[] {
  const entries: CatalogueEntry[] = []
  walk(file.program, (node) => {
    if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') return
    const [prefix, messages] = node.arguments
    if (node.callee.name !== 'defineErrors' || messages?.type !== 'ObjectExpression') return
    if (prefix?.type !== 'Literal') return
    for (const property of messages.properties) {
      if (property.type !== 'Property' || property.key.type !== 'Identifier') continue
      const message = messageOf(file, property.value)
      entries.push({ code: `${String(prefix.value)}_${property.key.name}`, message })
    }
  })
  return entries
}

/** The text of a message, with the names of its details where they go. */
function messageOf(file: SourceFile, node: Node): string {
  return textOf(file, node.type === 'ArrowFunctionExpression' ? node.body : node)
}

function textOf(file: SourceFile, node: Node): string {
  switch (node.type) {
    case 'Literal':
      return String(node.value)
    case 'TemplateLiteral':
      return node.quasis
        .map(({ value }, index) => {
          const detail = node.expressions[index]
          return `${value.cooked ?? ''}${detail === undefined ? '' : textOf(file, detail)}`
        })
        .join('')
    case 'BinaryExpression':
      return textOf(file, node.left) + textOf(file, node.right)
    case 'ParenthesizedExpression':
      return textOf(file, node.expression)
    case 'ConditionalExpression': {
      const texts = [textOf(file, node.consequent), textOf(file, node.alternate)]
      return `[${texts.filter((text) => text !== '').join('|')}]`
    }
    default:
      return `{${file.text.slice(node.start, node.end).replace(/\W.*$/s, '')}}`
  }
}
