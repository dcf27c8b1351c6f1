import { equal } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

import { blocksOf } from '../checks/docs-commands.ts'

test('the README shows the example of the bus as it is', () => {
  const blocks = blocksOf(readFileSync('README.md', 'utf8'))
  const shown = blocks.find(({ text }) => text.includes("from '@barnabus/bus'"))

  equal(shown?.text, readFileSync('examples/payments.ts', 'utf8'))
})
