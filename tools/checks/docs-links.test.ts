import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { checkDocsLinks } from './docs-links.ts'
import { plant, summaryOf } from './planted.ts'

test('a link to a file that is gone is found', () => {
  const tree = plant({
    'README.md': '[docs](docs/README.md), [folder](docs/), [web](https://example.test/x)',
    'docs/README.md': '[up](../README.md#start)\n[gone](internals/gone.md)',
  })
  deepEqual(summaryOf(checkDocsLinks(tree)), ['docs/README.md:2 no such file: internals/gone.md'])
})
