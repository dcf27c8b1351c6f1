import { assert } from '@barnabus/base'

import type { SourceTree } from '../checks/source-tree.ts'
import { busRules } from './bus-rules.ts'
import { page, table } from './markdown.ts'

const titles =
  /\b(?:test|describe)\(\s*['`]((?:R\d+|D\d\.\d+)(?:, (?:R\d+|D\d\.\d+))*): ([^'`]*)['`]/g

/** docs/reference/bus-rules.md: what the bus has to get right, and the tests that show it. */
export function busRulesPage(tree: SourceTree): Promise<string> {
  const shown = new Map<string, string[]>()
  for (const { path, text } of tree.sources) {
    if (!path.startsWith('packages/bus/') || !path.endsWith('.test.ts')) continue
    for (const [, ids = '', title = ''] of text.matchAll(titles)) {
      for (const id of ids.split(', ')) {
        const file = path.replace('packages/bus/src/', '')
        const said = title.replace(/(: |, )?\$\{.*$/, '')
        const all = shown.get(id) ?? []
        shown.set(id, [...all, `${said} (\`${file}\`)`])
      }
    }
  }
  const rows = Object.entries(busRules).map(([id, rule]) => {
    const tests = [...new Set(shown.get(id))]
    assert(tests.length > 0, `no test shows ${id}: ${rule}`)
    return [id, rule, tests.join('<br>')]
  })
  return page([
    '# What the bus has to get right',
    'Each rule, and the tests that show it. They run on Barnabus in `npm test`, and on Apache Kafka ' +
      'with one node and with three in `npm run test:kafka`. This page is printed from the code by ' +
      '`npm run reference`.',
    table(['id', 'what holds', 'shown by'], rows),
  ])
}
