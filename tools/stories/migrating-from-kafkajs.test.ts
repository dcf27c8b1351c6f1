import { equal } from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { InProcessBroker } from '@barnabus/testkit'

import { sourceFlag } from '../bootstrap.mjs'
import { blocksOf } from '../checks/docs-commands.ts'
import { root } from './working-copy.ts'

const page = readFileSync(join(root, 'docs', 'migrating-from-kafkajs.md'), 'utf8')

test('the program that moves by its import prints what the page says', async () => {
  await using broker = await InProcessBroker.start()
  const [program, printed] = blocksOf(page)
  const text = program!.text.replace('127.0.0.1:9092', broker.address())

  const { stdout } = await promisify(execFile)(
    process.execPath,
    [sourceFlag, '--input-type=module', '--eval', text],
    { cwd: root, timeout: 60_000 },
  )

  equal(stdout, printed!.text)
})
