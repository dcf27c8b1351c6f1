import { equal, throws } from 'node:assert/strict'
import { test } from 'node:test'

import { withBlock } from './printed-block.ts'

const page = `# Page

<!-- printed by npm run a -->
old
<!-- end of npm run a -->

<!-- printed by npm run b -->
other
<!-- end of npm run b -->
`

test('a run replaces its own block and leaves the others alone', () => {
  const written = withBlock(page, 'npm run a', 'new')
  equal(written, page.replace('old', '\nnew\n'))
})

test('a page without the block is told as such', () => {
  throws(() => withBlock(page, 'npm run c', 'new'), { code: 'TESTKIT_USAGE' })
})
