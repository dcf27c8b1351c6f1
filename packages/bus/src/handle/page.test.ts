import { equal } from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { execPath } from 'node:process'
import { test } from 'node:test'
import { promisify } from 'node:util'

import { TestCluster } from '@barnabus/testkit'

const page = new URL('../../../../docs/bus/handling.md', import.meta.url)
const flags = ['--conditions=@barnabus/source', '--input-type=module-typescript']

test('the program of the page on handling says what it should', async () => {
  await using cluster = await TestCluster.start()
  const [orders, shipped] = [await cluster.makeTopic('orders'), await cluster.makeTopic('shipped')]

  const [, program = ''] = /^```ts\n(.*?)^```/ms.exec(await readFile(page, 'utf8')) ?? []
  const text = program
    .replace('127.0.0.1:9092', cluster.bootstrapServers)
    .replace("'orders'", `'${orders}'`)
    .replace("'shipped'", `'${shipped}'`)
    .replace("'shipping'", `'${cluster.name('shipping')}'`)
  const { stdout } = await promisify(execFile)(execPath, [...flags, '--eval', text])

  const [first, last] = stdout.trimEnd().split('\n')
  equal(first, 'b at attempt 2')
  // How many copies there are depends on the cluster.
  equal(last?.startsWith('exactly-once; the weakest part is the '), true, stdout)
})
