import { deepEqual } from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { execPath } from 'node:process'
import { test } from 'node:test'
import { promisify } from 'node:util'

const page = new URL('../../../../docs/bus/testing.md', import.meta.url)
const flags = ['--conditions=@barnabus/source', '--input-type=module-typescript']

test('the program of the page on testing says what it should', async () => {
  const [, program = ''] = /^```ts\n(.*?)^```/ms.exec(await readFile(page, 'utf8')) ?? []
  const { stdout } = await promisify(execFile)(execPath, [...flags, '--eval', program])

  deepEqual(stdout.trim().split('\n'), [
    'billed 1 to a at attempt 2',
    'gave up -1 of b: nobody owes less than nothing',
    'billed 3 to c at attempt 1',
    'billed 3 to c in its second life',
  ])
})
