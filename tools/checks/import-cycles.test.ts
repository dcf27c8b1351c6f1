import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { checkImportCycles } from './import-cycles.ts'
import { plant, summaryOf } from './planted.ts'

test('files may share a third one', () => {
  const tree = plant({
    'packages/log/src/a.ts': `import './c.ts'\nimport './b.ts'\n`,
    'packages/log/src/b.ts': `import './c.ts'\n`,
    'packages/log/src/c.ts': '',
  })
  deepEqual(checkImportCycles(tree), [])
})

test('a cycle between files is found, even if one of its edges is only a type', () => {
  const tree = plant({
    'packages/log/src/a.ts': `import { b } from './deep/b.ts'\n`,
    'packages/log/src/deep/b.ts': `import { c } from '../c.ts'\n`,
    'packages/log/src/c.ts': `import type { A } from './a.ts'\n`,
  })
  deepEqual(summaryOf(checkImportCycles(tree)), [
    'packages/log/src/a.ts:0 a cycle of imports: packages/log/src/a.ts → ' +
      'packages/log/src/deep/b.ts → packages/log/src/c.ts → packages/log/src/a.ts',
  ])
})

test('a cycle between packages is found, though each of their files is free of one', () => {
  const tree = plant({
    'packages/log/src/a.ts': `import '@barnabus/broker'\n`,
    'packages/broker/src/b.ts': `import '@barnabus/log'\n`,
    'packages/log/src/a.test.ts': `import '@barnabus/testkit'\n`,
    'packages/testkit/src/index.ts': `import '@barnabus/log'\n`,
  })
  deepEqual(summaryOf(checkImportCycles(tree)), ['log:0 a cycle of imports: log → broker → log'])
})
