import { equal, ok } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { blocksOf } from '../checks/docs-commands.ts'
import { root } from './working-copy.ts'

// Running them here would run this test again: that they pass is what decides a landing, so it is
// enough that they are the commands which .ci/run runs.
test('the commands for working on it are those that decide what lands', () => {
  const block = blocksOf(readFileSync(join(root, 'README.md'), 'utf8')).find(
    ({ story }) => story === 'work-on-it',
  )
  const landing = readFileSync(join(root, '.ci', 'run'), 'utf8')
  equal(block?.text, 'npm test\nnpm run ok\n')
  for (const command of block.text.trim().split('\n')) {
    ok(new RegExp(`^stage '\\w+' ${command}`, 'm').test(landing), `${command} is in .ci/run`)
  }
})
